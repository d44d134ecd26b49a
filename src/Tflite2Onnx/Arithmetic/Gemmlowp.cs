namespace Tflite2Onnx.Arithmetic;

/// <summary>
/// gemmlowp's functions of fixed-point numbers (fixedpoint.h), of 16 or 32 bits. What is said to have integer bits has that many in front of its
/// binary point; all other numbers are from -1 to 1.
/// </summary>
internal sealed class Gemmlowp(int bits)
{
    public static readonly Gemmlowp Short = new(16);
    public static readonly Gemmlowp Long = new(32);

    // e^-(2^k) for k from -2 on.
    private static readonly long[] Powers = [1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242];

    private readonly long _one = (1L << (bits - 1)) - 1;

    /// <summary>e^x for x not above 0.</summary>
    public long Exponential(long x, int integerBits)
    {
        int fraction = bits - 1 - integerBits;
        if (x == 0)
        {
            return _one;
        }
        if (integerBits > 5 && x < -(32L << fraction))
        {
            return 0;
        }
        long quarter = 1L << (fraction - 2);
        long part = (x & (quarter - 1)) - quarter;
        long result = NearZero(Shifted(part, integerBits));
        long rest = part - x;
        for (int k = 0; k < Powers.Length && k - 2 < integerBits; k++)
        {
            result = (rest & (quarter << k)) != 0 ? Product(result, Constant(Powers[k])) : result;
        }
        return result;
    }

    /// <summary>1 / (1 + x) for x from 0 to 1.</summary>
    public long Inverse(long x) => Shifted(DoubleInverse(x), 1);

    /// <summary>1 / (1 + e^-x).</summary>
    public long Logistic(long x, int integerBits)
    {
        long positive = Inverse(Exponential(-Math.Abs(x), integerBits));
        return x == 0 ? Constant(1 << 30) : x > 0 ? positive : _one - positive;
    }

    /// <summary>tanh x as (1 - e^-2x) / (1 + e^-2x).</summary>
    public long Tanh(long x, int integerBits)
    {
        long positive = Shifted(DoubleInverse(Exponential(-Math.Abs(x), integerBits + 1)) - (1L << (bits - 3)), 2);
        return Math.Sign(x) * positive;
    }

    // 2 / (1 + x), with two integer bits: three of Newton's steps from 48/17 - 32/17 * (1 + x) / 2.
    private long DoubleInverse(long x)
    {
        long half = (x + _one + 1) / 2;
        long y = Constant(1515870810) + Product(half, Constant(-1010580540));
        for (int i = 0; i < 3; i++)
        {
            y += Shifted(Product(y, (1L << (bits - 3)) - Product(half, y)), 2);
        }
        return y;
    }

    // e^x from -1/4 to 0: Taylor's series around -1/8.
    private long NearZero(long a)
    {
        long center = Constant(1895147668);
        long x = a + (1L << (bits - 4));
        long square = Product(x, x);
        (long cube, long fourth) = (Product(square, x), Product(square, square));
        long higher = Product(Multiplier.DividedByPowerOf2(fourth, 2) + cube, Constant(715827883)) + square;
        return Math.Min(center + Product(center, x + Multiplier.DividedByPowerOf2(higher, 1)), _one);
    }

    private long Product(long x, long y) => ((x * y) + (1L << (bits - 2))) >> (bits - 1);

    private long Shifted(long x, int places) => Math.Clamp(x << places, -_one - 1, _one);

    // Constants are given as of 32 bits.
    private long Constant(long value) => Multiplier.DividedByPowerOf2(value, 32 - bits);
}
