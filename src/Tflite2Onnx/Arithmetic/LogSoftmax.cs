namespace Tflite2Onnx.Arithmetic;

/// <summary>LOG_SOFTMAX of 8 bits in TFLite's fixed-point numbers (integer_ops/log_softmax.h, and reference/log_softmax.h for uint8).</summary>
internal static class LogSoftmax
{
    // Digits in front of the binary point of what is summed up, of the logarithm, and of the result.
    private const int SumBits = 12, LogBits = 5, ResultBits = 4;

    // What log_x_for_x_greater_than_or_equal_to_1 in common.h computes with, in 2^-31: the logarithm of 2, roots of 1/2, and the factors of its quotient.
    private const long Ln2 = 1488522236, RootOfHalf = 1518500250, FourthRootOfHalf = 1805811301;
    private const long Above = 117049297, Below = 127690142, BelowConstant = 1057819769, BelowLinear = 638450708;

    /// <summary>Null where operand and result are not quantized as the kernels have it.</summary>
    public static Value? Of(OpContext op)
    {
        if (Affine.Of(op.Input(0)) is not { IsByte: true, Scale: < 1 << LogBits } x || Affine.Of(op.Output(0)) is not { Scale: 1 / 16f } y
            || x.Type != y.Type || y.Zero != y.Highest)
        {
            return null;
        }
        Value axis = Value.Ints(op.Axis(-1));
        Value Along(string reduction, Value value) => op.Emit(reduction, [value, axis], new() { ["keepdims"] = 1L });
        Value wide = op.Cast(op.Raw(0), ElementType.Int32);
        Value differences = op.Emit("Sub", [Along("ReduceMax", wide), wide]);
        Func<int, long> powers = Exponential.Of(x.Scale);
        var unit = Multiplier.Of((double)x.Scale * (1 << (31 - LogBits)));
        Value sum = Along("ReduceSum", KernelArithmetic.Chosen(op, differences, 256, n => Multiplier.DividedByPowerOf2(powers(n), SumBits)));
        // As far as 64 bits hold: what is further away is the lowest result in any case.
        var furthest = (int)((1 << LogBits) / x.Scale);
        Value scaled = KernelArithmetic.Chosen(op, differences, 256, n => unit.Apply(-Math.Min(n, furthest)));
        Value logarithm = op.Emit("Sub", [scaled, Logarithm(op, sum, op.Rank(0))]);
        Value result = KernelArithmetic.DividedByPowerOf2(op, logarithm, [31 - LogBits - ResultBits], []);
        return KernelArithmetic.ToResult(op, result, y, (y.Lowest, y.Highest));
    }

    // x is r * 2^z with r around the fourth root of 1/2, from two candidates; the logarithm of r is a quotient of polynomials.
    private static Value Logarithm(OpContext op, Value x, int rank)
    {
        const int Fraction = 31 - (LogBits + 1);
        Value Add(Value a, Value b) => op.Emit("Add", [a, b]);
        Value Product(Value a, Value b) => KernelArithmetic.HighProduct(op, a, b);
        Value Number(long value) => KernelArithmetic.Number(value);
        Value Power(Value zeros, int less, double more) => KernelArithmetic.Chosen(op, zeros, 33, k => (long)((SumBits - k + less + more) * (1L << Fraction)));
        Value Shifted(Value zeros) => op.Emit("Mul", [x, KernelArithmetic.Chosen(op, zeros, 33, k => 1L << Math.Max(k - 1, 0))]);

        Value zeros = KernelArithmetic.LeadingZeros(op, x, rank);
        Value first = KernelArithmetic.Lifted(op, Product(Shifted(zeros), Number(RootOfHalf)), 2);
        Value rootZeros = KernelArithmetic.LeadingZeros(op, Product(x, Number(RootOfHalf)), rank);
        Value second = KernelArithmetic.Lifted(op, Shifted(rootZeros), 1);
        Value r = op.Emit("Min", [first, second]);
        Value z = op.Emit("Max", [Power(zeros, 0, 0.25), Power(rootZeros, 1, -0.25)]);

        Value p = op.Emit("Div", [Add(r, Number(FourthRootOfHalf + 1)), Number(2)]);
        Value q = op.Emit("Mul", [op.Emit("Sub", [r, Number(FourthRootOfHalf)]), Number(2)]);
        Value square = Product(q, q);
        Value above = Add(Product(q, r), Product(Product(q, square), Number(Above)));
        Value below = Add(Product(p, Add(Add(q, Number(BelowConstant)), Product(square, Number(Below)))), Product(q, Number(BelowLinear)));
        Value inverse = KernelArithmetic.Reciprocal(op, Add(below, Number(1L << 31)));
        Value quotient = Product(KernelArithmetic.DividedByPowerOf2(op, above, [LogBits + 1], []), inverse);
        return KernelArithmetic.Lifted(op, Add(Product(z, Number(Ln2)), quotient), 2);
    }
}
