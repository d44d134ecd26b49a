namespace Tflite2Onnx.Lowering.Quantized;

/// <summary>
/// 1 over the square root of an integer as TFLite approximates it: Newton's steps in fixed-point numbers (GetInvSqrtQuantizedMultiplierExp in
/// common.h).
/// </summary>
internal static class InverseRoot
{
    private const long HalfThree = (1 << 28) + (1 << 27);
    private const long HalfRootOf2 = 1518500250;

    /// <summary>The factor; of 0 it is that of 1.</summary>
    public static Multiplier Of(int integer)
    {
        if (integer <= 1)
        {
            return new Multiplier(int.MaxValue, 0);
        }
        int shift = 11;
        for (; integer >= 1 << 29; shift++)
        {
            integer /= 4;
        }
        int pairs = ((int.LeadingZeroCount(integer) - 1) / 2) - 1;
        (shift, integer) = (shift - pairs, integer << (2 * pairs));
        (long input, long x) = (integer >> 1, 1 << 28);
        long half = Multiplier.DividedByPowerOf2(input, 1);
        for (int i = 0; i < 5; i++)
        {
            long cube = Shifted(Multiplier.HighProduct(Multiplier.HighProduct(x, x), x), 6);
            x = Shifted(Multiplier.HighProduct(HalfThree, x) - Multiplier.HighProduct(half, cube), 3);
        }
        x = Multiplier.HighProduct(x, HalfRootOf2);
        return shift < 0 ? new Multiplier((int)(x << -shift), 0) : new Multiplier((int)x, -shift);
    }

    private static long Shifted(long x, int bits) => Math.Clamp(x << bits, int.MinValue, int.MaxValue);
}
