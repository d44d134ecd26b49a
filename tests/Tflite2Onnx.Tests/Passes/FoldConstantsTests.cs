using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class FoldConstantsTests
{
    // [n, a, b] to [n, a * b], the way a flattening layer with an open batch size is written.
    private const string Flatten = """
        dimensions = Shape(x)
        batch = Slice(dimensions, [0], [1], [0])
        others = Slice(dimensions, [1], [3], [0])
        rest = ReduceProd(others, [0]) keepdims=1
        shape = Concat(batch, rest) axis=0
        y = Reshape(x, shape)
        -> y
        """;

    [TestMethod]
    public void A_shape_computed_from_known_dimensions_is_a_constant()
    {
        string text = After(FoldConstants.Run, () => Newer($"x: Float[2,3,4]\n{Flatten}"));
        Assert.EndsWith("y = Reshape(x, [2,12])", text);
    }

    [TestMethod]
    public void An_unknown_dimension_is_not_folded() => Assert.IsFalse(FoldConstants.Run(Newer($"x: Float[?,3,4]\n{Flatten}").Graph));

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
        string text = After(FoldConstants.Run, () => Read($"""
            x: Int64[1]
            a = {opType}([7], [3])
            y = Add(x, a)
            -> y
            """));
        Assert.EndsWith($"y = Add(x, [{result}])", text);
    }

    [TestMethod]
    public void Division_by_zero_is_left_to_the_runtime() => Assert.IsFalse(FoldConstants.Run(Read("y = Div([7], [0]) -> y").Graph));

    private static TestGraph Newer(string text)
    {
        TestGraph graph = Read(text);
        graph.Graph.Opset = 18;
        return graph;
    }
}
