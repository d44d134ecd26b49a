using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

/// <content>LSTM's basic kernel on integers, by its definition: the build that records gives zeros for all of it.</content>
internal static partial class RecurrentCases
{
    private const int Batch = 2, Inputs = 5, Units = 4;

    private static OpCase BasicOfIntegers()
    {
        Operand x = U8(1 / 128f, 128, Batch, Inputs), weights = U8(0.01f, 128, 4 * Units, Inputs + Units).Const;
        Operand bias = (I32(4 * Units) with { Quantization = ModelBuilder.Quantized(0.01f / 128, 0) }).Between(-9000, 9000).Const;
        (double[] h, double[] c, double[] joined, double[] sums) = Basic(x.Elements(1), weights.Elements(3), bias.Elements(4));
        return new(LSTM, "basic, uint8")
        {
            In = [x, U8(1 / 128f, 128, Batch, Units).State, weights, bias, I16(1 / 2048f, Batch, Units).State],
            Out =
            [
                U8(1 / 128f, 128, Batch, Units).Of(h), I16(1 / 2048f, Batch, Units).Of(c),
                U8(1 / 128f, 128, Batch, Inputs + Units).Of(joined), I16(1 / 4096f, Batch, 4 * Units).Of(sums),
            ],
            Options = Tanh with { KernelType = LSTMKernelType.BASIC },
            Version = 2,
        };
    }

    // From variable tensors filled with 0, which stand for -1 in h and for 0 in c.
    private static (double[] H, double[] C, double[] Joined, double[] Sums) Basic(double[] x, double[] weights, double[] bias)
    {
        (double[] h, double[] c) = (new double[Batch * Units], new double[Batch * Units]);
        (double[] joined, double[] sums) = (new double[Batch * (Inputs + Units)], new double[Batch * 4 * Units]);
        for (int b = 0; b < Batch; b++)
        {
            x.AsSpan(b * Inputs, Inputs).CopyTo(joined.AsSpan(b * (Inputs + Units)));
            double[] row = [.. joined.Skip(b * (Inputs + Units)).Take(Inputs + Units)];
            double[] gates = [.. Enumerable.Range(0, 4 * Units).Select(g =>
                (row.Select((v, i) => (v - 128) * (weights[(g * row.Length) + i] - 128)).Sum() + bias[g]) * 0.01f / 128)];
            gates.Select(sum => Math.Clamp(Math.Round(sum * 4096), -32768, 32767)).ToArray().CopyTo(sums, b * 4 * Units);
            for (int u = 0; u < Units; u++)
            {
                double cell = Logistic(gates[u]) * Math.Tanh(gates[Units + u]);
                c[(b * Units) + u] = Math.Round(cell * 2048);
                h[(b * Units) + u] = Math.Round(Logistic(gates[(3 * Units) + u]) * Math.Tanh(cell) * 128) + 128;
            }
        }
        return (h, c, joined, sums);
    }

    private static double Logistic(double v) => 1 / (1 + Math.Exp(-v));
}
