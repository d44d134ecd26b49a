using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class TiledConstantsTests
{
    [TestMethod]
    [DataRow(new[] { 3 }, true)]
    [DataRow(new[] { 1, 1, 1, 3 }, true)]
    [DataRow(new[] { 1, 1, 5, 3 }, false)]
    [DataRow(new int[0], false)]
    public void A_constant_of_few_channels_is_repeated(int[] shape, bool applies) => After(TiledConstants.Run, () =>
    {
        var graph = new TestGraph();
        float[] values = [.. Enumerable.Range(1, (int)ElementTypes.Count(shape)).Select(i => i / 4f)];
        Value constant = Value.Of(Constant.Of(ElementType.Float, shape, values), "c");
        return graph.Output(graph.Node("Sub", [constant, graph.Input(ElementType.Float, 1, 4, 5, 3)], shape: [1, 4, 5, 3]));
    }, applies);
}
