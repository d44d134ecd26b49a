using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Fuzzing;

/// <summary>Counts what runs came to, and writes the first of each kind of fault to a folder: the file, and how it was made.</summary>
internal sealed class Findings(string? folder)
{
    private readonly Dictionary<string, (int Count, int Run, Fault First)> _known = [];
    private readonly SortedDictionary<string, int> _codes = [];

    public int Runs { get; private set; }
    public int Converted { get; private set; }
    public int Loaded { get; private set; }

    public IEnumerable<Fault> Faults => _known.Values.Select(known => known.First);

    public int Count(FaultKind kind) => _known.Values.Where(known => known.First.Kind == kind).Sum(known => known.Count);

    public void Add(int run, Trial trial, Outcome outcome, bool loaded)
    {
        Runs++;
        bool isConverted = outcome.Result is { Succeeded: true };
        Converted += isConverted ? 1 : 0;
        Loaded += loaded && isConverted ? 1 : 0;
        foreach (string code in (outcome.Result?.Diagnostics ?? []).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Code).Distinct())
        {
            _codes[code] = _codes.GetValueOrDefault(code) + 1;
        }
        foreach (Fault fault in outcome.Faults)
        {
            if (_known.TryGetValue(fault.Key, out var known))
            {
                _known[fault.Key] = known with { Count = known.Count + 1 };
                continue;
            }
            _known[fault.Key] = (1, run, fault);
            Write(run, trial, fault);
        }
    }

    public void Print(TextWriter output)
    {
        output.WriteLine($"{Runs} runs, {Converted} converted, {Loaded} of them given to ONNX Runtime");
        output.WriteLine($"refused with {string.Join(", ", _codes.Select(code => $"{code.Key} {code.Value}"))}");
        foreach (FaultKind kind in Enum.GetValues<FaultKind>())
        {
            output.WriteLine($"{kind,-22}{Count(kind),8} of {_known.Values.Count(known => known.First.Kind == kind)} kinds");
        }
        foreach ((int count, int run, Fault first) in _known.Values.OrderBy(known => known.First.Kind).ThenByDescending(known => known.Count))
        {
            output.WriteLine($"{count,6} x {first.Kind} (first in run {run}): {VisibleText.Of(first.Message)}");
        }
    }

    private void Write(int run, Trial trial, Fault fault)
    {
        if (folder is null)
        {
            return;
        }
        // A second hang would cost as much as the first.
        Trial smallest = fault.Kind == FaultKind.Hang ? trial : Minimizer.Run(trial, fault);
        string path = Path.Combine(Directory.CreateDirectory(folder).FullName, $"{run:D7}-{fault.Kind}");
        File.WriteAllBytes($"{path}.tflite", smallest.File());
        File.WriteAllText($"{path}.txt", $"run: {run}\n{smallest}\n{fault.Message}\n");
    }
}
