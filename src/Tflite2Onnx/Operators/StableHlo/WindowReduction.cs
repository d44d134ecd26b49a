using static Tflite2Onnx.Tflite.BuiltinOperator;
using Function = Tflite2Onnx.Tflite.ReduceWindowFunction;

namespace Tflite2Onnx.Operators;

/// <summary>Elements set apart, and windows over any axes folded to one element each. The kernels take integers as they are, quantized or not.</summary>
internal static class WindowReduction
{
    // Longer ones are no model's, but a damaged file's.
    private const int LongestWindow = 1024;

    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition(DILATE)
        {
            Summary = "Inserts a value between the elements of each axis, so that they stand a given step apart.",
            Limits = "The steps have to be constants.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Integers,
            Shapes = JoiningShapes.Dilate,
            Convert = op => Dilate(op, op.PerAxis(op.Integers(1).OfLength(op.Rank(0)))),
        },
        new OpDefinition<ReduceWindowOptions>(REDUCE_WINDOW)
        {
            Summary = "Sum, product, smallest or largest element of each window, or whether one or all of its elements are not 0.",
            Limits = "The window, its strides and its dilations have to be constants, as they have in TFLite; "
                + "a window has at most 1024 elements along an axis.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Integers,
            Shapes = (op, _) => JoiningShapes.ReduceWindow(op),
            Convert = Fold,
        },
    ];

    // Behind the last element comes nothing.
    private static Value Dilate(OpContext op, long[] steps)
    {
        int[] axes = [.. Enumerable.Range(0, steps.Length).Where(axis => steps[axis] > 1)];
        if (axes.Length == 0)
        {
            return op.In(0);
        }
        long[] interior = [.. steps.Select(step => Math.Max(step, 1) - 1)];
        Value spread = StableHloSlicing.Spread(op, op.In(0), op.PerAxis(op.Shape(0)), op.Reshape(op.In(2)), axes, interior);
        return Slicing.Cut(op, spread, axes, new long[axes.Length], [.. axes.Select(axis => -interior[axis])]);
    }

    private static Results Fold(OpContext op, ReduceWindowOptions o)
    {
        long[] PerAxis(int input) => op.PerAxis(op.Integers(input).OfLength(op.Rank(0)));
        (long[] window, long[] strides, long[] dilations) = (PerAxis(2), PerAxis(3), PerAxis(4));
        (Value x, Value start) = (Operand(op, o.ReduceFunction, op.In(0)), Operand(op, o.ReduceFunction, op.Reshape(op.In(1))));
        Reducer reducer = o.ReduceFunction switch
        {
            Function.ADD => Reducer.Add,
            Function.MUL => Reducer.Multiply,
            Function.MINIMUM => Reducer.Minimum,
            Function.MAXIMUM => Reducer.Maximum,
            Function.ALL => Reducer.All,
            Function.ANY => Reducer.Any,
            _ => throw new Refusal(WayOut.ReExport, "it does not say how to fold a window"),
        };
        if (window.Any(dimension => dimension is < 1 or > LongestWindow))
        {
            throw new Refusal(WayOut.Rewrite, $"its window is empty, or longer than {LongestWindow} along an axis");
        }
        for (int axis = 0; axis < window.Length; axis++)
        {
            x = reducer.Slide(op, x, axis, window[axis], strides[axis], dilations[axis]);
        }
        return op.Cast(op.Emit(reducer.Pair, [x, start]), op.Output(0).Type.ToElementType());
    }

    // Sums and products of integers wrap around; runtimes have kernels for the wide types.
    private static Value Operand(OpContext op, Function function, Value x) => function switch
    {
        Function.ALL or Function.ANY => x.Type == ElementType.Bool ? x : op.IsNonZero(x),
        Function.ADD or Function.MUL when !x.Type.IsFloat() && x.Type is not ElementType.Int32 => op.Cast(x, ElementType.Int64),
        _ => x,
    };
}
