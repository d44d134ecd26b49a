namespace Tflite2Onnx.Arithmetic;

/// <summary>
/// e to the power of a number not above 0, in fixed-point numbers of 32 bits: 26 fractional bits in, 31 out.
/// </summary>
internal static class Exponential
{
    private const int IntegerBits = 5;
    private const int FractionalBits = 31 - IntegerBits;

    /// <summary>
    /// e^(-factor * n) for n from 0 on, as the softmax of 8 bits scales differences (PreprocessSoftmaxScaling); 0 from where it counts as that.
    /// </summary>
    public static Func<int, long> Of(double factor)
    {
        var scale = Multiplier.Of(Math.Min(factor * (1 << FractionalBits), (1L << 31) - 1.0));
        double most = Math.Floor(((1 << IntegerBits) - 1) * (double)(1L << FractionalBits) / (1L << scale.Shift));
        return n => n > most ? 0 : Gemmlowp.Long.Exponential(Multiplier.HighProduct((long)-n << scale.Shift, scale.Significand), IntegerBits);
    }
}
