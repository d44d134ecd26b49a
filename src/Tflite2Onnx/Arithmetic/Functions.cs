namespace Tflite2Onnx.Arithmetic;

/// <summary>
/// The functions of one quantized operand as TFLite's kernels compute them, from integer to integer; null for what they do not take.
/// Results may lie outside of the type's range.
/// </summary>
internal static class Functions
{
    /// <summary>Of 8 bits the function of each float, of 16 bits interpolated between 513 of them (LUTPopulate and LUTLookup in common.h).</summary>
    public static Func<Affine, Affine, Func<long, long>?> OfFloats(Func<float, float> function) => (x, y) =>
        x.Type == y.Type ? (x.IsByte ? Byte(x, y, function) : new InterpolatedTable(x, y, v => function((float)v)).Look) : null;

    /// <summary>The same; 16 bits have a fixed-point kernel of their own.</summary>
    public static Func<Affine, Affine, Func<long, long>?> OfFloats(Func<float, float> function, Func<float, Func<long, long>> words) => (x, y) =>
        x.Type != y.Type ? null : x.IsByte ? Byte(x, y, function) : words(x.Scale);

    /// <summary>Integers that stand for the same floats by other parameters (Requantize in requantize.h).</summary>
    public static Func<long, long>? Requantized(Affine x, Affine y)
    {
        var factor = Multiplier.Of((double)x.Scale / y.Scale);
        return integer => factor.Apply(integer - x.Zero) + y.Zero;
    }

    /// <summary>The same in float, as CONCATENATION has it (ConcatenationWithScaling in concatenation.h).</summary>
    public static long Concatenated(Affine x, Affine y, long integer)
    {
        float scale = x.Scale * (1f / y.Scale);
        float bias = -x.Zero * scale;
        return (long)MathF.Round((integer * scale) + bias, MidpointRounding.AwayFromZero) + y.Zero;
    }

    /// <summary>The float cut off at bounds (QuantizedReluX in activations.cc).</summary>
    public static Func<Affine, Affine, Func<long, long>?> Clamped(float lowest, float highest) => (x, y) =>
    {
        var factor = Multiplier.Of(x.Scale / y.Scale);
        long At(float bound) => y.Zero + (long)MathF.Round(bound / y.Scale, MidpointRounding.AwayFromZero);
        (long low, long high) = (Math.Max(y.Lowest, At(lowest)), float.IsInfinity(highest) ? y.Highest : Math.Min(y.Highest, At(highest)));
        return integer => Math.Min(Math.Max(factor.Apply(integer - x.Zero) + y.Zero, low), high);
    };

    /// <summary>Negative floats times alpha (QuantizeLeakyRelu in leaky_relu.h).</summary>
    public static Func<Affine, Affine, Func<long, long>?> LeakyRelu(float alpha) => (x, y) =>
    {
        (var negative, var positive) = (Multiplier.Of(x.Scale * alpha / y.Scale), Multiplier.Of(x.Scale / y.Scale));
        bool turns = negative.Significand < 0;
        negative = turns ? negative with { Significand = -negative.Significand } : negative;
        return integer => y.Zero + (integer >= x.Zero ? positive.Apply(integer - x.Zero) : (turns ? -1 : 1) * negative.Apply(integer - x.Zero));
    };

    /// <summary>AbsEvalQuantized in elementwise.cc.</summary>
    public static Func<long, long>? Abs(Affine x, Affine y)
    {
        var factor = Multiplier.Of(x.Scale / y.Scale);
        return integer => (x.Scale == y.Scale ? Math.Abs(integer - x.Zero) : factor.Apply(Math.Abs(integer - x.Zero))) + y.Zero;
    }

