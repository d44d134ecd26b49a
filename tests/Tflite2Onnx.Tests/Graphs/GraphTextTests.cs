namespace Tflite2Onnx.Tests.Graphs;

[TestClass]
public sealed class GraphTextTests
{
    [TestMethod]
    [DataRow("""
        x: Float[?,3,8,8]
        s: Int64[1]
        a = Conv(x, w<4x3x3x3>, _) auto_pad=SAME_UPPER group=1 pads=[1,1,1,1]
        b, c = Split(a, [2,2]) axis=1
        d = Clip(b, -1.5, 3.0)
        e = QuantizeLinear(d, 0.5, -3:Int8)
        f = Foo::Bar(c, [0.5,1E-20], 7) alpha=0.25 betas=[1.0,0.5] names=[one,two]
        -> e, f
        """, DisplayName = "operands, constants, attributes")]
    [DataRow("""
        c: Bool[]
        x: Float[2]
        a = Abs(x)
        y = If(c) else_branch={
        n = Neg(a)
        } -> n then_branch={
        e = Exp(x)
        z = Add(e, [1.0,2.0])
        } -> z
        b = Relu(y)
        -> b, x
        """, DisplayName = "branches")]
    [DataRow("""
        n: Int64[]
        x: Float[2]
        y = Loop(n, _, x) body={
        i: Int64[]
        c: Bool[]
        h: Float[2]
        k = Add(h, x)
        g = Identity(c)
        } -> g, k
        -> y
        """, DisplayName = "a loop's body, with its inputs")]
    public void What_is_printed_can_be_read(string text) => Assert.AreEqual($"{text}\n", GraphText.Whole(GraphReader.Read(text)));

    [TestMethod]
    public void What_the_converter_makes_can_be_read()
    {
        Graph graph = Converter.Lower(GeneratedModels.Classifier(16, 4, 2, quantized: false), new(), new())!.Graph;
        Names.Assign(graph);
        string text = GraphText.Whole(graph);
        Assert.AreEqual(text, GraphText.Whole(GraphReader.Read(text)));
    }
}
