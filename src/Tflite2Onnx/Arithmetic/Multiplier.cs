namespace Tflite2Onnx.Arithmetic;

/// <summary>
/// A real factor as TFLite's integer kernels have it: <c>Significand * 2^(Shift - 31)</c>, 31 bits (QuantizeMultiplier in
/// quantization_util.cc).
/// </summary>
internal readonly record struct Multiplier(int Significand, int Shift)
{
    /// <summary>The factor of sums of 64 bits, which has 15 bits (MultiplyByQuantizedMultiplier of an int64 in common.cc).</summary>
    public long Reduced => Significand < 0x7FFF0000 ? (Significand + (1L << 15)) >> 16 : 0x7FFF;

    public static Multiplier Of(double real)
    {
        if (real == 0 || !double.IsFinite(real))
        {
            return default;
        }
        int shift = Math.ILogB(real) + 1;
        var significand = (long)Math.Round(Math.ScaleB(real, 31 - shift), MidpointRounding.AwayFromZero);
        (significand, shift) = Math.Abs(significand) == 1L << 31 ? (significand / 2, shift + 1) : (significand, shift);
        return shift < -31 ? default : new Multiplier((int)significand, shift);
    }

    /// <summary>The rounded product, with both of the kernels' roundings: halves up, then halves away from 0.</summary>
    public long Apply(long x) => DividedByPowerOf2(HighProduct(x << Math.Max(Shift, 0), Significand), Math.Max(-Shift, 0));

    /// <summary><c>x * y / 2^31</c>, halves up (gemmlowp's SaturatingRoundingDoublingHighMul).</summary>
    public static long HighProduct(long x, long y) => ((x * y) + (1L << 30)) >> 31;

    /// <summary><c>x / 2^exponent</c>, halves away from 0 (gemmlowp's RoundingDivideByPOT).</summary>
    public static long DividedByPowerOf2(long x, int exponent) => exponent == 0 ? x : Math.Sign(x) * ((Math.Abs(x) + (1L << (exponent - 1))) >> exponent);
}
