using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Parts of a tensor. They copy bytes, whatever the quantization of operand and result.</summary>
internal static partial class Slicing
{
    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition(DYNAMIC_UPDATE_SLICE)
        {
            Summary = "A tensor with a part of it replaced by another one, from start indices that are clamped so that it fits.",
            Layout = LayoutRule.Attribute(0, 1),
            Quant = QuantRule.Own,
            Shapes = SlicingShapes.Update,
            Convert = op => Update(op, op.PerAxis(2)),
        },
        new PlainOpDefinition(SLICE)
        {
            Summary = "A part of a tensor, by its begin and its size.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Own,
            Shapes = SlicingShapes.Slice,
            Convert = op => Slice(op),
        },
        new OpDefinition<StridedSliceOptions>(STRIDED_SLICE)
        {
            Summary = "A strided part of a tensor, as Python's indexing gives it, with new and dropped axes.",
            Limits = "The strides have to be constants where a mask leaves out the begin or the end.",
            Layout = LayoutRule.Attribute(0) with { Origins = StridedSlice.Origins },
            Quant = QuantRule.Own,
            Shapes = SlicingShapes.Strided,
            Convert = StridedSlice.Convert,
        },
    ];

    /// <summary>The elements from <paramref name="starts"/> to in front of <paramref name="ends"/> along axes of the value, in steps.</summary>
    public static Value Cut(OpContext op, Value x, int[] axes, long[] starts, long[] ends, long[]? steps = null)
    {
        int[] cutting = [.. Enumerable.Range(0, axes.Length).Where(i => starts[i] != 0 || ends[i] != long.MaxValue || (steps is not null && steps[i] != 1))];
        if (cutting.Length == 0)
        {
            return x;
        }
        Value Of(long[] all) => Value.Ints([.. cutting.Select(i => all[i])]);
        bool stepping = steps is not null && cutting.Any(i => steps[i] != 1);
        return op.Emit("Slice", [x, Of(starts), Of(ends), Value.Ints(cutting.Select(i => axes[i])), .. stepping ? [Of(steps!)] : Array.Empty<Value>()]);
    }

    // A size that was all of an axis is all of it where that has another dimension now.
    private static Value Sizes(OpContext op) => op.Input(0).IsResized && op.TryIntegers(2) is { } known
        ? Value.Ints([.. known.Select((size, axis) => size == op.FileShape(0)[axis] ? -1 : size)]) : op.IndexList(2);

    private static Value Slice(OpContext op)
    {
        int[] axes = [.. Enumerable.Range(0, op.Rank(0)).Select(op.Axis)];
        if (op.TryIntegers(1) is { } begin && op.TryIntegers(2) is { } size)
        {
            // A size that reaches the end is as good as -1, and does not tie the node to this dimension.
            int[] shape = op.FileShape(0);
            long End(long from, int axis) => size[axis] < 0 || from + size[axis] == shape[axis] ? long.MaxValue : from + size[axis];
            return Cut(op, op.In(0), axes, begin.OfLength(axes.Length), [.. begin.Select(End)]);
        }
        (Value starts, Value sizes) = (op.IndexList(1), Sizes(op));
        Value ends = op.Emit("Add", [starts, sizes]);
        if (sizes.Constant is null || sizes.Constant.Integers().Any(s => s < 0))
        {
            Value toEnd = op.Emit("Less", [sizes, Constants.Scalar(0, ElementType.Int64)]);
            ends = op.Emit("Where", [toEnd, Value.Ints(long.MaxValue), ends]);
        }
        return op.Emit("Slice", [op.In(0), starts, ends, Value.Ints(axes)]);
    }
}
