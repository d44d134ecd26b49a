using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class CancelQuantizePairsTests
{
    private static readonly float[] Scales = [0.1f, 0.2f];

    [TestMethod]
    public void Quantizing_again_by_the_same_parameters_gives_the_integers_back()
    {
        string text = After(CancelQuantizePairs.Run, () => Pair((0.1f, 3), (0.1f, 3)));
        Assert.EndsWith("y0 = Abs(x0)", text);
    }

    [TestMethod]
    [DataRow(0.2f, 3, "the scales differ")]
    [DataRow(0.1f, 4, "the zero points differ")]
    public void Other_parameters_keep_the_pair(float scale, int zero, string reason)
    {
        After(CancelQuantizePairs.Run, () => Pair((0.1f, 3), (scale, zero)), applies: false);
        Assert.AreEqual(reason, Obstacle(Pair((0.1f, 3), (scale, zero))));
    }

    [TestMethod]
    public void Another_type_keeps_the_pair() => Assert.AreEqual("the types differ", Obstacle(Pair((0.1f, 3), (0.1f, 3), ElementType.UInt8)));

    [TestMethod]
    public void Another_axis_keeps_the_pair()
    {
        var graph = new TestGraph();
        var scale = Value.Of(Constant.Of(ElementType.Float, [2], Scales), "s");
        var zero = Value.Of(Constant.Of<sbyte>(ElementType.Int8, [2], 0, 0), "z");
        Value real = graph.Node("DequantizeLinear", [graph.Input(ElementType.Int8, 2, 2), scale, zero], new() { ["axis"] = 0L });
        graph.Output(graph.Node("QuantizeLinear", [real, scale, zero], new() { ["axis"] = 1L }));
        Assert.AreEqual("the axes differ", Obstacle(graph));
    }

    private static string? Obstacle(TestGraph graph) =>
        CancelQuantizePairs.Obstacle(graph.Only("DequantizeLinear"), graph.Only("QuantizeLinear"));

    private static TestGraph Pair((float Scale, int Zero) from, (float Scale, int Zero) to, ElementType type = ElementType.Int8)
    {
        var graph = new TestGraph();
        Value real = graph.Node("DequantizeLinear", [graph.Input(ElementType.Int8, 2, 3), Const(from.Scale), Zero(ElementType.Int8, from.Zero)]);
        Value integers = graph.Node("QuantizeLinear", [real, Const(to.Scale), Zero(type, to.Zero)]);
        return graph.Output(graph.Node("Abs", [integers]));
    }

    private static Value Zero(ElementType type, int value) => Value.Of(Constant.Of(type, [], (byte)value), "zero");
}
