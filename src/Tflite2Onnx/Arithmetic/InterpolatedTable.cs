namespace Tflite2Onnx.Arithmetic;

/// <summary>A function of 16 bits by 513 of its values and straight lines between them (LUTPopulateInt16 and LUTLookup in common.h).</summary>
internal sealed class InterpolatedTable
{
    /// <summary>How many values there are.</summary>
    public const int Length = Steps + 1;

    private const int Steps = 512;

    private readonly long[] _values = new long[Length];

    /// <summary>In float, as the kernels of operators have it.</summary>
    public InterpolatedTable(Affine x, Affine y, Func<double, double> function)
    {
        (float first, float last) = (x.Scale * (x.Lowest - x.Zero), x.Scale * (x.Highest - x.Zero));
        float step = (last - first) / Steps;
        float inverse = 65536f / ((y.Scale * (y.Highest - y.Zero)) - (y.Scale * (y.Lowest - y.Zero)));
        float half = step / 2;
        float At(float real) => (float)function(real) * inverse;
        for (int i = 0; i < Steps; i++)
        {
            float value = Round(At(first + (i * step)));
            float between = Round((At(first + ((i + 1) * step)) + value) / 2);
            float bias = Round((between - Round(At(first + (i * step) + half))) / 2);
            _values[i] = (long)Math.Clamp(value - bias, short.MinValue, short.MaxValue);
        }
        _values[Steps] = (long)Math.Clamp(Round(At(last)), short.MinValue, short.MaxValue);
    }

    /// <summary>
    /// In double, from <paramref name="first"/> on in steps of 1/512 of <paramref name="range"/>, as the softmax of 16 bits has it; results are in
    /// units of 2/65535.
    /// </summary>
    public InterpolatedTable(double first, double range, Func<double, double> function)
    {
        (double step, double half) = (range / Steps, range / Steps / 2);
        double inverse = 65536.0 / ((2.0 / 65535 * 32767) - (2.0 / 65535 * -32768));
        double At(double real) => function(real) * inverse;
        for (int i = 0; i < Steps; i++)
        {
            double value = Round(At(first + (i * step)));
            double between = Round((At(first + ((i + 1) * step)) + value) / 2);
            double bias = Round((between - Round(At(first + (i * step) + half))) / 2);
            _values[i] = (long)Math.Clamp(value - bias, short.MinValue, short.MaxValue);
        }
        _values[Steps] = (long)Math.Clamp(Round(At(first + range)), short.MinValue, short.MaxValue);
    }

    public long Look(long integer) => Look(_values, integer);

    /// <summary>What such a table gives for an integer of 16 bits.</summary>
    public static long Look(long[] values, long integer)
    {
        var index = (int)(256 + (integer >> 7));
        return values[index] + ((((values[index + 1] - values[index]) * (integer & 0x7F)) + 64) >> 7);
    }

    private static float Round(float x) => MathF.Round(x, MidpointRounding.AwayFromZero);

    private static double Round(double x) => Math.Round(x, MidpointRounding.AwayFromZero);
}
