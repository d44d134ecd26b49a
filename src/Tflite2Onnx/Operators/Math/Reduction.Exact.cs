using Tflite2Onnx.Arithmetic;

namespace Tflite2Onnx.Operators;

/// <content>Sums, averages and products in TFLite's integer arithmetic.</content>
internal static partial class Reduction
{
    // Beyond this many elements in a product a graph of one node and more for each of them takes long to load.
    private const int MostFactors = 500;

    // QuantizedMeanOrSum in reference/reduce.h: the number of elements is part of the factor, with as many bits as fit.
    private static Value? ExactMean(OpContext op, ReducerOptions o)
    {
        if (Quantized(op) is not ({ } x, { } y, var axes) || Count(op, axes) is not (> 0 and var count) || (count * x.Reach) > int.MaxValue)
        {
            return null;
        }
        var factor = Multiplier.Of((double)x.Scale / y.Scale);
        int shift = Math.Min(Math.Min((int)Math.Log2(count), 32), 31 + factor.Shift);
        factor = new Multiplier((int)(((long)factor.Significand << shift) / count), factor.Shift - shift);
        Value sum = Fold(op, "ReduceSum", op.Cast(op.Raw(0), ElementType.Int32), o.KeepDims);
        return KernelArithmetic.Requantized(op, KernelArithmetic.Centered(op, sum, x.Zero * count), factor, y, (y.Lowest, y.Highest));
    }

    // QuantizedMeanOrSum in optimized/reduce.h, in float: what the runtime gives. (Its reference kernel, where that is chosen, gives no sums.)
    private static Value? ExactSum(OpContext op, ReducerOptions o)
    {
        if (Quantized(op) is not ({ } x, { } y, var axes) || Count(op, axes) is not (> 0 and var count) || (count * x.Reach) > int.MaxValue)
        {
            return null;
        }
        float scale = x.Scale / y.Scale;
        Value sum = Fold(op, "ReduceSum", op.Cast(op.Raw(0), ElementType.Int32), o.KeepDims);
        Value scaled = op.Emit("Mul", [op.Cast(sum, ElementType.Float), Constants.Scalar(scale, ElementType.Float)]);
        scaled = x.Zero == 0 ? scaled : op.Emit("Add", [scaled, Constants.Scalar(-x.Zero * scale * count, ElementType.Float)]);
        return KernelArithmetic.ToResult(op, KernelArithmetic.Rounded(op, scaled), y, (y.Lowest, y.Highest));
    }

    // QuantizedReduceProd in reference/reduce.h: element after element, each product scaled by as much as all of them together come to the result's scale.
    private static Value? ExactProduct(OpContext op, ReducerOptions o)
    {
        if (Quantized(op) is not ({ } x, { } y, var axes) || x.Type == ElementType.UInt8 || Count(op, axes) is not (> 0 and <= MostFactors and var count))
        {
            return null;
        }
        Multiplier[] factor = [Multiplier.Of(x.Scale / Math.Pow(y.Scale, 1.0 / count))];
        int[] order = [.. axes.Order().Select(op.Axis)];
        IEnumerable<Value> elements = [KernelArithmetic.Centered(op, op.Raw(0), x.Zero)];
        foreach (int axis in order)
        {
            int dimension = op.Shape(0)[axes.Order().ElementAt(Array.IndexOf(order, axis))];
            elements = [.. elements.SelectMany(part => dimension == 1 ? [part]
                : op.Emit("Split", [part, Value.Ints(Enumerable.Repeat(1, dimension))], new() { ["axis"] = (long)axis }, dimension))];
        }
        // Each step is cut off at 32 bits.
        Value Scaled(Value product) => op.Cast(op.Cast(KernelArithmetic.ScaledWide(op, product, factor, []), ElementType.Int32), ElementType.Int64);
        Value whole = Scaled(elements.Aggregate((product, element) => Scaled(op.Emit("Mul", [product, element]))));
        whole = o.KeepDims ? whole : op.Squeeze(whole, order);
        return KernelArithmetic.ToResult(op, whole, y, (y.Lowest, y.Highest));
    }

    private static (Affine? X, Affine? Y, int[] Axes) Quantized(OpContext op) =>
        Affine.Of(op.Input(0)) is { } x && Affine.Of(op.Output(0)) is { } y && x.Type == y.Type && Axes(op) is { } axes ? (x, y, axes) : (null, null, []);

    // How many elements become one; -1 where only a run knows.
    private static long Count(OpContext op, int[] axes) =>
        axes.Any(axis => op.Shape(0)[axis] < 0) ? -1 : axes.Aggregate(1L, (product, axis) => product * op.Shape(0)[axis]);
}
