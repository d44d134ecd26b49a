using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tflite2Onnx.Tests.SharedModels;

/// <summary>What TFLite's own builds gave for one shared model; offsets are byte offsets into the <c>.bin</c> beside it.</summary>
internal sealed record Golden(
    [property: JsonPropertyName("inputs")] GoldenTensor[] Inputs,
    [property: JsonPropertyName("outputs")] GoldenTensor[] Outputs,
    [property: JsonPropertyName("compare")] string? Compare,
    [property: JsonPropertyName("tol")] double? Tolerance,
    [property: JsonPropertyName("steps")] double? Steps)
{
    // What LiteRT gives by default on a CPU, as with the rig's judge: FIRST=1 dotnet test --filter SharedModels.
    private static readonly bool FirstAlone = Environment.GetEnvironmentVariable("FIRST") is { Length: > 0 };

    private byte[] _bin = [];

    public static Golden Read(string path)
    {
        Golden golden = JsonSerializer.Deserialize<Golden>(File.ReadAllText(path))!;
        golden._bin = File.ReadAllBytes(Path.ChangeExtension(path, ".bin"));
        return golden;
    }

    public RunTensor[] RunInputs() => [.. Inputs.Select((input, i) => input.Offset is { } at
        ? new RunTensor(input.Type, input.Shape, _bin.AsSpan(at, input.Bytes).ToArray())
        : RigInputs.Fill(input.Type, input.Shape, 1000 + i))];

    /// <summary>
    /// How far the outputs are from the nearest reading, over what is allowed, in words; null when all agree. The rules are those of
    /// <c>judge.cjs</c>.
    /// </summary>
    public string? Disagreement(IReadOnlyList<RunTensor> results)
    {
        for (int i = 0; i < Outputs.Length; i++)
        {
            if (Disagreement(Outputs[i], results[i]) is { } difference)
            {
                return $"{Outputs[i].Name}: {difference}";
            }
        }
        return null;
    }

    private string? Disagreement(GoldenTensor golden, RunTensor result)
    {
        if (result.Type != golden.Type || !result.Shape.SequenceEqual(golden.Shape))
        {
            return $"{result.Type}[{string.Join(", ", result.Shape)}] instead of {golden.Type}[{string.Join(", ", golden.Shape)}]";
        }
        if (Compare == "shape")
        {
            return null;
        }
        double[] kept = [.. result.Floats().Where((_, i) => i % golden.Every == 0)];
        double best = golden.Readings.Take(FirstAlone ? 1 : golden.Readings.Length).Min(at => Excess(golden, kept, Reading(golden, at, kept.Length)));
        return best <= 1 ? null : $"{best:G3} times what is allowed";
    }

    private double[] Reading(GoldenTensor golden, int at, int count) =>
        new RunTensor(golden.Type, [count], _bin.AsSpan(at, count * golden.Type.Bits() / 8).ToArray()).Floats();

    private double Excess(GoldenTensor golden, double[] got, double[] expected)
    {
        (double most, double largest, int differ) = (0, 0, 0);
        for (int i = 0; i < expected.Length; i++)
        {
            largest = double.IsFinite(expected[i]) ? Math.Max(largest, Math.Abs(expected[i])) : largest;
            if (got[i] != expected[i] && !got[i].Equals(expected[i]))
            {
                differ++;
                double difference = Math.Abs(got[i] - expected[i]);
                most = difference <= most ? most : double.IsNaN(difference) ? double.PositiveInfinity : difference;
            }
        }
        bool real = golden.Type.IsFloat();
        return !real && golden.Scale is null or 0
            ? differ == 0 ? 0 : (double)differ / expected.Length / Math.Max(golden.Share, 1e-12)
            : (real ? most / Math.Max(largest, 1e-6) : most) / Math.Max(real ? Tolerance ?? Agreement.RealTolerance : Steps ?? 1, golden.Spread);
    }
}

internal sealed record GoldenTensor(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("tensor")] string? Tensor,
    [property: JsonPropertyName("dtype")] string Dtype,
    [property: JsonPropertyName("shape")] int[] Shape,
    [property: JsonPropertyName("offset")] int? Offset,
    [property: JsonPropertyName("bytes")] int Bytes,
    [property: JsonPropertyName("every")] int Every,
    [property: JsonPropertyName("readings")] int[] Readings,
    [property: JsonPropertyName("spread")] double Spread,
    [property: JsonPropertyName("share")] double Share,
    [property: JsonPropertyName("scale")] double? Scale)
{
    public ElementType Type => Dtype switch
    {
        "float32" => ElementType.Float,
        "float64" => ElementType.Double,
        _ => Enum.Parse<ElementType>(Dtype, ignoreCase: true),
    };
}
