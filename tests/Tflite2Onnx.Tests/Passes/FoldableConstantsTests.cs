using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class FoldableConstantsTests
{
    [TestMethod]
    public void Weights_beside_floats_are_spelled_out_to_be_folded()
    {
        string text = After(FoldableConstants.Run, () =>
        {
            var graph = new TestGraph();
            Value weights = graph.Dequantize(Value.Of(Constant.Of<byte>(ElementType.UInt8, [2, 3, 1, 1], 1, 2, 3, 4, 5, 255), "w"));
            Value x = graph.Node("Round", [graph.Input(ElementType.Float, 1, 3, 2, 2)]);      // of which sums are exact in any order
            return graph.Output(graph.Node("Conv", [x, weights], shape: [1, 2, 2, 2]));
        });
        Assert.DoesNotContain("DequantizeLinear", text);
    }

    [TestMethod]
    public void Weights_that_the_runtime_would_quantize_anew_stay() => After(FoldableConstants.Run, () =>
    {
        var graph = new TestGraph();
        Value x = graph.Dequantize(graph.Quantize(graph.Input(ElementType.Float, 1, 2, 3, 3)));
        Value weights = graph.Dequantize(Value.Of(Constant.Of<byte>(ElementType.UInt8, [2, 1, 1, 1], 7, 200), "w"));
        return graph.Output(graph.Dequantize(graph.Quantize(graph.Node("ConvTranspose", [x, weights], shape: [1, 1, 3, 3]))));
    }, applies: false);
}
