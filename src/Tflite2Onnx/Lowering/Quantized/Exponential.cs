namespace Tflite2Onnx.Lowering.Quantized;

/// <summary>
/// e to the power of a number not above 0, in fixed-point numbers of 32 bits (gemmlowp's exp_on_negative_values): 26 fractional bits in, 31 out.
/// </summary>
internal static class Exponential
{
    private const int IntegerBits = 5;
    private const int FractionalBits = 31 - IntegerBits;

    // e^-(2^k) for k from -2 on.
    private static readonly long[] Powers = [1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242];

    /// <summary>
    /// e^(-factor * n) for n from 0 on, as the softmax of 8 bits scales differences (PreprocessSoftmaxScaling); 0 from where it counts as that.
    /// </summary>
    public static Func<int, long> Of(double factor)
    {
        var scale = Multiplier.Of(Math.Min(factor * (1 << FractionalBits), (1L << 31) - 1.0));
        double most = Math.Floor(((1 << IntegerBits) - 1) * (double)(1L << FractionalBits) / (1L << scale.Shift));
        return n => n > most ? 0 : Of(Multiplier.HighProduct((long)-n << scale.Shift, scale.Significand));
    }

    private static long Of(long x)
    {
        if (x == 0)
        {
            return int.MaxValue;
        }
        const long Quarter = 1L << (FractionalBits - 2);
        long part = (x & (Quarter - 1)) - Quarter;
        long result = NearZero(Math.Clamp(part << IntegerBits, int.MinValue, int.MaxValue));
        long rest = part - x;
        for (int k = 0; k < Powers.Length; k++)
        {
            result = (rest & (Quarter << k)) != 0 ? Multiplier.HighProduct(result, Powers[k]) : result;
        }
        return result;
    }

    // From -1/4 to 0: Taylor's series around -1/8.
    private static long NearZero(long a)
    {
        const long Center = 1895147668;
        const long Third = 715827883;
        long x = a + (1 << 28);
        long square = Multiplier.HighProduct(x, x);
        (long cube, long fourth) = (Multiplier.HighProduct(square, x), Multiplier.HighProduct(square, square));
        long higher = Multiplier.HighProduct(Multiplier.DividedByPowerOf2(fourth, 2) + cube, Third) + square;
        return Center + Multiplier.HighProduct(Center, x + Multiplier.DividedByPowerOf2(higher, 1));
    }
}
