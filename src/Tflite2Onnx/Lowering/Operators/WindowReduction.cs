using static Tflite2Onnx.Tflite.BuiltinOperator;
using Function = Tflite2Onnx.Tflite.ReduceWindowFunction;

namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Elements set apart, and windows over any axes folded to one element each. The kernels take integers as they are, quantized or not.</summary>
internal static class WindowReduction
{
    // A slice for each element along each axis.
    private const int LongestWindow = 1024;

    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition(DILATE)
        {
            Summary = "A value between the elements of each axis, so often that they come to stand a given step apart.",
            Limits = "The steps have to be constants.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Integers,
            Convert = op => Dilate(op, op.PerAxis(op.Integers(1))),
        },
        new OpDefinition<ReduceWindowOptions>(REDUCE_WINDOW)
        {
            Summary = "Sum, product, smallest or largest element of each window, or whether one or all of its elements are not 0.",
            Limits = "The window, its strides and its dilations have to be constants, as they have in TFLite; a window has at most 1024 elements along an axis.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Integers,
            Convert = Fold,
        },
    ];

    // Each axis gets one behind it, which is padded and merged into it; behind the last element comes nothing.
    private static Value Dilate(OpContext op, long[] steps)
    {
        Value x = op.In(0);
        int[] axes = [.. Enumerable.Range(0, steps.Length).Where(axis => steps[axis] > 1)];
        if (axes.Length == 0)
        {
            return x;
        }
        int[] behind = [.. axes.Select((axis, i) => axis + i + 1)];
        long[] pads = new long[2 * (steps.Length + axes.Length)];
        for (int i = 0; i < axes.Length; i++)
        {
            pads[steps.Length + axes.Length + behind[i]] = steps[axes[i]] - 1;
        }
        Value apart = op.Emit("Pad", [op.Unsqueeze(x, behind), OpContext.Ints(pads), op.Reshape(op.In(2))]);
        int[] shape = op.PerAxis(op.Shape(0));
        Value merged = shape.Contains(-1)
            ? op.Emit("Reshape", [apart, op.Emit("Mul", [op.Emit("Shape", [x]), OpContext.Ints(steps)])])
            : op.Reshape(apart, [.. shape.Select((extent, axis) => checked((int)(extent * steps[axis])))]);
        return Slicing.Cut(op, merged, axes, new long[axes.Length], [.. axes.Select(axis => 1 - steps[axis])]);
    }

    // Axis by axis: the elements at one place of all windows are a slice, and as many slices as the window is long are folded.
    private static Results Fold(OpContext op, ReduceWindowOptions o)
    {
        (long[] window, long[] strides, long[] dilations) = (op.PerAxis(op.Integers(2)), op.PerAxis(op.Integers(3)), op.PerAxis(op.Integers(4)));
        (Value x, Value start) = (Operand(op, o.ReduceFunction, op.In(0)), Operand(op, o.ReduceFunction, op.Reshape(op.In(1))));
        string fold = o.ReduceFunction switch
        {
            Function.ADD => "Add",
            Function.MUL => "Mul",
            Function.MINIMUM => "Min",
            Function.MAXIMUM => "Max",
            Function.ALL => "And",
            Function.ANY => "Or",
            _ => throw OpView.Unsupported("it does not say how to fold a window"),
        };
        if (window.Any(extent => extent is < 1 or > LongestWindow))
        {
            throw OpView.Unsupported($"its window is empty, or longer than {LongestWindow} along an axis");
        }
        for (int axis = 0; axis < window.Length; axis++)
        {
            Value[] slices = [.. Enumerable.Range(0, checked((int)window[axis])).Select(place => Slice(x, axis, place))];
            x = slices.Aggregate((sum, slice) => op.Emit(fold, [sum, slice]));
        }
        return op.Cast(op.Emit(fold, [x, start]), ElementTypes.From(op.Output(0).Type));

        Value Slice(Value data, int axis, int place)
        {
            long behind = (window[axis] - 1 - place) * dilations[axis];
            return Slicing.Cut(op, data, [axis], [place * dilations[axis]], [behind == 0 ? long.MaxValue : -behind], [strides[axis]]);
        }
    }

    // Sums and products of integers wrap around; runtimes have kernels for the wide types.
    private static Value Operand(OpContext op, Function function, Value x) => function switch
    {
        Function.ALL or Function.ANY => x.Type == ElementType.Bool ? x : op.IsNonZero(x),
        Function.ADD or Function.MUL when !x.Type.IsFloat() && x.Type is not ElementType.Int32 => op.Cast(x, ElementType.Int64),
        _ => x,
    };
}
