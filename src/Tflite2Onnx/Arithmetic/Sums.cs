namespace Tflite2Onnx.Arithmetic;

/// <summary>
/// The sums of products that convolutions and matrices come to, as exact integers. They are computed in float, which holds every whole
/// number up to 2^24: where sums could be larger, the data operand is taken apart into numbers of fewer bits, each of which is summed by
/// itself. No runtime's 8-bit kernel is in between, so that none can saturate.
/// </summary>
internal static class Sums
{
    private const double Exact = 1 << 24;

    /// <summary>
    /// The sums as whole numbers in float or double, or null where weights are too many to be summed exactly.
    /// <paramref name="weight"/> is the largest sum of one
    /// result's absolute weights; <paramref name="multiply"/> gives the products' sums for a data operand of floats.
    /// </summary>
    public static Value? Of(OpContext op, int input, Affine x, double weight, Func<Value, Value> multiply) => Of(op, op.Raw(input), x, weight, multiply);

    /// <summary>The same of integers that are no operand.</summary>
    public static Value? Of(OpContext op, Value raw, Affine x, double weight, Func<Value, Value> multiply)
    {
        (double reach, double factor) = (x.Reach, 1);
        var bits = (int)Math.Floor(Math.Log2(Exact / Math.Max(weight, 1)));
        if (reach * weight >= Exact && bits < 1)
        {
            return null;
        }
        Value rest = Floats(op, raw, x.Zero);
        Value? sum = null;
        while (reach * weight >= Exact)
        {
            // The upper bits, rounded down, and what is left, from 0 to 2^bits.
            Value Number(double value) => Constants.Scalar(value, ElementType.Float);
            Value upper = op.Emit("Floor", [op.Emit("Mul", [rest, Number(Math.ScaleB(1, -bits))])]);
            Add(op.Emit("Sub", [rest, op.Emit("Mul", [upper, Number(Math.ScaleB(1, bits))])]));
            (rest, reach, factor) = (upper, Math.Ceiling(Math.ScaleB(reach, -bits)), Math.ScaleB(factor, bits));
        }
        Add(rest);
        return sum;

        void Add(Value part)
        {
            Value y = multiply(part);
            if (factor == 1 && part == rest)
            {
                sum = y;
                return;
            }
            y = op.Cast(y, ElementType.Double);
            y = factor == 1 ? y : op.Emit("Mul", [y, Constants.Scalar(factor, ElementType.Double)]);
            sum = sum is null ? y : op.Emit("Add", [sum, y]);
        }
    }

    /// <summary>The integers less their zero point, as float.</summary>
    public static Value Floats(OpContext op, Value raw, long zero)
    {
        Value x = op.Cast(raw, ElementType.Float);
        return zero == 0 ? x : op.Emit("Sub", [x, Constants.Scalar(zero, ElementType.Float)]);
    }

    /// <summary>The largest sum of absolute weights along all axes but one, less their zero point.</summary>
    public static double Largest(Constant weights, int axis, long zero)
    {
        long[] elements = weights.Integers();
        (int count, int inner) = (weights.Shape[axis], 1);
        foreach (int dimension in weights.Shape[(axis + 1)..])
        {
            inner *= dimension;
        }
        var sums = new double[count];
        for (int i = 0; i < elements.Length; i++)
        {
            sums[i / inner % count] += Math.Abs(elements[i] - zero);
        }
        return sums.Max();
    }
}
