using System.Globalization;

namespace Tflite2Onnx.Tests.Running;

/// <summary>What agreeing with TFLite means: floats within 1e-4 of the largest magnitude, quantized integers within one step, others equal.</summary>
internal static class Agreement
{
    public const double RealTolerance = 1e-4;

    /// <summary>The difference in words, or null when the tensors agree.</summary>
    public static string? Difference(RunTensor got, RunTensor expected, bool quantized, double tolerance = RealTolerance)
    {
        if (got.Type != expected.Type || !got.Shape.SequenceEqual(expected.Shape))
        {
            return $"{got.Type}[{string.Join(", ", got.Shape)}] instead of {expected.Type}[{string.Join(", ", expected.Shape)}]";
        }
        (double[] a, double[] b) = (got.Floats(), expected.Floats());
        double largest = b.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        double allowed = got.Type.IsFloat() ? tolerance * Math.Max(largest, 1e-6) : quantized ? 1 : 0;
        for (int i = 0; i < b.Length; i++)
        {
            bool same = a[i].Equals(b[i]) || a[i] == b[i] || Math.Abs(a[i] - b[i]) <= allowed;
            if (!same)
            {
                return string.Create(CultureInfo.InvariantCulture, $"element {i} of {b.Length} is {a[i]:R} instead of {b[i]:R} (allowed: {allowed:G3})");
            }
        }
        return null;
    }
}