    /// <summary>HardSwish in hard_swish.h: fixed-point numbers of 16 bits throughout.</summary>
    public static Func<long, long>? HardSwish(Affine x, Affine y)
    {
        float fine = 1.0f / 128.0f * x.Scale;
        (var output, var slope) = (Multiplier.Of(fine / y.Scale), Multiplier.Of(fine / (3.0f / 32768.0f)));
        return x.IsByte && x.Type == y.Type && output.Shift <= 0 ? integer =>
        {
            long value = (integer - x.Zero) << 7;
            long gate = slope.Shift > 0 ? Saturated(value << (slope.Shift - 1)) : value;
            gate = HighProduct(gate, Narrow(slope));
            gate = slope.Shift > 0 ? Saturated(gate << 1) : Multiplier.DividedByPowerOf2(gate, -slope.Shift);
            gate = (gate + (1 << 15)) >> 1;
            return Multiplier.DividedByPowerOf2(gate * HighProduct(value, Narrow(output)) / (1 << 15), -output.Shift) + y.Zero;
        }
        : null;
    }

    /// <summary>Below and at 0 the lowest result there is (LogLUTPrepare in elementwise.cc).</summary>
    public static Func<long, long>? Log(Affine x, Affine y) =>
        OfFloats(value => value <= 0 ? (y.Lowest - y.Zero) * y.Scale : MathF.Log(value))(x, y);

    /// <summary>GELU in gelu.h, as its table has it.</summary>
    public static Func<Affine, Affine, Func<long, long>?> Gelu(bool approximate) => OfFloats(x => approximate
        ? 0.5f * x * (1 + MathF.Tanh(0.797884560802865f * (x + (0.044715f * x * x * x)))) : 0.5f * x * (float)ErrorFunctionComplement(x * -0.70710678f));

    /// <summary>Cut off towards 0, as the runtime's results show; TFLite's own kernel takes floats only.</summary>
    public static Func<long, long>? Sqrt(Affine x, Affine y) =>
        integer => (long)(MathF.Sqrt(Math.Max(x.Scale * (integer - x.Zero), 0)) / y.Scale) + y.Zero;

    /// <summary>RSQRT: of 8 bits by <see cref="InverseRoot"/>, of 16 by a table; at and below 0 the highest result there is (elementwise.cc).</summary>
    public static Func<long, long>? Rsqrt(Affine x, Affine y)
    {
        if (!x.IsByte)
        {
            return OfFloats(value => value <= 0 ? short.MaxValue * y.Scale : 1 / MathF.Sqrt(value))(x, y);
        }
        const int Fraction = 20;
        var factor = Multiplier.Of(1.0 / (MathF.Sqrt(x.Scale) * y.Scale));
        return integer =>
        {
            Multiplier root = InverseRoot.Of((int)Math.Max(integer - x.Zero, 0));
            long data = (root with { Shift = root.Shift + Fraction }).Apply(1);
            return integer <= x.Zero ? y.Highest : (factor with { Shift = factor.Shift - Fraction }).Apply(data) + y.Zero;
        };
    }

    // DownScaleInt32ToInt16Multiplier.
    private static long Narrow(Multiplier factor) => factor.Significand >= int.MaxValue - (1 << 15) ? short.MaxValue : (factor.Significand + (1L << 15)) >> 16;

    // 1 - erf: by its series near 0, by a continued fraction elsewhere.
    private static double ErrorFunctionComplement(double x)
    {
        (double square, double sum) = (x * x, 0);
        if (Math.Abs(x) < 3)
        {
            double term = x;
            for (int n = 1; n < 80; n++)
            {
                sum += term / ((2 * n) - 1);
                term *= -square / n;
            }
            return 1 - (2 / Math.Sqrt(Math.PI) * sum);
        }
        for (int n = 60; n > 0; n--)
        {
            sum = n / 2.0 / (Math.Abs(x) + sum);
        }
        double tail = Math.Exp(-square) / Math.Sqrt(Math.PI) / (Math.Abs(x) + sum);
        return x > 0 ? tail : 2 - tail;
    }

    private static long Saturated(long value) => Math.Clamp(value, short.MinValue, short.MaxValue);

    private static long HighProduct(long x, long y) => x == y && x == short.MinValue ? short.MaxValue : ((x * y) + (1L << 14)) >> 15;

    private static Func<long, long> Byte(Affine x, Affine y, Func<float, float> function)
    {
        float inverse = 1 / y.Scale;
        return integer => (long)Math.Clamp(MathF.Round(function(x.Scale * (integer - x.Zero)) * inverse, MidpointRounding.AwayFromZero) + y.Zero, -4e9, 4e9);
    }
}
