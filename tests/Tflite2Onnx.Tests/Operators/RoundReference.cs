using static Tflite2Onnx.Tests.Operators.RecurrentLoop;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>What a plain recurrent layer gives, by its formula, for models whose results LiteRT does not give out.</summary>
internal static class RoundReference
{
    /// <summary>Of <see cref="RoundCells.Plain"/>: all steps, the last one, the number of rounds.</summary>
    public static float[][] Plain(Func<float, float>? stored = null)
    {
        stored ??= v => v;
        float[] x = RoundGraph.Floats(1, Batch, Steps, Features), bias = RoundGraph.Floats(12, Units);
        float[] w = [.. RoundGraph.Floats(10, Units, Features).Select(stored)], r = [.. RoundGraph.Floats(11, Units, Units).Select(stored)];
        float[] all = new float[Batch * Steps * Units], last = new float[Batch * Units];
        for (int i = 0; i < Batch * Steps; i++)
        {
            (int row, int step) = (i / Steps, i % Steps);
            float[] before = last[(row * Units)..((row + 1) * Units)];
            for (int unit = 0; unit < Units; unit++)
            {
                double sum = bias[unit] + Dot(w, unit * Features, x, ((row * Steps) + step) * Features, Features)
                    + (step == 0 ? 0 : Dot(r, unit * Units, before, 0, Units));
                last[(row * Units) + unit] = all[(((row * Steps) + step) * Units) + unit] = (float)Math.Tanh(sum);
            }
        }
        return [all, last, [Steps]];
    }

    private static double Dot(float[] a, int at, float[] b, int from, int count) => Enumerable.Range(0, count).Sum(i => (double)a[at + i] * b[from + i]);
}
