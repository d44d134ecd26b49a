using Microsoft.Build.Framework;

namespace Tflite2Onnx.Build;

/// <summary>The cores that the build lends for converting models; given back at the end.</summary>
internal sealed class Cores : IDisposable
{
    private readonly IBuildEngine9? _lender;

    public Cores(IBuildEngine engine, BuildModel[] models)
    {
        try
        {
            Count = (engine as IBuildEngine9)?.RequestCores(Useful(models)) ?? 1;
            _lender = engine as IBuildEngine9;
        }
        catch (NotImplementedException)
        {
            // A task host has the interface and lends nothing.
            Count = 1;
        }
    }

    /// <summary>How many models may be converted at a time.</summary>
    public int Count { get; }

    public void Dispose() => _lender?.ReleaseCores(Count);

    // A conversion needs the file and at most as much again; half of the memory is left to the rest of the build.
    private static int Useful(BuildModel[] models)
    {
        long largest = models.Max(m => File.Exists(m.Path) ? new FileInfo(m.Path).Length : 0);
        long fit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (4 * Math.Max(largest, 1));
        return (int)Math.Clamp(fit, 1, models.Length);
    }
}
