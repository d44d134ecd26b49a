using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.StablehloComparisonDirection;

namespace Tflite2Onnx.Operators;

/// <summary>StableHLO's sort, by a body that compares two elements of one operand; the others are put in the same order.</summary>
internal static class StableHloSorting
{
    public static OpDefinition[] Operators =>
    [
        new OpDefinition<StablehloSortOptions>(STABLEHLO_SORT)
        {
            Summary = "Stable sort of operands along an axis by the elements of one of them, ascending or descending. NaN has no defined place.",
            Limits = "Bodies that compare more than one operand, or computed elements, and UINT64 are refused.",
            Layout = LayoutRule.Attribute(),
            Quant = QuantRule.Integers,
            Shapes = (op, o) => StableHloShapes.Sort(op, o),
            Convert = Sort,
        },
    ];

    // Of equal elements, TopK takes the first one first.
    private static Results Sort(OpContext op, StablehloSortOptions o)
    {
        (int key, bool descending) = Order(op, op.Subgraph(o.ComparatorSubgraphIndex));
        int dimension = TensorAxis.FromFront(o.Dimension, op.Rank(key));
        (Value x, int axis) = (op.In(key), op.Axis(dimension));
        if (x.Type == ElementType.UInt64)
        {
            throw new Refusal(WayOut.Rewrite, "ONNX puts no integers of 64 bits without a sign in order");
        }
        Value count = op.Shape(key)[dimension] is >= 0 and int length ? Value.Ints(length)
            : op.Emit("Shape", [x], new() { ["start"] = (long)axis, ["end"] = axis + 1L });
        Value[] sorted = op.Emit("TopK", [x, count], new() { ["axis"] = (long)axis, ["largest"] = descending ? 1L : 0L }, outputs: 2);
        return Enumerable.Range(0, op.InputCount)
            .Select(i => i == key ? sorted[0] : op.Emit("GatherElements", [op.In(i), sorted[1]], new() { ["axis"] = (long)axis })).ToArray();
    }

    // The body gets the two elements of each operand side by side.
    private static (int Key, bool Descending) Order(OpView op, TfliteGraph body)
    {
        if (body is { Operators: [{ Inputs: [var a, var b], Outputs: [var result] } only], Outputs: [var output] } && result == output
            && body.Inputs.Length == 2 * op.InputCount && IsDescending(only) is { } descending)
        {
            (int first, int second) = (Array.IndexOf(body.Inputs, a), Array.IndexOf(body.Inputs, b));
            if (first >= 0 && second >= 0 && first != second && first / 2 == second / 2)
            {
                return (first / 2, descending != (first > second));
            }
        }
        throw new Refusal(WayOut.Rewrite, $"its body, subgraph {body.Index}, is not one comparison (less or greater) of two elements of one operand"
            + $" but {string.Join(", ", body.Operators.Select(o => o.Name))}");
    }

    private static bool? IsDescending(TfliteOperator op) => op.Code switch
    {
        LESS => false,
        GREATER => true,
        STABLEHLO_COMPARE => op.Options<StablehloCompareOptions>()?.ComparisonDirection switch
        {
            STABLEHLO_COMPARISON_DIRECTION_LT => false,
            STABLEHLO_COMPARISON_DIRECTION_GT => true,
            _ => null,
        },
        _ => null,
    };
}
