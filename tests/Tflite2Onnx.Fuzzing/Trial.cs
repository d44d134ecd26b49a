using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Fuzzing;

/// <summary>A changed model with options: what is converted, once.</summary>
internal sealed record Trial(Seed Seed, Change[] Changes, (OptionRow Option, string Value)[] Options)
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    public byte[] File() => Change.Apply(Seed.Bytes, Changes);

    /// <summary>Converts it, and has the result loaded where <paramref name="load"/> says so; gives what went wrong.</summary>
    public Outcome Run(bool load)
    {
        byte[] file = File();
        using var onnx = new MemoryStream();
        using var watchdog = new Watchdog();
        var attempt = new Attempt(file, Choices.Of(Options), onnx, watchdog.Token);
        attempt.Run();
        return new(attempt.Result, [.. Faults(attempt, file.Length, onnx, watchdog.Taken, load)]);
    }

    private static IEnumerable<Fault> Faults(Attempt attempt, long length, MemoryStream onnx, TimeSpan taken, bool load)
    {
        if (attempt.Escaped is OperationCanceledException)
        {
            yield return new(FaultKind.Hang, $"{taken.TotalSeconds:F1} s, and then it was cancelled");
        }
        else if (attempt.Escaped is { } escaped)
        {
            yield return new(FaultKind.Exception, $"{escaped.GetType().Name}: {escaped.Message} {escaped.StackTrace?.Split('\n')[0].Trim()}");
        }
        IReadOnlyList<Diagnostic> said = attempt.Result?.Diagnostics ?? [];
        foreach (Diagnostic fault in said.Where(d => d.Code is "T2O9001" or "T2O9002"))
        {
            yield return new(fault.Code == "T2O9001" ? FaultKind.InternalError : FaultKind.EndlessPasses, $"{fault.Message} [{attempt.Origin}]");
        }
        if (taken > Slow)
        {
            yield return new(FaultKind.Slow, $"{taken.TotalSeconds:F1} s");
        }
        if (attempt.Allocated > (20 * length) + (64 << 20))
        {
            yield return new(FaultKind.Memory, $"{attempt.Allocated >> 20} MiB for a file of {length} bytes");
        }
        if (onnx.Length > 0 && said.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error)
        {
            yield return new(FaultKind.WrittenDespiteErrors, error.Message);
        }
        // A custom operator that was kept has no kernel.
        if (load && attempt.Result is { Succeeded: true } && said.All(d => d.Code != Descriptors.KeptCustom.Code) && Loading.Failure(onnx) is { } failure)
        {
            yield return new(FaultKind.NotLoaded, failure);
        }
    }

    /// <summary>What was asked for, for whoever repeats it.</summary>
    public override string ToString()
    {
        string switches = string.Join(' ', Options.Select(choice => $"{choice.Option.Switch} \"{choice.Value}\""));
        return string.Join('\n', [$"seed model: {Seed.Name}", $"options: {switches}", .. Changes.Select(change => change.What)]);
    }

    // One call.
    private sealed class Attempt(byte[] file, ConversionOptions options, Stream onnx, CancellationToken cancellation)
    {
        public ConversionResult? Result { get; private set; }
        public Exception? Escaped { get; private set; }
        public string Origin { get; private set; } = "";
        public long Allocated { get; private set; }

        public void Run()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Result = Converter.Convert(file, onnx, options, cancellation);
            }
#pragma warning disable CA1031 // That any exception leaves the call is what is looked for.
            catch (Exception escaped)
#pragma warning restore CA1031
            {
                Escaped = escaped;
            }
            Origin = Fuzzing.Origin.Last;
            Allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}

/// <summary>What became of a trial: the result, null where there is none, and what went wrong.</summary>
internal sealed record Outcome(ConversionResult? Result, Fault[] Faults);
