namespace Tflite2Onnx.Arithmetic;

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

    /// <summary>The product with floats as doubles, halves away from 0.</summary>
    public static Value ScaledInDouble(OpContext op, Value x, double[] factors, int[] shape)
    {
        bool isOne = factors.Distinct().Count() == 1;
        Value factor = Value.Of(Constant.Of(ElementType.Double, isOne ? [] : shape, isOne ? factors[..1] : factors), "factors");
        return Rounded(op, op.Emit("Mul", [op.Cast(x, ElementType.Double), factor]));
    }

    /// <summary>Floats as the nearest integers, halves away from 0.</summary>
    public static Value Rounded(OpContext op, Value x)
    {
        x = op.Cast(x, ElementType.Double);
        Value whole = op.Emit("Floor", [op.Emit("Add", [op.Emit("Abs", [x]), Constants.Scalar(0.5, ElementType.Double)])]);
        return op.Cast(op.Emit("Mul", [whole, op.Emit("Sign", [x])]), ElementType.Int64);
    }

    /// <summary><c>x * y / 2^31</c>, halves up (gemmlowp's SaturatingRoundingDoublingHighMul).</summary>
    public static Value HighProduct(OpContext op, Value x, Value y)
    {
        // Rounded down: ONNX's Div cuts off towards 0, so that a multiple of the divisor is added in front of it. |x * y| < 2^62.
        Value product = op.Emit("Add", [op.Emit("Mul", [x, y]), Number((1L << 62) + (1L << 30))]);
        return op.Emit("Sub", [op.Emit("Div", [product, Number(1L << 31)]), Number(1L << 31)]);
    }

    /// <summary>
    /// Times a power of 2, within 32 bits (gemmlowp's SaturatingRoundingMultiplyByPOT). As doubles: of int64, ONNX Runtime's Clip, Min and Max compare
    /// the lower 32 bits.
    /// </summary>
    public static Value Lifted(OpContext op, Value x, long factor)
    {
        Value y = op.Cast(factor == 1 ? x : op.Emit("Mul", [x, Number(factor)]), ElementType.Double);
        return op.Cast(op.Emit("Clip", [y, Constants.Scalar(int.MinValue, y.Type), Constants.Scalar(int.MaxValue, y.Type)]), ElementType.Int64);
    }

    /// <summary>
    /// 1 over a number from 1 to 2, which counts in 2^-31, as the result does: gemmlowp's one_over_one_plus_x_for_x_in_0_1, three of Newton's steps
    /// from 48/17 - 32/17 * x.
    /// </summary>
    public static Value Reciprocal(OpContext op, Value x)
    {
        Value half = op.Emit("Div", [x, Number(2)]);
        Value y = op.Emit("Add", [HighProduct(op, half, Number(-1010580540)), Number(1515870810)]);
        for (int i = 0; i < 3; i++)
        {
            Value rest = op.Emit("Sub", [Number(1 << 29), HighProduct(op, half, y)]);
            y = op.Emit("Add", [y, Lifted(op, HighProduct(op, y, rest), 4)]);
        }
        return Lifted(op, y, 2);
    }

    /// <summary>2 to the power of an exponent less what a value says, which is from 0 to 32; 1 where that would be less.</summary>
    public static Value PowerOf2(OpContext op, int exponent, Value less) => Chosen(op, less, 33, k => 1L << Math.Max(exponent - k, 0));

    /// <summary>A number for each value from 0 on, of which there are <paramref name="count"/>.</summary>
    public static Value Chosen(OpContext op, Value index, int count, Func<int, long> number) =>
        op.Emit("Gather", [Value.Of(Constant.Of(ElementType.Int64, [count], [.. Enumerable.Range(0, count).Select(number)]), "numbers"), index]);

    /// <summary>How many of the 32 bits of a number are 0 in front of the first that is not.</summary>
    public static Value LeadingZeros(OpContext op, Value x, int rank)
    {
        Value powers = Value.Of(Constant.Of(ElementType.Int64, [32], [.. Enumerable.Range(0, 32).Select(k => 1L << k)]), "powers");
        Value smaller = op.Cast(op.Emit("Less", [op.Unsqueeze(x, rank), powers]), ElementType.Int64);
        return op.Emit("ReduceSum", [smaller, Value.Ints(rank)], new() { ["keepdims"] = 0L });
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
        return Quotient(op, x, Numbers(divisors, shape), up, down);
    }

    /// <summary>The same by divisors that are computed.</summary>
    public static Value Quotient(OpContext op, Value x, Value divisor)
    {
        Value half = op.Emit("Div", [divisor, Number(2)]);
        return Quotient(op, x, divisor, half, op.Emit("Neg", [half]));
    }

    /// <summary>MultiplyByQuantizedMultiplier, and what <see cref="ToResult"/> does; as <see cref="Steps"/> where these are proven.</summary>
    public static Value Requantized(OpContext op, Value x, Multiplier factor, Affine result, (long Lowest, long Highest) range) =>
        Steps.Of([factor], [], result, range) is { } steps ? steps.Apply(op, x, [], result, range) : ToResult(op, Scaled(op, x, factor), result, range);

    /// <summary>
    /// The integers of a result: the zero point added, within a range, in the tensor's type. They have at most 32 bits, see <see cref="Lifted"/>.
    /// </summary>
    public static Value ToResult(OpContext op, Value x, Affine result, (long Lowest, long Highest) range)
    {
        x = result.Zero == 0 ? x : op.Emit("Add", [x, Number(result.Zero)]);
        return op.Cast(op.Emit("Clip", [x, Number(range.Lowest), Number(range.Highest)]), result.Type);
    }

    private static Value Quotient(OpContext op, Value x, Value divisor, Value up, Value down) =>
        op.Emit("Div", [op.Emit("Add", [x, op.Emit("Where", [op.Emit("Less", [x, Number(0)]), down, up])]), divisor]);
}
