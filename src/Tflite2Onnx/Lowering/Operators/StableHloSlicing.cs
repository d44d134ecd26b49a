using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Lowering.Operators;

/// <summary>StableHLO's slices at computed places, and paddings. Elements are copied, whatever the quantization.</summary>
internal static class StableHloSlicing
{
    public static OpDefinition[] Operators =>
    [
        new OpDefinition<StablehloDynamicSliceOptions>(STABLEHLO_DYNAMIC_SLICE)
        {
            Summary = "A part of a given size that begins at computed indices, moved back where it would leave the tensor.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Own,
            Convert = DynamicSlice,
        },
        new PlainOpDefinition(STABLEHLO_DYNAMIC_UPDATE_SLICE)
        {
            Summary = "A tensor with a part of it replaced, from computed indices on, moved back where it would leave the tensor.",
            Limits = "The extents of what is put in have to be known.",
            Layout = LayoutRule.Attribute(0, 1),
            Quant = QuantRule.Own,
            Convert = op => DynamicUpdate(op),
        },
        new OpDefinition<StablehloPadOptions>(STABLEHLO_PAD)
        {
            Summary = "A given value around a tensor and between its elements; a negative number takes elements away.",
            Limits = "Where something goes between elements, at most one extent may be unknown.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Own,
            Convert = (op, o) => Pad(op, op.In(0), op.PerAxis(op.Shape(0)), op.Reshape(op.In(1)),
                op.PerAxis(o.EdgePaddingLow), op.PerAxis(o.EdgePaddingHigh), op.PerAxis(o.InteriorPadding)),
        },
    ];

    /// <summary>
    /// Puts a value (null: 0) in front of, behind, and between the elements along each axis; negative edges take away what is there by
    /// then. The extents and the numbers are in the value's order of axes.
    /// </summary>
    public static Value Pad(OpContext op, Value x, int[] shape, Value? fill, long[] low, long[] high, long[] interior)
    {
        int[] axes = [.. Enumerable.Range(0, shape.Length)];
        int[] spread = [.. axes.Where(axis => interior[axis] > 0 && shape[axis] is not (0 or 1))];
        if (spread.Length > 0)
        {
            x = Spread(op, x, shape, fill, spread, interior);
            // The last element has got some behind it, too.
            high = [.. high.Select((edge, axis) => spread.Contains(axis) ? edge - interior[axis] : edge)];
        }
        if (low.Concat(high).Any(edge => edge > 0))
        {
            x = Padded(op, x, [.. low.Select(edge => Math.Max(edge, 0))], [.. high.Select(edge => Math.Max(edge, 0))], fill);
        }
        return Slicing.Cut(op, x, axes, [.. low.Select(edge => Math.Max(-edge, 0))], [.. high.Select(edge => edge < 0 ? edge : long.MaxValue)]);
    }

    // Each element with what follows it is an axis of its own, which is then merged into the one it comes from.
    private static Value Spread(OpContext op, Value x, int[] shape, Value? fill, int[] spread, long[] interior)
    {
        if (shape.Count(extent => extent < 0) > 1)
        {
            throw OpView.Unsupported("it puts something between elements, and more than one extent is not known before a run");
        }
        int[] own = [.. spread.Select((axis, i) => axis + i + 1)];
        var behind = new long[shape.Length + own.Length];
        for (int i = 0; i < own.Length; i++)
        {
            behind[own[i]] = interior[spread[i]];
        }
        Value apart = Padded(op, op.Unsqueeze(x, own), new long[behind.Length], behind, fill);
        int Merged(int extent, int axis) => extent < 0 || !spread.Contains(axis) ? extent : checked((int)(extent * (interior[axis] + 1)));
        return op.Reshape(apart, [.. shape.Select(Merged)]);
    }

    private static Value Padded(OpContext op, Value x, long[] low, long[] high, Value? fill)
    {
        Value pads = OpContext.Ints([.. low, .. high]);
        return op.Emit("Pad", fill is null ? [x, pads] : [x, pads, fill]);
    }

    private static Results DynamicSlice(OpContext op, StablehloDynamicSliceOptions o)
    {
        Value x = op.In(0);
        Value sizes = OpContext.Ints(op.PerAxis(o.SliceSizes));
        Value starts = Starts(op, first: 1, x, sizes);
        return op.Emit("Slice", [x, starts, op.Emit("Add", [starts, sizes]), OpContext.Ints(Enumerable.Range(0, op.Rank(0)))]);
    }

    // From the last axis to the first, the part grows to the whole extent; what is beside it is cut as the axes in front still are.
    private static Value DynamicUpdate(OpContext op)
    {
        (Value x, Value part) = (op.In(0), op.In(1));
        (int[] extents, int[] sizes) = (op.PerAxis(op.Shape(0)), op.PerAxis(op.Shape(1)));
        if (sizes.Contains(-1))
        {
            throw OpView.Unsupported("the extents of input 1 are not known before a run");
        }
        Value size = OpContext.Ints(sizes);
        Value starts = Starts(op, first: 2, x, size);
        Value ends = op.Emit("Add", [starts, size]);
        int[] axes = [.. Enumerable.Range(0, sizes.Length).Where(axis => sizes[axis] != extents[axis])];
        for (int i = axes.Length - 1; i >= 0; i--)
        {
            int[] front = axes[..i];
            Value Beside(Value from, Value to) => op.Emit("Slice", [x, List(front, starts, from), List(front, ends, to), OpContext.Ints(axes[..(i + 1)])]);
            Value before = Beside(OpContext.Ints(0L), At(starts, axes[i]));
            Value behind = Beside(At(ends, axes[i]), OpContext.Ints(long.MaxValue));
            part = op.Emit("Concat", [before, part, behind], new() { ["axis"] = (long)axes[i] });
        }
        return part;

        Value At(Value list, params int[] places) => op.Emit("Gather", [list, OpContext.Ints(places)]);

        Value List(int[] front, Value list, Value last) => front.Length == 0 ? last : op.Emit("Concat", [At(list, front), last], new() { ["axis"] = 0L });
    }

    // A scalar operand per axis, from the given one on; the list is in the value's order of axes, and no part of that size leaves the tensor.
    private static Value Starts(OpContext op, int first, Value x, Value sizes)
    {
        int rank = op.Rank(0);
        if (op.InputCount != first + rank)
        {
            throw OpView.Unsupported($"it has {op.InputCount - first} indices for a tensor of rank {rank}");
        }
        Value[] starts = op.PerAxis([.. Enumerable.Range(first, rank).Select(op.IndexList)]);
        Value list = starts.Length == 1 ? starts[0] : op.Emit("Concat", starts, new() { ["axis"] = 0L });
        Value last = op.Emit("Sub", [op.Emit("Shape", [x]), sizes]);
        return op.Emit("Max", [op.Emit("Min", [list, last]), OpContext.Scalar(0, ElementType.Int64)]);
    }
}
