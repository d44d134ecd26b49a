using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Operators that fold axes, or run along one.</summary>
internal static partial class Reduction
{
    public static OpDefinition[] Operators =>
    [
        Scaled(MEAN, Mean, "Average; of integers, cut off towards 0.") with
        {
            Exact = ExactMean,
        },
        Scaled(SUM, (op, keep) => Fold(op, "ReduceSum", op.In(0), keep), "Sum.") with { Exact = ExactSum },
        Define(REDUCE_MAX, "ReduceMax", "Largest element.") with { Quant = QuantRule.Own },
        Define(REDUCE_MIN, "ReduceMin", "Smallest element.") with { Quant = QuantRule.Own },
        Define(REDUCE_PROD, "ReduceProd", "Product.") with { Exact = ExactProduct, ExactByDefault = [TensorType.INT8, TensorType.INT16] },
        Define(REDUCE_ANY, "ReduceMax", "Whether one is true."),
        Define(REDUCE_ALL, "ReduceMin", "Whether all are true."),
        Arg(ARG_MAX, "ArgMax", "Index of the largest element along an axis, the first of equal ones."),
        Arg(ARG_MIN, "ArgMin", "Index of the smallest element along an axis, the first of equal ones."),
        new OpDefinition<CumsumOptions>(CUMSUM)
        {
            Summary = "Cumulative sum along an axis, in either direction, inclusive or exclusive.",
            Layout = LayoutRule.Attribute(0) with { When = op => Axes(op) is not null },
            Shapes = (op, _) => ReductionShapes.CumSum(op),
            Convert = CumSum,
        },
    ];

    private static OpDefinition<ReducerOptions> Define(BuiltinOperator code, string onnx, string summary) =>
        Define(code, (op, keep) => Fold(op, onnx, op.In(0), keep), summary);

    private static OpDefinition<ReducerOptions> Define(BuiltinOperator code, Func<OpContext, bool, Value> convert, string summary) => new(code)
    {
        Summary = summary,
        Layout = LayoutRule.Attribute(0) with
        {
            When = op => Axes(op) is not null,
            Origins = op => LayoutRule.Without(op.Rank(0), op.Options<ReducerOptions>().KeepDims ? [] : Axes(op)!),
        },
        Shapes = (op, o) => ReductionShapes.Fold(op, o.KeepDims),
        Convert = (op, o) => convert(op, o.KeepDims),
    };

    // PrepareMeanOrSum in reduce.cc.
    private static OpDefinition<ReducerOptions> Scaled(BuiltinOperator code, Func<OpContext, bool, Value> convert, string summary) =>
        Define(code, convert, summary) with
        {
            NeedsScale = OpDefinition.SmallIntegers,
        };

    // The sum of many int32 needs more bits.
    private static Value Whole(OpContext op, Value x) => x.Type.IsFloat() ? x : op.Cast(x, ElementType.Int64);

    // Of integers by their sum: the oldest runtimes average no int64.
    private static Value Mean(OpContext op, bool keep)
    {
        Value x = op.In(0);
        if (x.Type.IsFloat())
        {
            return Fold(op, "ReduceMean", x, keep);
        }
        Value sum = Fold(op, "ReduceSum", Whole(op, x), keep);
        if (Axes(op) is [] || op.Rank(0) == 0)
        {
            return sum;
        }
        Value counts = op.Emit("Gather", [op.Emit("Shape", [x]), AxisList(op)]);
        return op.Emit("Div", [sum, op.Emit("ReduceProd", [counts], new() { ["keepdims"] = 0L })]);
    }

    private static Value AxisList(OpContext op) => Axes(op) is { } known ? Value.Ints(known.Select(op.Axis)) : op.IndexList(1);

    // An empty list of axes leaves all as it is. To ONNX that is "all axes", unless it is told otherwise.
    private static Value Fold(OpContext op, string onnx, Value x, bool keep)
    {
        if (Axes(op) is [] || op.Rank(0) == 0)
        {
            return x;
        }
        Value axes = AxisList(op);
        var attributes = new Attributes { ["keepdims"] = keep ? 1L : 0L };
        if (axes.Constant is null)
        {
            attributes["noop_with_empty_axes"] = 1L;
        }
        return op.Emit(onnx, [x, axes], attributes);
    }

    // The axes that are meant, each once, counted from the front; null where a run decides.
    private static int[]? Axes(OpView op)
    {
        if (op.TryIntegers(1) is not { } given)
        {
            return null;
        }
        int rank = op.Rank(0);
        return rank == 0 ? [] : [.. given.Select(axis => TensorAxis.FromFront(axis, rank)).Distinct()];
    }
}
