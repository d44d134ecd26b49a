namespace Tflite2Onnx.Arithmetic;

/// <summary>
/// LOGISTIC and TANH of 16 bits: 256 values of the logistic function at multiples of 1/24, with straight lines between them (Logistic and
/// Tanh in integer_ops). Results are in units of 1/32768.
/// </summary>
internal static class Sigmoid
{
    // Where TFLite's table has one more than the rounded function.
    private static readonly HashSet<int> OneMore =
    [
        4, 8, 12, 14, 15, 16, 17, 19, 20, 21, 22, 25, 27, 28, 29, 30, 31, 33, 34, 35, 37, 39, 40, 41, 43, 44, 45, 46, 49, 50, 54, 62, 63, 64, 66,
        82, 86, 93, 100, 103, 112, 116, 135, 255,
    ];

    private static readonly long[] Values =
        [.. Enumerable.Range(0, 256).Select(i => (long)Math.Floor((65536 / (1 + Math.Exp(-i / 24.0))) + 0.5) + (OneMore.Contains(i) ? 1 : 0))];

    public static Func<long, long> Logistic(float scale)
    {
        (long factor, int shift) = Factor(scale, mostShift: 0);
        return integer =>
        {
            long x = Product(integer, factor, shift);
            long y = Between(Math.Abs(x), 9, 0x7FFFL << 10);
            return (x >= 0 ? y + (1 << 9) : (1 << 25) - y + (1 << 9) - 1) >> 10;
        };
    }

    public static Func<long, long> Tanh(float scale)
    {
        (long factor, int shift) = Factor(scale, mostShift: 1);
        return integer =>
        {
            long x = Product(integer, factor, shift);
            long y = Between(Math.Abs(x), 8, 0xFFFFL << 8);
            return (x >= 0 ? y - (1 << 23) + (1 << 7) : -y + (1 << 23) + (1 << 7) - 1) >> 8;
        };
    }

    // Units of 1/4096 become units of 1/(3 * 4096): scales that are near 1/4096 by 3 and a shift, others by a product of 15 bits
    // (SigmoidPrepare and TanhPrepare in activations.cc).
    private static (long Factor, int Shift) Factor(float scale, int mostShift)
    {
        float log = MathF.Log(scale) * (1.0f / MathF.Log(2.0f));
        float rounded = MathF.Round(log, MidpointRounding.AwayFromZero);
        int left = 12 + (int)rounded;
        if (MathF.Abs(log - rounded) < 1e-3f && left >= 0 && left <= mostShift)
        {
            return (3L << left, 0);
        }
        double factor = scale * 4096.0 * 3.0;
        int shift = 0;
        for (; factor <= 32767.0 / 2.0 && shift <= 30; shift++)
        {
            factor *= 2;
        }
        return ((long)factor, shift);
    }

    private static long Product(long integer, long factor, int shift) => ((integer * factor) + (shift > 0 ? 1L << (shift - 1) : 0)) >> shift;

    private static long Between(long x, int bits, long most)
    {
        long index = x >> bits;
        return index >= 255 ? most : (Values[index] << bits) + ((x & ((1 << bits) - 1)) * (Values[index + 1] - Values[index]));
    }
}
