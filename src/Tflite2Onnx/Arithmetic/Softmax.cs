namespace Tflite2Onnx.Arithmetic;

/// <summary>SOFTMAX in TFLite's fixed-point numbers (reference/softmax.h).</summary>
internal static class Softmax
{
    // Digits in front of the binary point of what is summed up.
    private const int SumBits = 12;

    /// <summary>Null where the operand is not quantized as the kernels have it.</summary>
    public static Value? Of(OpContext op, float beta)
    {
        if (Affine.Of(op.Input(0)) is not { } x || Affine.Of(op.Output(0))?.Type != x.Type)
        {
            return null;
        }
        Value axis = Value.Ints(op.Axis(-1));
        Value wide = op.Cast(op.Raw(0), ElementType.Int32);
        Value largest = op.Emit("ReduceMax", [wide, axis], new() { ["keepdims"] = 1L });
        return x.IsByte ? OfBytes(op, op.Emit("Sub", [largest, wide]), axis, x, beta) : OfWords(op, op.Emit("Sub", [wide, largest]), axis, x, beta);
    }

    // e to the power of each difference to the largest comes from a table; what is left is to divide by their sum.
    private static Value OfBytes(OpContext op, Value differences, Value axis, Affine x, float beta)
    {
        long[] powers = [.. Enumerable.Range(0, 256).Select(Exponential.Of((double)beta * x.Scale))];
        Value Look(Func<long, long> of) => KernelArithmetic.Chosen(op, differences, powers.Length, n => of(powers[n]));
        Value sum = Sum(op, Look(p => Multiplier.DividedByPowerOf2(p, SumBits)), axis);
        Value zeros = KernelArithmetic.LeadingZeros(op, sum, op.Rank(0));
        Value quotient = KernelArithmetic.HighProduct(op, Reciprocal(op, sum, zeros), Look(p => p));
        Value divisor = KernelArithmetic.PowerOf2(op, SumBits + 31 - 8, zeros);
        Value half = op.Emit("Div", [divisor, KernelArithmetic.Number(2)]);
        Value y = op.Emit("Div", [op.Emit("Add", [quotient, half]), divisor]);
        return KernelArithmetic.ToResult(op, y, x with { Zero = x.Lowest }, (x.Lowest, x.Highest));
    }

    // GetReciprocal in common.h: of the sum with its first bit at bit 31.
    private static Value Reciprocal(OpContext op, Value sum, Value zeros)
    {
        Value first = KernelArithmetic.PowerOf2(op, 31, zeros);
        return KernelArithmetic.Reciprocal(op, op.Emit("Mul", [sum, op.Emit("Div", [KernelArithmetic.Number(1L << 31), first])]));
    }

    // The powers and the reciprocal both come from tables with lines between their entries (SoftmaxInt16).
    private static Value OfWords(OpContext op, Value differences, Value axis, Affine x, float beta)
    {
        var powers = new InterpolatedTable(-10, 10, Math.Exp);
        var reciprocals = new InterpolatedTable(0, 1, v => 1 / (1 + v));
        Value scaled = KernelArithmetic.Scaled(op, op.Cast(differences, ElementType.Int64), Multiplier.Of(x.Scale * beta / (10.0 / 65535.0)));
        Value power = Looked(op, op.Emit("Add", [scaled, KernelArithmetic.Number(32767)]), powers);
        Value sum = Sum(op, power, axis);
        Value divisor = KernelArithmetic.PowerOf2(op, 31, KernelArithmetic.LeadingZeros(op, sum, op.Rank(0)));
        // The sum with its first bit at bit 30, then rounded to 17 bits.
        Value shifted = op.Emit("Mul", [sum, op.Emit("Div", [KernelArithmetic.Number(1L << 30), divisor])]);
        Value rounded = op.Emit("Div", [op.Emit("Add", [shifted, KernelArithmetic.Number(1 << 13)]), KernelArithmetic.Number(1 << 14)]);
        Value reciprocal = Looked(op, op.Emit("Sub", [rounded, KernelArithmetic.Number((1 << 15) + (1 << 16))]), reciprocals);
        Value product = op.Emit("Add", [op.Emit("Mul", [power, reciprocal]), op.Emit("Div", [divisor, KernelArithmetic.Number(2)])]);
        return KernelArithmetic.ToResult(op, op.Emit("Div", [product, divisor]), x with { Zero = 0 }, (0, short.MaxValue));
    }

    private static Value Looked(OpContext op, Value integers, InterpolatedTable table)
    {
        Value words = op.Cast(op.Emit("Clip", [integers, KernelArithmetic.Number(short.MinValue), KernelArithmetic.Number(short.MaxValue)]), ElementType.Int16);
        return op.Cast(Tables.Look(op, words, ElementType.Int16, table.Look), ElementType.Int64);
    }

    private static Value Sum(OpContext op, Value x, Value axis) => op.Emit("ReduceSum", [x, axis], new() { ["keepdims"] = 1L });
}
