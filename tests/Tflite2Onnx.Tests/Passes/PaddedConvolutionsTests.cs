using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class PaddedConvolutionsTests
{
    [TestMethod]
    [DataRow(new long[] { 0, 0, 1, 0, 0, 0, 0, 2 }, 0f, true)]
    [DataRow(new long[] { 0, 0, 1, 0, 0, 0, 0, 2 }, 1f, false, DisplayName = "other filling")]
    [DataRow(new long[] { 0, 0, 1, -1, 0, 0, 0, 0 }, 0f, false, DisplayName = "something is taken away")]
    [DataRow(new long[] { 0, 1, 0, 0, 0, 0, 0, 0 }, 0f, false, DisplayName = "channels")]
    [DataRow(new long[] { 0, 0, 0, 0, 1, 0, 0, 0 }, 0f, false, DisplayName = "batch")]
    public void A_convolution_pads_itself(long[] pads, float filling, bool applies)
    {
        string after = After(PaddedConvolutions.Run, () => Build(pads, Const(filling), null), applies);
        Assert.AreEqual(applies, after.Contains("pads=[2,1,1,3]", StringComparison.Ordinal), after);
    }

    [TestMethod]
    [DataRow((byte)7, true)]
    [DataRow((byte)6, false)]
    public void Quantized_zeros_are_the_zero_point(byte filling, bool applies) =>
        After(PaddedConvolutions.Run, () => Build([0, 0, 1, 1, 0, 0, 1, 1], Value.Of(Constant.Of(ElementType.UInt8, [], filling), "filling"), 7), applies);

    private static TestGraph Build(long[] pads, Value filling, byte? zero)
    {
        var graph = new TestGraph();
        bool isQuantized = zero is not null;
        Value x = graph.Node("Pad", [graph.Input(isQuantized ? ElementType.UInt8 : ElementType.Float, 1, 2, 5, 5), Ints(pads), filling]);
        if (isQuantized)
        {
            x = graph.Node("DequantizeLinear", [x, Const(0.5f), Value.Of(Constant.Of(ElementType.UInt8, [], zero!.Value), "zero")]);
        }
        int channels = 2 + (int)pads[1];
        float[] weights = [.. Enumerable.Range(0, 3 * channels * 9).Select(i => (i % 7) - 3f)];
        Value w = Value.Of(Constant.Of(ElementType.Float, [3, channels, 3, 3], weights), "w");
        return graph.Output(graph.Node("Conv", [x, w], new() { ["pads"] = new long[] { 1, 1, 1, 1 } }));
    }
}
