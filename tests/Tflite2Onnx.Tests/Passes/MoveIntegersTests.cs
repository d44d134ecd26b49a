using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class MoveIntegersTests
{
    [TestMethod]
    public void Integers_are_moved_before_they_are_dequantized() => AssertOrder(
        """
        x: Int8[2,3,4]
        a = DequantizeLinear(x, 0.5, 3:Int8)
        b[6,4] = Reshape(a, [6,4])
        c[4,6] = Transpose(b) perm=[1,0]
        y = Abs(c)
        -> y
        """, "Reshape", "Transpose", "= DequantizeLinear", "Abs");

    [TestMethod]
    public void Floats_are_quantized_before_they_are_moved() => AssertOrder(
        """
        x: Float[2,3,4]
        a = Abs(x)
        b[6,4] = Reshape(a, [6,4])
        c[4,6] = Transpose(b) perm=[1,0]
        y = QuantizeLinear(c, 0.5, 3:Int8)
        -> y
        """, "Abs", "QuantizeLinear", "Reshape", "Transpose");

    [TestMethod]
    [DataRow("""
        x: Float[2,3]
        a = Abs(x)
        b[3,2] = Transpose(a) perm=[1,0]
        y = QuantizeLinear(b, 0.5, 3:Int8)
        -> y, b
        """, DisplayName = "floats that are used otherwise")]
    [DataRow("""
        x: Int8[2,3]
        a = DequantizeLinear(x, [0.5,0.25], _) axis=0
        y[3,2] = Transpose(a) perm=[1,0]
        -> y
        """, DisplayName = "a scale per channel, with its axis")]
    public void Others_stay(string graph) => AssertBecomes(MoveIntegers.Run, graph, null);

    // The nodes that were replaced stay behind, for the pass that removes what nobody reads: the last of each counts.
    private static void AssertOrder(string graph, params string[] types)
    {
        string text = After(MoveIntegers.Run, () => Read(graph));
        int[] places = [.. types.Select(type => text.LastIndexOf(type, StringComparison.Ordinal))];
        CollectionAssert.AreEqual(places.Order().ToArray(), places, text);
    }
}
