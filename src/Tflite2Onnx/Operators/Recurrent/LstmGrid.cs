namespace Tflite2Onnx.Operators;

/// <summary>
/// Where the integer LSTM (int8 data, int16 cells: CalculateLstmGateInteger8x8_16 and what follows it in lstm_eval.cc) rounds and saturates:
/// gates' sums to 2^-12, or to a given scale when they are normalized; gates to 2^-15; cells to their scale; what comes out to int8.
/// </summary>
internal sealed class LstmGrid
{
    private readonly OpContext _op;
    private readonly QuantParams _cells;
    private readonly QuantParams _output;
    private readonly QuantParams _hidden;
    private readonly float[]? _sums;

    public LstmGrid(OpContext op, LstmInputs at, bool isNormalized)
    {
        if (op.Source.Intermediates.Length != 5 || op.Input(at.Cell).Type != TensorType.INT16)
        {
            throw new Refusal(WayOut.ReExport, "its integers are other than int8 with cells of int16, or its intermediate scales are missing");
        }
        _op = op;
        _cells = Parameters(op, at.Cell);
        _output = Parameters(op, at.State);
        _hidden = op.Intermediate(4);
        _sums = isNormalized ? [.. Enumerable.Range(0, 4).Select(i => op.Source.Intermediates[i] < 0 ? 1 : op.Intermediate(i).Scale[0])] : null;
    }

    /// <summary>What 1 is in the gates' 2^-15.</summary>
    public static double One(LstmGrid? grid) => grid is null ? 1 : 32767 / 32768.0;

    public Value Sum(Value x, int gate) => FixedPoint.Short(_op, x, _sums?[gate] ?? 1 / 4096f);

    public Value Fraction(Value x) => FixedPoint.Short(_op, x, 1 / 32768f);

    public Value Cells(Value x) => FixedPoint.Short(_op, x, _cells.Scale[0]);

    public Value Hidden(Value x) => FixedPoint.Byte(_op, x, _hidden);

    public Value Output(Value x) => FixedPoint.Byte(_op, x, _output);

    /// <summary>Normalized to 2^-10, then scaled, biased and rounded to 2^-12.</summary>
    public Value Normalized(Value x, Value scale, Value bias)
    {
        Value one = RecurrentWeights.Vector(Enumerable.Repeat(1f, scale.Shape![0]), "ones");
        Value normalized = FixedPoint.Round(_op, _op.Emit("LayerNormalization", [x, one], new() { ["axis"] = -1L, ["epsilon"] = 1e-8f }), 1 / 1024f);
        return FixedPoint.Short(_op, _op.Emit("Add", [_op.Emit("Mul", [normalized, scale]), bias]), 1 / 4096f);
    }

    /// <summary>
    /// The floats at which integers are cut off: a limit is cut to whole steps, and a projection's is counted from 0 and not from its zero point.
    /// </summary>
    public (double Low, double High) Limits(float limit, bool isCell)
    {
        QuantParams q = isCell ? _cells : _output;
        double steps = Math.Truncate(Math.Min(limit / q.Scale[0], isCell ? short.MaxValue : sbyte.MaxValue));
        double zero = isCell ? 0 : q.ZeroPoint[0];
        return ((-steps - zero) * q.Scale[0], (steps - zero) * q.Scale[0]);
    }

    private static QuantParams Parameters(OpContext op, int input) =>
        op.Input(input).Quantization ?? throw new Refusal(WayOut.GiveScale, $"'{op.Input(input).Name}' has no scale");
}
