namespace Tflite2Onnx.Tests.Operators;

/// <summary>
/// An LSTM as its definition has it, in float64, over the operands of a case: the independent opinion where TFLite's runtime has none to
/// record (several runs, weights of 8 bits). Inputs are those of LSTM and UNIDIRECTIONAL_SEQUENCE_LSTM; sequences are [batch, time, features].
/// </summary>
internal sealed class LstmReference
{
    private readonly OpCase _case;
    private readonly int _batch, _inputs, _units, _outputs;
    private readonly double _clip, _projectionClip;
    private readonly Func<double, double> _activation;
    private readonly double[] _h, _c;

    public LstmReference(OpCase test, Func<double, double> activation, double clip = 0, double projectionClip = 0)
    {
        (_case, _activation, _clip, _projectionClip) = (test, activation, clip, projectionClip);
        (_batch, _inputs, _units, _outputs) = (test.In[0]!.Shape[0], test.In[0]!.Shape[^1], test.In[2]!.Shape[0], test.In[18]!.Shape[1]);
        (_h, _c) = (new double[_batch * _outputs], new double[_batch * _units]);
    }

    /// <summary>One more run: x [batch, steps, inputs] to h [batch, steps, outputs].</summary>
    public double[] Run(double[] x, int steps = 1)
    {
        var y = new double[_batch * steps * _outputs];
        for (int b = 0; b < _batch; b++)
        {
            for (int t = 0; t < steps; t++)
            {
                Step(x.AsSpan(((b * steps) + t) * _inputs, _inputs), _h.AsSpan(b * _outputs, _outputs), _c.AsSpan(b * _units, _units));
                _h.AsSpan(b * _outputs, _outputs).CopyTo(y.AsSpan(((b * steps) + t) * _outputs));
            }
        }
        return y;
    }

    private void Step(ReadOnlySpan<double> x, Span<double> h, Span<double> c)
    {
        double[] forget = Gate(1, 10, Sigmoid, x, h, c), cell = Gate(2, -1, _activation, x, h, c);
        double[] input = _case.In[1] is null ? [.. forget.Select(f => 1 - f)] : Gate(0, 9, Sigmoid, x, h, c);
        for (int i = 0; i < _units; i++)
        {
            c[i] = Clip((forget[i] * c[i]) + (input[i] * cell[i]), _clip);
        }
        double[] gate = Gate(3, 11, Sigmoid, x, h, c);
        double[] hidden = new double[_units];
        for (int i = 0; i < _units; i++)
        {
            hidden[i] = gate[i] * _activation(c[i]);
        }
        for (int i = 0; i < _outputs; i++)
        {
            h[i] = _case.In[16] is null ? hidden[i] : Clip(Row(16, i, hidden) + (_case.In[17] is null ? 0 : Operand(17)[i]), _projectionClip);
        }
    }

    private double[] Gate(int gate, int peephole, Func<double, double> activation, ReadOnlySpan<double> x, ReadOnlySpan<double> h, ReadOnlySpan<double> c)
    {
        var sums = new double[_units];
        bool isNormalized = _case.In.Length > 21 && _case.In[21] is not null, isDiagonal = _case.In[5 + gate]!.Shape.Length == 1;
        for (int i = 0; i < _units; i++)
        {
            sums[i] = Row(1 + gate, i, x) + (isDiagonal ? Operand(5 + gate)[i] * h[i] : Row(5 + gate, i, h)) + (isNormalized ? 0 : Operand(12 + gate)[i])
                + (peephole >= 0 && _case.In[peephole] is not null ? Operand(peephole)[i] * c[i] : 0);
        }
        if (isNormalized)
        {
            double mean = sums.Average(), deviation = Math.Sqrt(sums.Average(s => (s - mean) * (s - mean)) + 1e-8);
            sums = [.. sums.Select((s, i) => ((s - mean) / deviation * Operand(20 + gate)[i]) + Operand(12 + gate)[i])];
        }
        return [.. sums.Select(activation)];
    }

    private double Row(int input, int row, ReadOnlySpan<double> vector)
    {
        double sum = 0;
        double[] matrix = Operand(input);
        for (int i = 0; i < vector.Length; i++)
        {
            sum += matrix[(row * vector.Length) + i] * vector[i];
        }
        return sum;
    }

    private double[] Operand(int input)
    {
        double scale = _case.In[input]!.Quantization?.Scale![0] ?? 1;
        return [.. _case.In[input]!.Elements(input + 1).Select(v => v * scale)];
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Clip(double x, double limit) => limit > 0 ? Math.Clamp(x, -limit, limit) : x;
}
