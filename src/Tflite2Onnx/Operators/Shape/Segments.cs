using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Rows folded with those of the same segment; ids say for each row to which segment it belongs.</summary>
internal static class Segments
{
    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition(SEGMENT_SUM)
        {
            Summary = "Sum of each segment's rows; the last id says how many segments there are.",
            Shapes = GatheringShapes.SegmentSum,
            Convert = op => Sum(op),
        },
        Define(UNSORTED_SEGMENT_MAX, "max", double.NegativeInfinity, "Largest elements of each segment's rows; the lowest number where it has none."),
        Define(UNSORTED_SEGMENT_MIN, "min", double.PositiveInfinity, "Smallest elements of each segment's rows; the highest number where it has none."),
        Define(UNSORTED_SEGMENT_PROD, "mul", 1, "Product of each segment's rows; 1 where it has none."),
        Define(UNSORTED_SEGMENT_SUM, "add", 0, "Sum of each segment's rows; 0 where it has none."),
    ];

    private static PlainOpDefinition Define(BuiltinOperator code, string reduction, double start, string summary) => new(code)
    {
        Summary = $"{summary} Rows with ids below 0 are left out.",
        Shapes = GatheringShapes.UnsortedSegments,
        Convert = op => Fold(op, reduction, start),
    };

    private static Value Sum(OpContext op)
    {
        op.Expect(1, rank: 1);
        Value ids = op.Index(1);
        Value count = op.TryIntegers(1) is { } known ? Value.Ints(known.Max() + 1)
            : op.Emit("Add", [op.Emit("ReduceMax", [ids, Value.Ints(0L)], new() { ["keepdims"] = 1L }), Constants.Scalar(1, ElementType.Int64)]);
        Value shape = op.Emit("Concat", [count, op.Emit("Shape", [op.In(0)], new() { ["start"] = 1L })], new() { ["axis"] = 0L });
        return Scattering.Sum(op, shape, op.Unsqueeze(ids, 1), op.In(0));
    }

    // Ids may have several axes, the leading ones of the data (UnsortedSegmentRef in reference_ops). Rows without a segment go to one
    // behind the last, which is cut off.
    private static Value Fold(OpContext op, string reduction, double start)
    {
        (Value data, Value ids, int leading) = (op.In(0), op.Index(1), op.Rank(1));
        Value count = op.IndexList(2);
        bool mayBeNegative = op.TryIntegers(1) is not { } known || known.Any(id => id < 0);
        ids = mayBeNegative ? op.Emit("Where", [op.Emit("Less", [ids, Constants.Scalar(0, ElementType.Int64)]), count, ids]) : ids;
        Value rows = mayBeNegative ? op.Emit("Add", [count, Constants.Scalar(1, ElementType.Int64)]) : count;
        Value shape = op.Emit("Concat", [rows, op.Emit("Shape", [data], new() { ["start"] = (long)leading })], new() { ["axis"] = 0L });
        Value filled = op.Emit("ConstantOfShape", [shape], new() { ["value"] = Start(data.Type, start) });
        Value y = op.Emit("ScatterND", [filled, op.Unsqueeze(ids, leading), data], new() { ["reduction"] = reduction });
        return mayBeNegative ? Slicing.Cut(op, y, [0], [0], [-1]) : y;
    }

    // Infinity stands for the type's last number on that side; the kernels take float and int32.
    private static Constant Start(ElementType type, double start)
    {
        double highest = type.IsFloat() ? float.MaxValue : Math.Pow(2, 31) - 1;
        double lowest = type.IsFloat() ? float.MinValue : -Math.Pow(2, 31);
        return Constants.FromFloats(type, [1], Math.Clamp(start, lowest, highest));
    }
}
