using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class FloatPoolsTests
{
    [TestMethod]
    public void A_pool_of_integers_stands_between_floats()
    {
        string text = After(FloatPools.Run, () =>
        {
            var graph = new TestGraph();
            Value x = graph.Quantize(graph.Input(ElementType.Float, 1, 2, 4, 4));
            Value y = graph.Node("MaxPool", [x], new() { ["kernel_shape"] = new long[] { 2, 2 }, ["pads"] = new long[] { 1, 1, 0, 0 } }, [1, 2, 4, 4]);
            return graph.Output(graph.Dequantize(y));
        });
        Assert.HasCount(2, text.Split("QuantizeLinear(")[..2]);
    }
}
