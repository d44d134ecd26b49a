using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>StableHLO's slices at computed places, and paddings. Elements are copied, whatever the quantization.</summary>
internal static class StableHloSlicing
{
    public static OpDefinition[] Operators =>
    [
        new OpDefinition<StablehloDynamicSliceOptions>(STABLEHLO_DYNAMIC_SLICE)
        {
            Summary = "A part of a given size from computed start indices, which are clamped so that it fits.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Own,
            Shapes = (op, o) => StableHloShapes.DynamicSlice(op, o),
            Convert = DynamicSlice,
        },
        new PlainOpDefinition(STABLEHLO_DYNAMIC_UPDATE_SLICE)
        {
            Summary = "A tensor with a part of it replaced, from computed start indices, which are clamped so that it fits.",
            Limits = "The update's dimensions have to be known.",
            Layout = LayoutRule.Attribute(0, 1),
            Quant = QuantRule.Own,
            Shapes = SlicingShapes.Update,
            Convert = op => DynamicUpdate(op),
        },
        new OpDefinition<StablehloPadOptions>(STABLEHLO_PAD)
        {
            Summary = "Pads a tensor with a given value, also between its elements; negative padding removes elements.",
            Limits = "With interior padding, at most one dimension may be unknown.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Own,
            Shapes = (op, o) => StableHloShapes.Pad(op, o),
            Convert = (op, o) =>
            {
                long[] PerAxis(long[] paddings) => op.PerAxis(new FileList<long>(paddings, "A list of paddings").OfLength(op.Rank(0)));
                return Pad(op, op.In(0), op.PerAxis(op.Shape(0)), op.Reshape(op.In(1)),
                    PerAxis(o.EdgePaddingLow), PerAxis(o.EdgePaddingHigh), PerAxis(o.InteriorPadding));
            },
        },
    ];

    /// <summary>
    /// Puts a value (null: 0) in front of, behind, and between the elements along each axis; negative edges take away what is there by
    /// then. The dimensions and the numbers are in the value's order of axes.
    /// </summary>
    public static Value Pad(OpContext op, Value x, int[] shape, Value? fill, long[] low, long[] high, long[] interior)
    {
        int[] axes = [.. Enumerable.Range(0, shape.Length)];
        int[] spread = [.. axes.Where(axis => interior[axis] > 0 && shape[axis] is not (0 or 1))];
        if (spread.Length > 0 && shape.Count(dimension => dimension < 0) > 1)
        {
            throw new Refusal(WayOut.GiveShapes, "it puts something between elements, and more than one dimension is not known before a run");
        }
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

    /// <summary>
    /// The value with a filling behind each element along the axes named, the last one too. Each element with what follows it is an axis of
    /// its own, which is then merged into the one it comes from.
    /// </summary>
    public static Value Spread(OpContext op, Value x, int[] shape, Value? fill, int[] spread, long[] interior)
    {
        int[] own = [.. spread.Select((axis, i) => axis + i + 1)];
        var behind = new long[shape.Length + own.Length];
        for (int i = 0; i < own.Length; i++)
        {
            behind[own[i]] = interior[spread[i]];
        }
        Value apart = Padded(op, op.Unsqueeze(x, own), new long[behind.Length], behind, fill);
        long[] factors = [.. shape.Select((_, axis) => spread.Contains(axis) ? interior[axis] + 1 : 1)];
        return shape.Contains(-1)
            ? op.Emit("Reshape", [apart, op.Emit("Mul", [op.Emit("Shape", [x]), Value.Ints(factors)])])
            : op.Reshape(apart, [.. shape.Select((dimension, axis) => FileNumber.Int((long)dimension * factors[axis]))]);
    }

    private static Value Padded(OpContext op, Value x, long[] low, long[] high, Value? fill)
    {
        Value pads = Value.Ints([.. low, .. high]);
        return op.Emit("Pad", fill is null ? [x, pads] : [x, pads, fill]);
    }

    private static Results DynamicSlice(OpContext op, StablehloDynamicSliceOptions o)
    {
        Value x = op.In(0);
        Value sizes = Value.Ints(op.PerAxis(o.SliceSizes));
        // No part of that size leaves the tensor.
        Value starts = op.Emit("Min", [Given(op, first: 1), op.Emit("Sub", [op.Emit("Shape", [x]), sizes])]);
        starts = op.Emit("Max", [starts, Constants.Scalar(0, ElementType.Int64)]);
        return op.Emit("Slice", [x, starts, op.Emit("Add", [starts, sizes]), Value.Ints(Enumerable.Range(0, op.Rank(0)))]);
    }

    private static Value DynamicUpdate(OpContext op) =>
        op.Shape(1).Contains(-1) ? throw new Refusal(WayOut.GiveShapes, "the dimensions of input 1 are not known before a run")
            : Slicing.Update(op, Given(op, first: 2));

    // A scalar operand per axis, from the given one on, as a list in the value's order of axes.
    private static Value Given(OpContext op, int first)
    {
        int rank = op.Rank(0);
        if (op.InputCount != first + rank)
        {
            throw new FileContradiction($"It has {op.InputCount - first} indices for a tensor of rank {rank}");
        }
        Value[] starts = op.PerAxis([.. Enumerable.Range(first, rank).Select(op.IndexList)]);
        return starts.Length == 1 ? starts[0] : op.Emit("Concat", starts, new() { ["axis"] = 0L });
    }
}
