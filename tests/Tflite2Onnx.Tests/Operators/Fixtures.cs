using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>What TFLite's own runtime gave for one case: a fingerprint of the model it ran, and its outputs in base64.</summary>
internal sealed record Fixture(string Model, FixtureOutput[] Outputs);

internal sealed record FixtureOutput(string Type, int[] Shape, string Data)
{
    [JsonIgnore]
    public RunTensor Tensor => new(Enum.Parse<ElementType>(Type), Shape, Convert.FromBase64String(Data));
}

/// <summary>
/// Recorded results, one file per family. They are made by Google's LiteRT (by tfjs-tflite where there is state, which LiteRT's build for
/// scripts does not run), never edited:
/// <c>TFLITE_RIG=(folder of golden.cjs) dotnet test --filter FullyQualifiedName~Recorder</c>.
/// </summary>
internal static class Fixtures
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = false };

    public static Dictionary<string, Fixture> Read(string family)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Fixtures", $"{family}.json");
        return File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, Fixture>>(File.ReadAllText(path), Format)! : [];
    }

    public static string Fingerprint(OpCase test)
    {
        byte[] all = [.. test.Model(), .. test.Inputs().SelectMany(i => i.Bytes)];
        return Convert.ToHexString(SHA256.HashData(all))[..16];
    }

    /// <summary>Runs the cases of a family on LiteRT and writes its file; cases whose model is as it was keep their results.</summary>
    public static void Record(string family, IEnumerable<OpCase> cases, string rig)
    {
        string folder = Directory.CreateTempSubdirectory("fixtures").FullName;
        Dictionary<string, Fixture> known = Read(family);
        var recorded = new SortedDictionary<string, Fixture>(StringComparer.Ordinal);
        var missing = new List<(OpCase Case, string File)>();
        foreach (OpCase test in cases.Where(c => c.Fails is null && c.Given() is null))
        {
            if (known.TryGetValue(test.Key, out Fixture? fixture) && fixture.Model == Fingerprint(test))
            {
                recorded[test.Key] = fixture;
                continue;
            }
            string file = Path.Combine(folder, $"{missing.Count}.tflite");
            // LiteRT's dimensions are those of the run: its interface for scripts knows no others.
            File.WriteAllBytes(file, test.Model(open: false));
            string inputs = JsonSerializer.Serialize(new { inputs = test.Inputs().Select(i => new { values = i.Floats() }) });
            File.WriteAllText(Path.ChangeExtension(file, ".inputs.json"), inputs);
            missing.Add((test, file));
        }
        if (recorded.Count + missing.Count == 0)
        {
            Directory.Delete(folder);
            return;
        }
        foreach (bool keepsState in new[] { false, true })
        {
            Run(rig, folder, [.. missing.Where(m => m.Case.KeepsState == keepsState).Select(m => m.File)], keepsState ? ["--tfjs"] : []);
        }
        foreach ((OpCase test, string file) in missing)
        {
            recorded[test.Key] = new Fixture(Fingerprint(test), Outputs(file));
        }
        File.WriteAllText(Path.Combine(Repository.Root, "tests", "Tflite2Onnx.Tests", "Fixtures", $"{family}.json"),
            "{\n" + string.Join(",\n", recorded.Select(r => $"{JsonSerializer.Serialize(r.Key)}: {JsonSerializer.Serialize(r.Value, Format)}")) + "\n}\n");
        Directory.Delete(folder, recursive: true);
    }

    private static void Run(string rig, string folder, string[] models, string[] runtime)
    {
        if (models.Length == 0)
        {
            return;
        }
        string[] command = ["-c", "RIG_MODULES=$(\"$0/modules\") exec node \"$0/golden.cjs\" \"$@\"", rig, folder, .. models, .. runtime];
        using Process node = Process.Start(new ProcessStartInfo("bash", command) { RedirectStandardError = true })!;
        string errors = node.StandardError.ReadToEnd();
        node.WaitForExit();
        if (node.ExitCode != 0)
        {
            throw new InvalidOperationException($"LiteRT does not run all models in {folder}: {errors}");
        }
    }

    private static FixtureOutput[] Outputs(string model)
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(model, ".json")));
        byte[] bin = File.ReadAllBytes(Path.ChangeExtension(model, ".bin"));
        return [.. golden.RootElement.GetProperty("outputs").EnumerateArray().Select(output => new FixtureOutput(
            TypeOf(output.GetProperty("dtype").GetString()!).ToString(),
            [.. output.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())],
            Convert.ToBase64String(bin, output.GetProperty("offset").GetInt32(), output.GetProperty("bytes").GetInt32())))];
    }

    private static ElementType TypeOf(string name) => name switch
    {
        "float32" => ElementType.Float,
        "float64" => ElementType.Double,
        _ => Enum.Parse<ElementType>(name, ignoreCase: true),
    };
}
