using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Tflite2Onnx.Graphs;
using Tflite2Onnx.Tests.Operators;
using Tflite2Onnx.Tests.Running;

namespace Tflite2Onnx.Recorder;

/// <summary>
/// Google's LiteRT, driven by a script (<c>golden.cjs</c>); tfjs-tflite, an older build, where there is state, which LiteRT's build for scripts does
/// not run.
/// </summary>
internal sealed class Rig(string folder) : IDisposable
{
    private readonly string _work = Directory.CreateTempSubdirectory("fixtures").FullName;
    private string? _modules = Environment.GetEnvironmentVariable("RIG_MODULES");

    /// <summary>What the cases give, by their names; those that the runtime does not run are left out, and it says why on the error stream.</summary>
    public Dictionary<string, Fixture> Record(OpCase[] cases)
    {
        var recorded = new Dictionary<string, Fixture>();
        foreach (IGrouping<bool, OpCase> group in cases.GroupBy(test => test.KeepsState))
        {
            (OpCase Case, string File)[] models = [.. group.Select((test, i) => (test, Write(test, i)))];
            Run([.. models.Select(model => model.File), .. group.Key ? ["--tfjs"] : Array.Empty<string>()]);
            foreach ((OpCase test, string file) in models.Where(model => File.Exists(Path.ChangeExtension(model.File, ".json"))))
            {
                recorded[test.Key] = new Fixture(Fixtures.Fingerprint(test), Outputs(file));
                File.Delete(Path.ChangeExtension(file, ".json"));
            }
        }
        return recorded;
    }

    public void Dispose() => Directory.Delete(_work, recursive: true);

    private string Write(OpCase test, int index)
    {
        string file = Path.Combine(_work, $"{index.ToString(CultureInfo.InvariantCulture)}.tflite");
        // LiteRT's dimensions are those of the run: its interface for scripts knows no others.
        File.WriteAllBytes(file, test.Model(open: false));
        string inputs = JsonSerializer.Serialize(new { inputs = test.Inputs().Select(i => new { values = i.Floats() }) });
        File.WriteAllText(Path.ChangeExtension(file, ".inputs.json"), inputs);
        return file;
    }

    private void Run(string[] arguments)
    {
        _modules ??= Start(Path.Combine(folder, "modules"), [], null).Trim();
        _ = Start("node", [Path.Combine(folder, "golden.cjs"), _work, .. arguments], _modules);
    }

    private static string Start(string program, string[] arguments, string? modules)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        if (modules is not null)
        {
            start.Environment["RIG_MODULES"] = modules;
        }
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    private static RunTensor[] Outputs(string model)
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(model, ".json")));
        byte[] bin = File.ReadAllBytes(Path.ChangeExtension(model, ".bin"));
        return [.. golden.RootElement.GetProperty("outputs").EnumerateArray().Select(output => new RunTensor(
            TypeOf(output.GetProperty("dtype").GetString()!),
            [.. output.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())],
            bin.AsSpan(output.GetProperty("offset").GetInt32(), output.GetProperty("bytes").GetInt32()).ToArray()))];
    }

    private static ElementType TypeOf(string name) => name switch
    {
        "float32" => ElementType.Float,
        "float64" => ElementType.Double,
        _ => Enum.Parse<ElementType>(name, ignoreCase: true),
    };
}
