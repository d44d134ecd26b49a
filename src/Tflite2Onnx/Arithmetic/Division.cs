namespace Tflite2Onnx.Arithmetic;

/// <summary>DIV in TFLite's fixed-point numbers (DivElementwise in reference/div.h): times the divisor's reciprocal.</summary>
internal static class Division
{
    // Exponents of what is divided by beyond this one leave nothing but 0.
    private const int MostShift = 45;

    /// <summary>Null where the kernel does not take the operands.</summary>
    public static Value? Of(OpContext op, ActivationFunctionType activation)
    {
        if (Elementwise.Operands(op) is not ({ IsByte: true } x, { } y, { } z) || z.Range(activation) is not { } range)
        {
            return null;
        }
        var factor = Multiplier.Of(x.Scale / (y.Scale * z.Scale));
        if (Headroom(-x.Reach) < factor.Shift)
        {
            return null;
        }
        Value OfDivisor(Func<long, long> number) => Tables.Look(op, op.Raw(1), ElementType.Int64, integer => number(integer - y.Zero));
        Value dividend = op.Emit("Mul", [KernelArithmetic.Centered(op, op.Raw(0), x.Zero), OfDivisor(v => v < 0 ? -1 : 1)]);
        Value index = op.Emit("Add", [dividend, KernelArithmetic.Number(x.Reach)]);
        Value OfDividend(Func<long, long> number) => KernelArithmetic.Chosen(op, index, (int)(2 * x.Reach) + 1, k => number(k - x.Reach));
        Value quotient = KernelArithmetic.HighProduct(op, OfDividend(v => v << Headroom(v)), OfDivisor(v => Inverse(Math.Abs(v))));
        quotient = KernelArithmetic.HighProduct(op, quotient, KernelArithmetic.Number(factor.Significand));
        Value lifted = OfDividend(v => 1L << Math.Min(Headroom(v) - factor.Shift, MostShift));
        Value divisor = op.Emit("Mul", [lifted, OfDivisor(v => 1L << (31 - Zeros(Math.Abs(v))))]);
        return KernelArithmetic.ToResult(op, KernelArithmetic.Quotient(op, quotient, divisor), z, range);
    }

    // GetReciprocal in common.h. The kernel refuses to divide by 0.
    private static long Inverse(long x) => x == 0 ? 0 : Gemmlowp.Long.Inverse((x << Zeros(x)) - (1L << 31));

    private static int Zeros(long x) => x == 0 ? 31 : int.LeadingZeroCount((int)x);

    // CountLeadingSignBits in common.h.
    private static int Headroom(long x) => int.LeadingZeroCount((int)(x < 0 ? ~x : x)) - 1;
}
