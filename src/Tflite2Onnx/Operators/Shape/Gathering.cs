using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Elements picked by their indices or their size. They are copied, whatever the quantization of operand and result.</summary>
internal static class Gathering
{
    public static OpDefinition[] Operators =>
    [
        new OpDefinition<GatherOptions>(GATHER)
        {
            Summary = "Slices along an axis by index, batch by batch where leading axes are batches.",
            Layout = LayoutRule.Attribute(0) with { When = op => BatchAxes(op) == 0 && op.Rank(1) <= 1, Origins = OriginsOfGather },
            Quant = QuantRule.Own,
            Shapes = (op, o) => GatheringShapes.Gather(op, o),
            Convert = (op, o) => BatchAxes(op) is > 0 and int batches
                ? GatherInBatches(op, batches)
                : op.Emit("Gather", [op.In(0), Indices(op, 1)], new() { ["axis"] = (long)op.Axis(o.Axis) }),
        },
        new PlainOpDefinition(GATHER_ND)
        {
            Summary = "Slices, each by an index into the leading axes.",
            Quant = QuantRule.Own,
            Shapes = GatheringShapes.GatherNd,
            Convert = op => op.Emit("GatherND", [op.In(0), op.Index(1)]),
        },
        new OpDefinition<OneHotOptions>(ONE_HOT)
        {
            Summary = "One value at each index along a new axis, another value elsewhere.",
            Quant = QuantRule.Own,
            Shapes = (op, o) => GatheringShapes.OneHot(op, o),
            Convert = (op, o) => OneHot(op, TensorAxis.FromFront(o.Axis, op.Rank(0) + 1)),
        },
        // Of equal elements both take the first one first.
        new PlainOpDefinition(TOPK_V2)
        {
            Summary = "The largest elements along the last axis, in order, and where they are.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Own,
            Shapes = GatheringShapes.TopK,
            Convert = op => op.Emit("TopK", [op.In(0), op.IndexList(1)], new() { ["axis"] = (long)op.Axis(-1) }, outputs: 2),
        },
    ];

    // Negative, they are counted from the rank of the indices.
    private static int BatchAxes(OpView op)
    {
        GatherOptions o = op.Options<GatherOptions>();
        int batches = o.BatchDims < 0 ? o.BatchDims + op.Rank(1) : o.BatchDims;
        return batches >= 0 && batches <= Math.Min(op.Rank(1), TensorAxis.FromFront(o.Axis, op.Rank(0))) ? batches
            : throw new FileContradiction($"It has {batches} axes of batches, and its operands have {op.Rank(0)} and {op.Rank(1)} axes");
    }

    private static int[] OriginsOfGather(OpView op)
    {
        int axis = TensorAxis.FromFront(op.Options<GatherOptions>().Axis, op.Rank(0));
        return op.Rank(1) == 0 ? LayoutRule.Without(op.Rank(0), axis) : [.. Enumerable.Range(0, op.Rank(0))];
    }

    // Gather takes int32 as it is.
    private static Value Indices(OpContext op, int input) => op.Raw(input) is { Type: ElementType.Int32 } indices ? indices : op.Index(input);

    // GatherND's batches are the leading axes, and the axis it picks from is the one behind them: the axes between are moved away and back.
    private static Value GatherInBatches(OpContext op, int batches)
    {
        (int rank, int picked, int axis) = (op.Rank(0), op.Rank(1) - batches, TensorAxis.FromFront(op.Options<GatherOptions>().Axis, op.Rank(0)));
        int between = axis - batches;
        if (batches < 0 || between < 0 || picked < 0)
        {
            throw new FileContradiction($"Its {batches} axes of batches are more than there are in front of axis {axis}");
        }
        int[] to = [.. Enumerable.Range(0, batches), axis, .. Enumerable.Range(batches, between), .. Enumerable.Range(axis + 1, rank - axis - 1)];
        Value y = op.Emit("GatherND", [op.Transpose(op.In(0), to), op.Unsqueeze(op.Index(1), op.Rank(1))], new() { ["batch_dims"] = (long)batches });
        int[] back = [.. Enumerable.Range(0, batches), .. Enumerable.Range(batches + picked, between), .. Enumerable.Range(batches, picked)];
        return op.Transpose(y, [.. back, .. Enumerable.Range(back.Length, rank - axis - 1)]);
    }

    // Not OneHot, which counts negative indices from the end: here they are nowhere.
    private static Value OneHot(OpContext op, int axis)
    {
        (Value zero, Value one) = (Constants.Scalar(0, ElementType.Int64), Constants.Scalar(1, ElementType.Int64));
        Value places = op.Emit("Range", [zero, op.Reshape(op.Index(1)), one]);
        Value along = op.Unsqueeze(places, [.. Enumerable.Range(1, op.Rank(0) - axis)]);
        return op.Emit("Where", [op.Emit("Equal", [op.Unsqueeze(op.Index(0), axis), along]), op.In(2), op.In(3)]);
    }
}
