using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class MoveIntegersTests
{
    private static readonly Value Scale = Const(0.5f);

    [TestMethod]
    public void Integers_are_moved_before_they_are_dequantized()
    {
        string text = After(MoveIntegers.Run, () =>
        {
            var graph = new TestGraph();
            Value real = graph.Node("DequantizeLinear", [graph.Input(ElementType.Int8, 2, 3, 4), Scale, Zero()]);
            Value moved = graph.Node("Transpose", [graph.Node("Reshape", [real, Ints(6, 4)], shape: [6, 4])], Perm(1, 0), [4, 6]);
            return graph.Output(graph.Node("Abs", [moved]));
        });
        AssertOrder(text, "Reshape", "Transpose", "= DequantizeLinear", "Abs");
    }

    [TestMethod]
    public void Floats_are_quantized_before_they_are_moved()
    {
        string text = After(MoveIntegers.Run, () =>
        {
            var graph = new TestGraph();
            Value real = graph.Node("Abs", [graph.Input(ElementType.Float, 2, 3, 4)]);
            Value moved = graph.Node("Transpose", [graph.Node("Reshape", [real, Ints(6, 4)], shape: [6, 4])], Perm(1, 0), [4, 6]);
            return graph.Output(graph.Node("QuantizeLinear", [moved, Scale, Zero()]));
        });
        AssertOrder(text, "Abs", "QuantizeLinear", "Reshape", "Transpose");
    }

    [TestMethod]
    public void Floats_that_are_used_otherwise_stay() => After(MoveIntegers.Run, applies: false, build: () =>
    {
        var graph = new TestGraph();
        Value moved = graph.Node("Transpose", [graph.Node("Abs", [graph.Input(ElementType.Float, 2, 3)])], Perm(1, 0), [3, 2]);
        return graph.Output(graph.Node("QuantizeLinear", [moved, Scale, Zero()])).Output(moved);
    });

    [TestMethod]
    public void A_scale_per_channel_stays_with_its_axis() => After(MoveIntegers.Run, applies: false, build: () =>
    {
        var graph = new TestGraph();
        var scales = Value.Of(Constant.Of(ElementType.Float, [2], 0.5f, 0.25f), "scales");
        Value real = graph.Node("DequantizeLinear", [graph.Input(ElementType.Int8, 2, 3), scales, null], new() { ["axis"] = 0L });
        return graph.Output(graph.Node("Transpose", [real], Perm(1, 0), [3, 2]));
    });

    private static Value Zero() => Value.Of(Constant.Of<sbyte>(ElementType.Int8, [], 3), "zero");

    // The nodes that were replaced stay behind, for the pass that removes what nobody reads: the last of each counts.
    private static void AssertOrder(string text, params string[] types)
    {
        int[] places = [.. types.Select(type => text.LastIndexOf(type, StringComparison.Ordinal))];
        CollectionAssert.AreEqual(places.Order().ToArray(), places, text);
    }
}
