using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class FoldConstantsTests
{
    [TestMethod]
    public void A_shape_computed_from_known_dimensions_is_a_constant()
    {
        string text = After(FoldConstants.Run, () => Flatten([2, 3, 4]));
        Assert.EndsWith("y0 = Reshape(x0, [2,12])", text);
    }

    [TestMethod]
    public void An_unknown_dimension_is_not_folded()
    {
        TestGraph graph = Flatten([-1, 3, 4]);
        Assert.IsFalse(FoldConstants.Run(graph.Graph));
    }

    [TestMethod]
    [DataRow("Add", 10L)]
    [DataRow("Sub", 4L)]
    [DataRow("Mul", 21L)]
    [DataRow("Div", 2L)]
    [DataRow("Mod", 1L)]
    [DataRow("Max", 7L)]
    [DataRow("Min", 3L)]
    public void Arithmetic_is_that_of_the_runtime(string opType, long result)
    {
        string text = After(FoldConstants.Run, () =>
        {
            var graph = new TestGraph();
            Value folded = graph.Node(opType, [Ints(7), Ints(3)]);
            return graph.Output(graph.Node("Add", [graph.Input(ElementType.Int64, 1), folded]));
        });
        Assert.EndsWith($"y0 = Add(x0, [{result}])", text);
    }

    [TestMethod]
    public void Division_by_zero_is_left_to_the_runtime()
    {
        var graph = new TestGraph();
        graph.Output(graph.Node("Div", [Ints(7), Ints(0)]));
        Assert.IsFalse(FoldConstants.Run(graph.Graph));
    }

    // [n, a, b] to [n, a * b], the way a flattening layer with an open batch size is written.
    private static TestGraph Flatten(int[] shape)
    {
        var graph = new TestGraph();
        Value x = graph.Input(ElementType.Float, shape);
        Value dimensions = graph.Node("Shape", [x]);
        Value batch = graph.Node("Slice", [dimensions, Ints(0), Ints(1), Ints(0)]);
        Value rest = graph.Node("ReduceProd", [graph.Node("Slice", [dimensions, Ints(1), Ints(3), Ints(0)]), Ints(0)], new() { ["keepdims"] = 1L });
        graph.Graph.Opset = 18;
        return graph.Output(graph.Node("Reshape", [x, graph.Node("Concat", [batch, rest], new() { ["axis"] = 0L })]));
    }
}
