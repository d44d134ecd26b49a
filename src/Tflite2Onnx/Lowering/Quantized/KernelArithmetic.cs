namespace Tflite2Onnx.Lowering.Quantized;

/// <summary>The arithmetic of TFLite's integer kernels as nodes of int64, which hold every product of theirs.</summary>
internal static class KernelArithmetic
{
    public static Value Number(long value) => Value.Of(Constant.Of(ElementType.Int64, [], value), "number");

    /// <summary>Numbers along one axis of a value; a scalar where there is one only.</summary>
    public static Value Numbers(long[] values, int[] shape) =>
        values.Distinct().Count() == 1 ? Number(values[0]) : Value.Of(Constant.Of(ElementType.Int64, shape, values), "numbers");

    /// <summary>The integers less their zero point, as int64.</summary>
    public static Value Centered(OpContext op, Value raw, long zero)
    {
        Value x = op.Cast(raw, ElementType.Int64);
        return zero == 0 ? x : op.Emit("Sub", [x, Number(zero)]);
    }

    /// <summary>MultiplyByQuantizedMultiplier of an int32; one factor, or one per index of an axis, along which <paramref name="shape"/> lies.</summary>
    public static Value Scaled(OpContext op, Value x, Multiplier[] factors, int[] shape)
    {
        Value factor = Numbers([.. factors.Select(f => (long)f.Significand << Math.Max(f.Shift, 0))], shape);
        return DividedByPowerOf2(op, HighProduct(op, x, factor), [.. factors.Select(f => Math.Max(-f.Shift, 0))], shape);
    }

    public static Value Scaled(OpContext op, Value x, Multiplier factor) => Scaled(op, x, [factor], []);

    /// <summary>MultiplyByQuantizedMultiplier of an int64, which rounds once, halves up.</summary>
    public static Value ScaledWide(OpContext op, Value x, Multiplier[] factors, int[] shape)
    {
        const int Lift = 61;
        Value product = op.Emit("Mul", [x, Numbers([.. factors.Select(f => f.Reduced)], shape)]);
        Value lifted = op.Emit("Add", [product, Numbers([.. factors.Select(f => (1L << Lift) + (1L << (14 - f.Shift)))], shape)]);
        Value y = op.Emit("Div", [lifted, Numbers([.. factors.Select(f => 1L << (15 - f.Shift))], shape)]);
        return op.Emit("Sub", [y, Numbers([.. factors.Select(f => 1L << (Lift - 15 + f.Shift))], shape)]);
    }

    /// <summary>The product with reals as doubles, halves away from 0.</summary>
    public static Value ScaledReal(OpContext op, Value x, double[] factors, int[] shape)
    {
        bool isOne = factors.Distinct().Count() == 1;
        Value factor = Value.Of(Constant.Of(ElementType.Double, isOne ? [] : shape, isOne ? factors[..1] : factors), "factors");
        Value y = op.Emit("Mul", [op.Cast(x, ElementType.Double), factor]);
        Value whole = op.Emit("Floor", [op.Emit("Add", [op.Emit("Abs", [y]), OpContext.Scalar(0.5, ElementType.Double)])]);
        return op.Cast(op.Emit("Mul", [whole, op.Emit("Sign", [y])]), ElementType.Int64);
    }

    /// <summary><c>x * y / 2^31</c>, halves up (gemmlowp's SaturatingRoundingDoublingHighMul).</summary>
    public static Value HighProduct(OpContext op, Value x, Value y)
    {
        // Rounded down: ONNX's Div cuts off towards 0, so that a multiple of the divisor is added in front of it. |x * y| < 2^62.
        Value product = op.Emit("Add", [op.Emit("Mul", [x, y]), Number((1L << 62) + (1L << 30))]);
        return op.Emit("Sub", [op.Emit("Div", [product, Number(1L << 31)]), Number(1L << 31)]);
    }

    /// <summary>How many of the 32 bits of a number are 0 in front of the first that is not.</summary>
    public static Value LeadingZeros(OpContext op, Value x, int rank)
    {
        Value powers = Value.Of(Constant.Of(ElementType.Int64, [32], [.. Enumerable.Range(0, 32).Select(k => 1L << k)]), "powers");
        Value smaller = op.Cast(op.Emit("Less", [op.Unsqueeze(x, rank), powers]), ElementType.Int64);
        return op.Emit("ReduceSum", [smaller, OpContext.Ints(rank)], new() { ["keepdims"] = 0L });
    }

    /// <summary>Divided by powers of 2, halves away from 0.</summary>
    public static Value DividedByPowerOf2(OpContext op, Value x, int[] exponents, int[] shape) =>
        exponents.All(e => e == 0) ? x : Quotient(op, x, [.. exponents.Select(e => 1L << e)], shape);

    /// <summary>
    /// A quotient rounded to the nearest number, halves away from 0. (Not by ONNX's Sign, whose int64 form ONNX Runtime computes in 32 bits.)
    /// </summary>
    public static Value Quotient(OpContext op, Value x, long[] divisors, int[] shape)
    {
        Value up = Numbers([.. divisors.Select(d => d / 2)], shape);
        Value down = Numbers([.. divisors.Select(d => -(d / 2))], shape);
        Value rounding = op.Emit("Where", [op.Emit("Less", [x, Number(0)]), down, up]);
        return op.Emit("Div", [op.Emit("Add", [x, rounding]), Numbers(divisors, shape)]);
    }

    /// <summary>MultiplyByQuantizedMultiplier, and what <see cref="Finished"/> does; as <see cref="Steps"/> where these are proven.</summary>
    public static Value Requantized(OpContext op, Value x, Multiplier factor, Affine result, (long Lowest, long Highest) range) =>
        Steps.Of([factor], [], result, range) is { } steps ? steps.Apply(op, x, [], result, range) : Finished(op, Scaled(op, x, factor), result, range);

    /// <summary>The integers of a result: the zero point added, within a range, in the tensor's type.</summary>
    public static Value Finished(OpContext op, Value x, Affine result, (long Lowest, long Highest) range)
    {
        x = result.Zero == 0 ? x : op.Emit("Add", [x, Number(result.Zero)]);
        return op.Cast(op.Emit("Clip", [x, Number(range.Lowest), Number(range.Highest)]), result.Type);
    }
}
