using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class RemoveIdentitiesTests
{
    [TestMethod]
    public void What_does_nothing_goes()
    {
        string text = After(RemoveIdentities.Run, () => Read("""
            x: Float[2,3]
            a = Identity(x)
            b = Cast(a) to=1
            c[2,3] = Reshape(b, [2,3])
            d = Transpose(c) perm=[0,1]
            e = Pad(d, [0,0,0,0])
            f = Concat(e) axis=0
            y = Abs(f)
            -> y
            """));
        Assert.EndsWith("y = Abs(x)", text);
    }

    [TestMethod]
    public void An_output_keeps_its_name_when_the_node_before_it_makes_it()
    {
        string text = After(RemoveIdentities.Run, () => Read("""
            x: Float[2]
            a = Abs(x)
            y = Identity(a)
            -> y
            """));
        Assert.StartsWith("y = Abs(x)", text);
    }

    [TestMethod]
    [DataRow("""
        x: Float[2]
        y = Identity(x)
        -> y
        """, DisplayName = "between an input and an output")]
    [DataRow("""
        x: Float[2]
        y = Abs(x)
        z = Identity(y)
        -> y, z
        """, DisplayName = "between two outputs")]
    [DataRow("""
        x: Float[4]
        a[1,?] = NonZero(x)
        y[1,?] = Reshape(a, [1,-1])
        -> y
        """, DisplayName = "between unknown dimensions")]
    public void Others_stay(string graph) => AssertBecomes(RemoveIdentities.Run, graph, null);
}
