using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

/// <content>The gated recurrent unit, a custom operator. LiteRT has it not: results are by gru_cell.cc, in float64.</content>
internal static partial class RecurrentCases
{
    private const int Cells = 4;

    private static OpCase[] Grus =>
    [
        Gru("several steps", F32(3, 2, 5)),
        Gru("one step", F32(1, 3, 2)),
        Gru("weights computed", F32(3, 2, 5), isConstant: false) with { Fails = "T2O2002" },
    ];

    private static OpCase Gru(string name, Operand x, bool isConstant = true)
    {
        int width = x.Shape[2] + Cells;
        Operand[] operands = [x, F32(x.Shape[1], Cells), F32(2 * Cells, width) with { IsConstant = isConstant }, F32(2 * Cells).Const, F32(Cells, width).Const, F32(Cells).Const];
        (double[] all, double[] last) = Steps([.. operands.Select((operand, i) => operand.Elements(i + 1))], x.Shape);
        return new(CUSTOM, name)
        {
            Custom = ("UNIDIRECTIONAL_SEQUENCE_GRU", []),
            In = operands,
            Out = [F32(x.Shape[0], x.Shape[1], Cells).Of(all), F32(x.Shape[1], Cells).Of(last)],
        };
    }

    private static (double[] All, double[] Last) Steps(double[][] e, int[] shape)
    {
        (double[] state, List<double> all) = ([.. e[1]], []);
        for (int row = 0; row < shape[0] * shape[1]; row++)
        {
            double[] x = e[0][(row * shape[2])..((row + 1) * shape[2])];
            int at = row % shape[1] * Cells;
            double[] h = state[at..(at + Cells)];
            double[] gates = [.. Layer(e[2], e[3], [.. x, .. h]).Select(v => 1 / (1 + Math.Exp(-v)))];
            double[] candidate = [.. Layer(e[4], e[5], [.. x, .. h.Zip(gates, (state, r) => state * r)]).Select(Math.Tanh)];
            for (int i = 0; i < Cells; i++)
            {
                state[at + i] = ((1 - gates[Cells + i]) * candidate[i]) + (gates[Cells + i] * h[i]);
                all.Add(state[at + i]);
            }
        }
        return ([.. all], state);
    }

    private static double[] Layer(double[] weights, double[] bias, double[] x) =>
        [.. bias.Select((b, row) => b + x.Select((v, column) => v * weights[(row * x.Length) + column]).Sum())];
}
