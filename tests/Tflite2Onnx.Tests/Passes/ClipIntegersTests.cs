using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class ClipIntegersTests
{
    [TestMethod]
    [DataRow(0f, 6f, true)]
    [DataRow(-1f, 1.3f, true)]
    [DataRow(-200f, 200f, false, DisplayName = "what saturates anyway")]
    public void A_clip_in_front_of_integers_becomes_one_of_them(float low, float high, bool applies) => After(ClipIntegers.Run, () =>
    {
        var graph = new TestGraph();
        Value x = graph.Dequantize(graph.Quantize(graph.Input(ElementType.Float, 2, 8)));
        Value clipped = graph.Node("Clip", [graph.Node("Add", [x, x], shape: [2, 8]), Const(low), Const(high)], shape: [2, 8]);
        return graph.Output(graph.Dequantize(graph.Quantize(clipped)));
    }, applies);
}
