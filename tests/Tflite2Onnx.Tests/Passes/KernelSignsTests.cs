using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class KernelSignsTests
{
    [TestMethod]
    [DataRow(new sbyte[] { 64, 64, -64, -64 }, false, DisplayName = "no pair of neighbours reaches the limit")]
    [DataRow(new sbyte[] { 64, 65, 0, 0 }, true, DisplayName = "two products are too large together")]
    [DataRow(new sbyte[] { 1, 64, 65, 1 }, true, DisplayName = "whichever of them begin a pair")]
    [DataRow(new sbyte[] { -127, 127, -127, 127 }, false, DisplayName = "products of both signs make up for each other")]
    public void Weights_have_no_sign_where_products_could_saturate(sbyte[] row, bool changes) =>
        After(graph => KernelSigns.Run(graph, SaturationMode.Avoid), () => Gemm(ElementType.Int8, row), applies: changes);

    [TestMethod]
    public void Weights_of_depthwise_layers_keep_their_sign() => After(graph => KernelSigns.Run(graph, SaturationMode.Avoid), () =>
    {
        var graph = new TestGraph();
        Value x = graph.Dequantize(graph.Quantize(graph.Input(ElementType.Float, 1, 2, 2, 2)));
        Value weights = graph.Dequantize(Value.Of(Constant.Of<sbyte>(ElementType.Int8, [2, 1, 1, 2], 127, 127, 127, 127), "w"));
        Value y = graph.Node("Conv", [x, weights], new() { ["group"] = 2L }, [1, 2, 2, 1]);
        return graph.Output(graph.Dequantize(graph.Quantize(y)));
    }, applies: false);

    [TestMethod]
    public void Where_saturation_is_allowed_all_weights_have_a_sign()
    {
        After(graph => KernelSigns.Run(graph, SaturationMode.Allow), () => Gemm(ElementType.UInt8, [127, 127, 3, 4]));
        After(graph => KernelSigns.Run(graph, SaturationMode.Allow), () => Gemm(ElementType.Int8, [127, 127, 3, 4]), applies: false);
    }

    private static TestGraph Gemm(ElementType type, sbyte[] row)
    {
        var graph = new TestGraph();
        Value x = graph.Dequantize(graph.Quantize(graph.Input(ElementType.Float, 2, 4)));
        Value weights = graph.Dequantize(Value.Of(Constant.Of(type, [1, 4], row), "w"));
        Value y = graph.Node("Gemm", [x, weights], new() { ["transB"] = 1L }, [2, 1]);
        return graph.Output(graph.Dequantize(graph.Quantize(y)));
    }
}
