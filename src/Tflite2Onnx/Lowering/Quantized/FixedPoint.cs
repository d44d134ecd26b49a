namespace Tflite2Onnx.Lowering.Quantized;

/// <summary>The arithmetic of TFLite's integer kernels as nodes of int64, which hold every product of theirs.</summary>
internal static class FixedPoint
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
        // Rounded down: ONNX's Div cuts off towards 0, so that a multiple of the divisor is added in front of it. |x * factor| < 2^62.
        Value product = op.Emit("Add", [op.Emit("Mul", [x, factor]), Number((1L << 62) + (1L << 30))]);
        Value y = op.Emit("Sub", [op.Emit("Div", [product, Number(1L << 31)]), Number(1L << 31)]);
        return DividedByPowerOf2(op, y, [.. factors.Select(f => Math.Max(-f.Shift, 0))], shape);
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

    /// <summary>Divided by powers of 2, halves away from 0.</summary>
    public static Value DividedByPowerOf2(OpContext op, Value x, int[] exponents, int[] shape) => exponents.All(e => e == 0) ? x
        : Quotient(op, x, Numbers([.. exponents.Select(e => 1L << e)], shape), Numbers([.. exponents.Select(e => (1L << e) / 2)], shape));

    /// <summary>A quotient rounded to the nearest number, halves away from 0.</summary>
    public static Value Quotient(OpContext op, Value x, Value divisor, Value half) =>
        op.Emit("Div", [op.Emit("Add", [x, op.Emit("Mul", [op.Emit("Sign", [x]), half])]), divisor]);

    /// <summary>The integers of a result: the zero point added, within a range, in the tensor's type.</summary>
    public static Value Finished(OpContext op, Value x, Affine result, (long Lowest, long Highest) range)
    {
        x = result.Zero == 0 ? x : op.Emit("Add", [x, Number(result.Zero)]);
        return op.Cast(op.Emit("Clip", [x, Number(range.Lowest), Number(range.Highest)]), result.Type);
    }
}
