using Tflite2Onnx.Lowering.Quantized;

namespace Tflite2Onnx.Lowering.Operators;

/// <content>Averages in TFLite's integer arithmetic.</content>
internal static partial class Reduction
{
    // QuantizedMeanOrSum in reference/reduce.h: the number of elements is part of the factor, with as many bits as fit.
    private static Value? ExactMean(OpContext op)
    {
        if (Affine.Of(op.Input(0)) is not { } x || Affine.Of(op.Output(0)) is not { } y || x.Type != y.Type || Axes(op) is not { } axes)
        {
            return null;
        }
        long count = axes.Aggregate(1L, (product, axis) => product * op.Shape(0)[axis]);
        if (count <= 0 || axes.Any(axis => op.Shape(0)[axis] < 0) || (count * x.Reach) > int.MaxValue)
        {
            return null;
        }
        var factor = Multiplier.Of((double)x.Scale / y.Scale);
        int shift = Math.Min(Math.Min((int)Math.Log2(count), 32), 31 + factor.Shift);
        factor = new Multiplier((int)(((long)factor.Significand << shift) / count), factor.Shift - shift);
        Value sum = Fold(op, "ReduceSum", op.Cast(op.Raw(0), ElementType.Int32), op.Options<ReducerOptions>().KeepDims);
        return KernelArithmetic.Requantized(op, KernelArithmetic.Centered(op, sum, x.Zero * count), factor, y, (y.Lowest, y.Highest));
    }
}
