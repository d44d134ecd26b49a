namespace Tflite2Onnx.Arithmetic;

/// <summary>Arithmetic of two quantized operands in TFLite's fixed-point numbers; null where the kernels do not take the operands.</summary>
internal static class Elementwise
{
    /// <summary>ADD and SUB (AddElementwise in reference/add.h): both operands in units of half the larger scale, less 15 or 20 bits.</summary>
    public static Value? Sum(OpContext op, ActivationFunctionType activation, bool powersOf2, bool subtracts)
    {
        if (Operands(op) is not ({ } x, { } y, { } z) || z.Range(activation) is not { } range)
        {
            return null;
        }
        if (!z.IsByte && powersOf2 && Logarithm(x) is { } a && Logarithm(y) is { } b && Logarithm(z) is { } c)
        {
            return Shifted(op, [a - c, b - c], z, range, subtracts);
        }
        (double unit, int left) = (2.0 * Math.Max(x.Scale, y.Scale), z.IsByte ? 20 : 15);
        (Value first, Value second) = (Shifted(op, 0, x, left, Multiplier.Of(x.Scale / unit)), Shifted(op, 1, y, left, Multiplier.Of(y.Scale / unit)));
        Value sum = op.Emit(subtracts ? "Sub" : "Add", [first, second]);
        return KernelArithmetic.Requantized(op, sum, Multiplier.Of(unit / ((double)(1 << left) * z.Scale)), z, range);
    }

    /// <summary>MUL (integer_ops/mul.h).</summary>
    public static Value? Product(OpContext op, ActivationFunctionType activation)
    {
        if (Operands(op) is not ({ } x, { } y, { } z) || z.Range(activation) is not { } range)
        {
            return null;
        }
        Value product = op.Emit("Mul", [KernelArithmetic.Centered(op, op.Raw(0), x.Zero), KernelArithmetic.Centered(op, op.Raw(1), y.Zero)]);
        return KernelArithmetic.Requantized(op, product, Multiplier.Of(x.Scale * y.Scale / z.Scale), z, range);
    }

    /// <summary>SQUARED_DIFFERENCE (squared_difference.cc), of 8 bits.</summary>
    public static Value? SquaredDifference(OpContext op)
    {
        if (Operands(op) is not ({ IsByte: true } x, { } y, { } z))
        {
            return null;
        }
        double unit = 2 * Math.Max(x.Scale, y.Scale);
        (Value first, Value second) = (Shifted(op, 0, x, 7, Multiplier.Of(x.Scale / unit)), Shifted(op, 1, y, 7, Multiplier.Of(y.Scale / unit)));
        Value difference = op.Emit("Sub", [first, second]);
        Value square = op.Emit("Mul", [difference, difference]);
        return KernelArithmetic.Requantized(op, square, Multiplier.Of(unit * unit / ((1 << 14) * z.Scale)), z, (z.Lowest, z.Highest));
    }

    /// <summary>PRELU (reference/prelu.h), of 8 bits.</summary>
    public static Value? Prelu(OpContext op)
    {
        if (Operands(op) is not ({ IsByte: true } x, { } alpha, { } z))
        {
            return null;
        }
        Value value = KernelArithmetic.Centered(op, op.Raw(0), x.Zero);
        Value positive = KernelArithmetic.Scaled(op, value, Multiplier.Of(x.Scale / z.Scale));
        Value product = op.Emit("Mul", [value, KernelArithmetic.Centered(op, op.Raw(1), alpha.Zero)]);
        Value negative = KernelArithmetic.Scaled(op, product, Multiplier.Of(x.Scale * alpha.Scale / z.Scale));
        Value y = op.Emit("Where", [op.Emit("Less", [value, KernelArithmetic.Number(0)]), negative, positive]);
        return KernelArithmetic.ToResult(op, y, z, (z.Lowest, z.Highest));
    }

    /// <summary>The parameters of two operands and a result of one type; nulls where one is not quantized so.</summary>
    public static (Affine? X, Affine? Y, Affine? Result) Operands(OpContext op)
    {
        (Affine? x, Affine? y, Affine? z) = (Affine.Of(op.Input(0)), Affine.Of(op.Input(1)), Affine.Of(op.Output(0)));
        return x?.Type == y?.Type && y?.Type == z?.Type ? (x, y, z) : (null, null, null);
    }

    // Of 8 bits there are few enough values for a table.
    private static Value Shifted(OpContext op, int input, Affine x, int left, Multiplier factor) => x.IsByte
        ? Tables.Look(op, op.Raw(input), ElementType.Int64, integer => factor.Apply((integer - x.Zero) << left))
        : KernelArithmetic.Scaled(op, op.Emit("Mul", [KernelArithmetic.Centered(op, op.Raw(input), x.Zero), KernelArithmetic.Number(1L << left)]), factor);

    // Scales that are powers of 2: one operand is in the result's units already, the other is shifted to them.
    private static Value? Shifted(OpContext op, int[] shifts, Affine z, (long Lowest, long Highest) range, bool subtracts)
    {
        if (shifts.Any(shift => shift > 0) || !shifts.Contains(0))
        {
            return null;
        }
        Value Operand(int i) => KernelArithmetic.DividedByPowerOf2(op, op.Cast(op.Raw(i), ElementType.Int64), [-shifts[i]], []);
        return KernelArithmetic.ToResult(op, op.Emit(subtracts ? "Sub" : "Add", [Operand(0), Operand(1)]), z, range);
    }

    // CheckedLog2 in quantization_util.cc.
    private static int? Logarithm(Affine x)
    {
        float log = MathF.Log(x.Scale) * (1.0f / MathF.Log(2.0f));
        float rounded = MathF.Round(log, MidpointRounding.AwayFromZero);
        return MathF.Abs(log - rounded) < 1e-3f ? (int)rounded : null;
    }
}
