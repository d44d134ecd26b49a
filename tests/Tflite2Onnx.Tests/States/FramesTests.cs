using Tflite2Onnx.Tests.Operators;

namespace Tflite2Onnx.Tests.States;

/// <summary>Recurrent layers over twenty runs that hand their states on, against their definitions.</summary>
[TestClass]
public sealed class FramesTests
{
    private const int Frames = 20;

    private static readonly Dictionary<string, (OpCase Case, Func<OpCase, Func<double[], double[]>> Reference)> Layers = new()
    {
        ["LSTM"] = (Families.Keyed["LSTM plain"], test => Lstm(test)),
        ["LSTM with clip and peepholes"] = (Families.Keyed["LSTM clip that acts, peepholes"], test => Lstm(test, clip: 0.2f)),
        ["LSTM with projection"] = (Families.Keyed["LSTM projection, clipped"], test => Lstm(test, projectionClip: 0.5f)),
        ["sequence LSTM"] = (Families.Keyed["UNIDIRECTIONAL_SEQUENCE_LSTM plain"], test => Lstm(test, steps: 3)),
        // Of a run from zeros the clip can cut nothing off, of a later one it can.
        ["sequence LSTM with a clip"] = (Families.Keyed["UNIDIRECTIONAL_SEQUENCE_LSTM clip that never acts"], test => Lstm(test, clip: 3, steps: 3)),
        ["sequence LSTM, coupled, 8-bit weights"] = (Families.Keyed["UNIDIRECTIONAL_SEQUENCE_LSTM int8 weights"], test => Lstm(test, steps: 3)),
        ["SVDF"] = (Families.Keyed["SVDF rank 2"], test => Svdf(test)),
        ["SVDF of integers"] = (Families.Keyed["SVDF int8"], test => Svdf(test)),
    };

    public static IEnumerable<object[]> Names => Layers.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Every_frame_is_that_of_the_definition(string name)
    {
        (OpCase test, Func<OpCase, Func<double[], double[]>> make) = Layers[name];
        Func<double[], double[]> reference = make(test);
        using var model = new StatefulModel(test.Model());
        var seen = new HashSet<string>();
        for (int frame = 0; frame < Frames; frame++)
        {
            Operand x = test.In[0]!, y = test.Out[0];
            RunTensor got = model.Run(new RunTensor(x.Type.ToElementType(), x.Shape, x.Bytes(100 + frame)))[0];
            double[] expected = reference(x.Elements(100 + frame));
            var wanted = new RunTensor(y.Type.ToElementType(), y.Shape, (y with { Values = expected }).Bytes(0));
            Assert.IsNull(Agreement.Difference(got, wanted, y.Quantization is not null), $"frame {frame}");
            seen.Add(Convert.ToHexString(got.Bytes));
        }
        Assert.IsGreaterThan(Frames / 2, seen.Count);
    }

    private static Func<double[], double[]> Lstm(OpCase test, float clip = 0, float projectionClip = 0, int steps = 1)
    {
        var reference = new LstmReference(test, Math.Tanh, clip, projectionClip);
        return x => reference.Run(x, steps);
    }

    // Every filter remembers its last few features. Integers are rounded where they are kept, and where they come out (internal/reference/svdf.h).
    private static Func<double[], double[]> Svdf(OpCase test)
    {
        double[] Floats(int input) => test.In[input]!.Quantization is { } q
            ? [.. test.In[input]!.Elements(input + 1).Select(v => v * (double)q.Scale![0])] : test.In[input]!.Elements(input + 1);
        (double[] features, double[] times, double[] bias) = (Floats(1), Floats(2), Floats(3));
        (int batch, int inputs, int filters, int memory) = (test.In[0]!.Shape[0], test.In[0]!.Shape[1], test.In[2]!.Shape[0], test.In[2]!.Shape[1]);
        (int units, double[][] kept) = (test.Out[0].Shape[1], [.. Enumerable.Range(0, batch * filters).Select(_ => new double[memory])]);
        QuantizationParametersT? input = test.In[0]!.Quantization, state = test.In[4]!.Quantization, output = test.Out[0].Quantization;
        return x =>
        {
            var y = new double[batch * units];
            for (int b = 0; b < batch; b++)
            {
                for (int f = 0; f < filters; f++)
                {
                    double feature = Enumerable.Range(0, inputs).Sum(i => features[(f * inputs) + i] * Real(x[(b * inputs) + i], input));
                    feature = state is null ? feature : Math.Clamp(Math.Round(feature / state.Scale![0]), -32768, 32767) * state.Scale![0];
                    double[] recent = Shifted(kept[(b * filters) + f], feature);
                    y[(b * units) + (f * units / filters)] += Enumerable.Range(0, memory).Sum(m => recent[m] * times[(f * memory) + m]);
                }
            }
            return [.. y.Select((sum, i) => sum + bias[i % units]).Select(v => output is null ? v
                : Math.Clamp(Math.Round(v / output.Scale![0]) + output.ZeroPoint![0], -128, 127))];
        };
    }

    private static double Real(double v, QuantizationParametersT? q) => q is null ? v : (v - q.ZeroPoint![0]) * q.Scale![0];

    private static double[] Shifted(double[] kept, double next)
    {
        kept.AsSpan(1).CopyTo(kept);
        kept[^1] = next;
        return kept;
    }
}
