using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Tflite2Onnx.Tests.Runtimes;

/// <summary>
/// Measures the table of kernels: every form of a node that conversions of the cases emit is loaded alone, in every type and operator set, by the
/// releases of ONNX Runtime in the folders that <c>ONNXRUNTIMES</c> lists (each with an <c>onnxruntime-node</c>, separated as <c>PATH</c> is), and
/// by the one of these tests. What all releases load that read the operator set is in the table:
/// <c>ONNXRUNTIMES=... dotnet test tests/Tflite2Onnx.Tests --filter FullyQualifiedName~KernelRecorder</c>.
/// </summary>
[TestClass]
public sealed class KernelRecorder
{
    private const string Table = "src/Tflite2Onnx/Graphs/Kernels.Table.cs";

    private static readonly int[] Opsets = [.. Enumerable.Range(OnnxOperators.LowestOpset, OnnxOperators.HighestOpset - OnnxOperators.LowestOpset + 1)];

    private static readonly ElementType[] Types =
    [
        ElementType.Float, ElementType.Double, ElementType.Float16, ElementType.BFloat16, ElementType.Int8, ElementType.UInt8, ElementType.Int16,
        ElementType.UInt16, ElementType.Int32, ElementType.UInt32, ElementType.Int64, ElementType.UInt64, ElementType.Bool, ElementType.String,
        ElementType.Float8E4M3FN, ElementType.Float8E5M2, ElementType.Int4, ElementType.UInt4, ElementType.Int2, ElementType.UInt2,
    ];

    [TestMethod]
    public void Record()
    {
        if (Environment.GetEnvironmentVariable("ONNXRUNTIMES") is not { } folders)
        {
            Assert.Inconclusive("ONNXRUNTIMES lists no releases to measure.");
            return;
        }
        Probe[] probes = [.. Forms().SelectMany(Probes)];
        bool[][] releases = [.. folders.Split(Path.PathSeparator).Select(folder => Answers(probes, Load(folder, probes), VersionOf(folder))), Here(probes)];
        ILookup<string, int> kernels = Enumerable.Range(0, probes.Length).Where(i => Array.TrueForAll(releases, release => release[i]))
            .ToLookup(i => Key(probes[i].Form.Node.Name, probes[i].Letter, probes[i].Type), i => probes[i].Opset);
        string path = Path.Combine(Repository.Root, Table);
        File.WriteAllLines(path, File.ReadAllLines(path).Select(line => Row(line, kernels)));
    }

    // One of each form that conversions of the cases emit, under options that choose between forms.
    private static KernelForm[] Forms()
    {
        ConversionOptions[] options =
        [
            new(), new() { Quantization = QuantizationMode.Exact }, new() { Hybrid = HybridMode.Dynamic }, new() { BatchSize = -1 },
            .. Opsets.Select(opset => new ConversionOptions { Opset = opset }),
        ];
        var forms = new SortedDictionary<string, KernelForm>(StringComparer.Ordinal);
        foreach (byte[] model in Operators.Families.Cases.Where(c => c.Fails is null).Select(c => c.Model()))
        {
            foreach (Node node in options.SelectMany(o => Converter.Lower(model, o, new())?.Graph.AllNodes() ?? []))
            {
                if (node.Graphs.Length == 0 && Kernels.Find(node.Name) is not null)
                {
                    var form = new KernelForm(node);
                    forms.TryAdd(form.Key, form);
                    if (form.Newer() is { } newer)
                    {
                        forms.TryAdd(newer.Key, newer);
                    }
                }
            }
        }
        return [.. forms.Values];
    }

    private static IEnumerable<Probe> Probes(KernelForm form) =>
        from letter in "TU"
        where form.TypeOf(letter) is not null
        from opset in Opsets
        from type in Types
        select new Probe(form, letter, type, opset);

    // The row with the types that all releases load, in some form; as it is where nothing emits the operator.
    private static string Row(string line, ILookup<string, int> kernels)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !words[1].Contains('>', StringComparison.Ordinal)
            || !kernels.Any(kernel => kernel.Key.StartsWith($"{words[0]} ", StringComparison.Ordinal)))
        {
            return line;
        }
        var row = new StringBuilder(line[..line.IndexOf(words[0], StringComparison.Ordinal)]).Append(words[0]).Append(' ').Append(words[1]);
        foreach (char letter in "TU".Where(letter => words[1].Contains(letter, StringComparison.OrdinalIgnoreCase)))
        {
            row.Append(' ').Append(letter).Append(':');
            foreach (ElementType type in Types)
            {
                row.AppendJoin("", Ranges([.. kernels[Key(words[0], letter, type)]]).Select(range => $" {type.ToString().ToLowerInvariant()}{range}"));
            }
        }
        return row.ToString();
    }

    // Operator sets without a gap between them, as the table has them: nothing for all.
    private static IEnumerable<string> Ranges(HashSet<int> loaded)
    {
        foreach (int first in loaded.Where(opset => !loaded.Contains(opset - 1)).Order())
        {
            int last = Enumerable.Range(first, Opsets.Length + 1).First(opset => !loaded.Contains(opset + 1));
            yield return last < OnnxOperators.HighestOpset ? $"@{first}-{last}" : first > OnnxOperators.LowestOpset ? $"@{first}" : "";
        }
    }

    private static string Key(string opType, char letter, ElementType type) => $"{opType} {letter} {type}";

    // A release is asked about the operator sets of which it has what integers are made with, and about elements of less than a byte only where
    // it has them altogether: nothing takes their place in a model that keeps its size.
    private static bool[] Answers(Probe[] probes, bool[] loads, Version version)
    {
        HashSet<int> reads = [.. probes.Where((probe, i) => loads[i] && probe.Form.Node.Name == "QuantizeLinear").Select(probe => probe.Opset)];
        bool packs = version >= new Version(1, 23);
        return [.. probes.Select((probe, i) => loads[i] || !reads.Contains(probe.Opset) || (!packs && probe.Type.Bits() is > 0 and < 8))];
    }

    private static Version VersionOf(string folder)
    {
        using JsonDocument package = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "onnxruntime-node", "package.json")));
        return Version.Parse(package.RootElement.GetProperty("version").GetString()!);
    }

    private static bool[] Here(Probe[] probes) => [.. probes.Select(probe =>
    {
        try
        {
            using var runner = new OnnxRunner(probe.Model());
            return true;
        }
        catch (Microsoft.ML.OnnxRuntime.OnnxRuntimeException)
        {
            return false;
        }
    })];

    private static bool[] Load(string folder, Probe[] probes)
    {
        string pack = Path.GetTempFileName();
        using (var writer = new BinaryWriter(File.Create(pack)))
        {
            foreach (byte[] model in probes.Select(probe => probe.Model()))
            {
                writer.Write(model.Length);
                writer.Write(model);
            }
        }
        string script = Path.Combine(Repository.Root, "tests", "Tflite2Onnx.Tests", "Runtimes", "load.cjs");
        var start = new ProcessStartInfo("node", [script, folder, pack]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process node = Process.Start(start)!;
        Task<string> errors = node.StandardError.ReadToEndAsync();
        string digits = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        File.Delete(pack);
        Assert.AreEqual(probes.Length, digits.Length, errors.Result);
        return [.. digits.Select(digit => digit == '1')];
    }

    private sealed record Probe(KernelForm Form, char Letter, ElementType Type, int Opset)
    {
        public byte[] Model() => Form.Model(Letter, Type, Opset);
    }
}
