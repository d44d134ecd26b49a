using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>
/// StableHLO's operators that arrange elements anew, and those that make a tensor of nothing. Elements are copied, whatever the quantization.
/// </summary>
internal static class StableHloShaping
{
    public static OpDefinition[] Operators =>
    [
        new OpDefinition<StablehloBroadcastInDimOptions>(STABLEHLO_BROADCAST_IN_DIM)
        {
            Summary = "Places axes among new ones, and broadcasts dimensions of 1 to the result's shape.",
            Limits = "The result's dimensions have to be known.",
            Layout = LayoutRule.Attribute(0) with { Origins = OriginsOfBroadcast },
            Quant = QuantRule.Own,
            Shapes = (op, _) => StableHloShapes.BroadcastInDim(op),
            Convert = (op, _) => Broadcast(op),
        },
        new OpDefinition<StablehloConcatenateOptions>(STABLEHLO_CONCATENATE)
        {
            Summary = "Concatenates tensors along an axis.",
            Layout = LayoutRule.Attribute(),
            Quant = QuantRule.Carry,
            Shapes = (op, o) => JoiningShapes.Concatenation(op, o.Dimension),
            Convert = (op, o) => Joining.Concat(op, op.Axis(TensorAxis.FromFront(o.Dimension, op.Rank(0))), i => Joining.Repeated(op, i, op.In(i))),
        },
        new OpDefinition<StablehloCustomCallOptions>(STABLEHLO_CUSTOM_CALL)
        {
            Summary = "A computation outside of the model; those that only annotate a tensor (Sharding) leave it as it is.",
            Limits = "Every target but Sharding is refused.",
            Layout = LayoutRule.Transparent,
            Quant = QuantRule.Own,
            Convert = (op, o) => o.CallTargetName == "Sharding" ? op.In(0)
                : throw new Refusal(WayOut.Rewrite, $"it calls '{o.CallTargetName}', which is not part of the model"),
        },
        new OpDefinition<StablehloIotaOptions>(STABLEHLO_IOTA)
        {
            Summary = "Indices along an axis.",
            Limits = "The result's dimensions have to be known.",
            Quant = QuantRule.Own,
            Convert = (op, o) => Iota(op, TensorAxis.FromFront(o.IotaDimension, Known(op).Length)),
        },
        new PlainOpDefinition(STABLEHLO_RESHAPE)
        {
            Summary = "The same elements in the same order under another shape.",
            Limits = "At most one dimension of the result may be unknown.",
            Layout = LayoutRule.Attribute(0) with { Map = AxesOfReshape, IsRelabelling = true },
            Quant = QuantRule.Own,
            Shapes = ShapingShapes.Regrouped,
            Convert = op => op.Output(0).Shape is { } shape && shape.Count(dimension => dimension < 0) < 2 ? op.Reshape(op.In(0), op.PerResultAxis(shape))
                : throw new Refusal(WayOut.GiveShapes, "more than one dimension of its result is not known before a run"),
        },
        new OpDefinition<StablehloSliceOptions>(STABLEHLO_SLICE)
        {
            Summary = "A strided part of a tensor.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Own,
            Shapes = (op, o) => StableHloShapes.Slice(op, o),
            Convert = Slice,
        },
        new OpDefinition<StablehloTransposeOptions>(STABLEHLO_TRANSPOSE)
        {
            Summary = "Permutes the axes.",
            Layout = LayoutRule.Attribute(0) with { Origins = Order, IsReordering = true },
            Quant = QuantRule.Own,
            Shapes = (op, _) => StableHloShapes.Transpose(op),
            Convert = (op, _) => op.Transpose(op.In(0), [.. op.PerResultAxis(Order(op)).Select(op.Axis)]),
        },
    ];

    /// <summary>The result's dimensions in TFLite's order; refuses where some are not known.</summary>
    public static int[] Known(OpView op) => op.Output(0).Shape is { } shape && !shape.Contains(-1) ? shape
        : throw new Refusal(WayOut.GiveShapes, "the dimensions of its result are not known before a run");

    private static AxisMap? AxesOfReshape(OpView op) => op.Output(0).Shape is { } to ? AxisMap.OfReshape(op.Shape(0), to) : null;

    public static int[] Order(OpView op) =>
        TensorAxis.Order(op.Options<StablehloTransposeOptions>().Permutation, op.Rank(0));

    // For each axis of the result the operand's, -1 for a new one. Older files have the axes as a second operand.
    public static int[] OriginsOfBroadcast(OpView op)
    {
        long[] axes = op.Has(1) ? op.Integers(1) : op.Options<StablehloBroadcastInDimOptions>().BroadcastDimensions;
        int rank = op.Output(0).Shape?.Length ?? throw new Refusal(WayOut.GiveShapes, "the rank of its result is not known before a run");
        int[] places = [.. axes.Select(axis => TensorAxis.FromFront(axis, rank))];
        return places.Length == op.Rank(0) ? [.. Enumerable.Range(0, rank).Select(axis => Array.IndexOf(places, axis))]
            : throw new FileContradiction($"It names {places.Length} axes for an operand of rank {op.Rank(0)}");
    }

    private static Results Broadcast(OpContext op)
    {
        int[] origins = op.PerResultAxis(OriginsOfBroadcast(op));
        Value x = op.Transpose(op.In(0), [.. origins.Where(axis => axis >= 0).Select(op.Axis)]);
        Value placed = op.Unsqueeze(x, [.. Enumerable.Range(0, origins.Length).Where(axis => origins[axis] < 0)]);
        // A dimension that only a run knows is the operand's.
        int[] shape = [.. op.ResultShape().Select((dimension, i) => dimension >= 0 || origins[i] < 0 ? dimension : 1)];
        if (shape.Contains(-1))
        {
            throw new Refusal(WayOut.GiveShapes, "the dimensions of its result are not known before a run");
        }
        return placed.Shape?.AsSpan().SequenceEqual(shape) == true ? placed : op.Emit("Expand", [placed, Value.Ints(shape)]);
    }

    private static Value Iota(OpContext op, int axis)
    {
        int[] shape = Known(op);
        ElementType type = op.Output(0).Type.ToElementType();
        Value indices = op.Emit("Range", [Int(0), Int(shape[axis]), Int(1)]);
        Value along = op.Reshape(op.Cast(indices, type), [.. shape.Select((dimension, i) => i == axis ? dimension : 1)]);
        return ElementTypes.Count(shape) == shape[axis] ? along : op.Emit("Expand", [along, Value.Ints(shape)]);

        static Value Int(long number) => Constants.Scalar(number, ElementType.Int64);
    }

    private static Results Slice(OpContext op, StablehloSliceOptions o)
    {
        int[] shape = op.FileShape(0);
        int[] axes = [.. Enumerable.Range(0, shape.Length).Select(op.Axis)];
        // A limit that is the end does not tie the node to this dimension.
        long[] limits = [.. o.LimitIndices.Select((limit, axis) => limit == shape[axis] ? long.MaxValue : limit)];
        return Slicing.Cut(op, op.In(0), axes, o.StartIndices, limits, o.Strides.Length > 0 ? o.Strides : null);
    }
}
