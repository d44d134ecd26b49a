using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Fuzzing;

/// <summary>A changed model with options: what is converted, once.</summary>
internal sealed record Trial(Seed Seed, Change[] Changes, (OptionRow Option, string Value)[] Options)
{
    private const int StackBytes = 16 << 20;
    private const int LongestWait = 300;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public byte[] File() => Change.Apply(Seed.Bytes, Changes);

    /// <summary>Converts it, and has the result loaded where <paramref name="load"/> says so; gives what went wrong.</summary>
    public Outcome Run(bool load)
    {
        byte[] file = File();
        using var onnx = new MemoryStream();
        using var cancellation = new CancellationTokenSource();
        Attempt attempt = new(file, Choices.Of(Options), onnx, cancellation.Token);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        var thread = new Thread(attempt.Run, StackBytes) { IsBackground = true };
        thread.Start();
        if (!Ends(thread, before + Patience))
        {
            cancellation.Cancel();
            bool ends = Ends(thread, Environment.CpuUsage.TotalTime + Patience);
            return new(null, [new(FaultKind.Hang, ends ? "ended when it was cancelled" : "did not end when it was cancelled")]);
        }
        TimeSpan taken = Environment.CpuUsage.TotalTime - before;
        return new(attempt.Result, [.. Faults(attempt, file.Length, onnx, taken, load)]);
    }

    // The processor's time counts, as a busy machine takes long for everything; but who only waits takes none.
    private static bool Ends(Thread thread, TimeSpan processorTime)
    {
        for (int second = 0; second < LongestWait && Environment.CpuUsage.TotalTime < processorTime; second++)
        {
            if (thread.Join(TimeSpan.FromSeconds(1)))
            {
                return true;
            }
        }
        return false;
    }

    private static IEnumerable<Fault> Faults(Attempt attempt, long length, MemoryStream onnx, TimeSpan taken, bool load)
    {
        if (attempt.Escaped is { } escaped)
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
    public override string ToString() => string.Join('\n',
        [$"seed model: {Seed.Name}", $"options: {string.Join(' ', Options.Select(o => $"{o.Option.Switch} \"{o.Value}\""))}", .. Changes.Select(change => change.What)]);

    // One call, on a thread of its own.
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
