using System.Security.Cryptography;

namespace Tflite2Onnx.Build;

/// <summary>What came of one model.</summary>
/// <param name="Diagnostics">All there is to say about it; those without a model are about the project.</param>
/// <param name="Summary">Figures of the converted model; null when it failed.</param>
/// <param name="Written">Whether the <c>.onnx</c> has other bytes than before.</param>
/// <param name="Fault">A fault of this program, for the log.</param>
internal sealed record Outcome(IReadOnlyList<Diagnostic> Diagnostics, ConversionSummary? Summary = null, bool Written = false, Exception? Fault = null);

/// <summary>Converts a model of the project.</summary>
internal static class Conversion
{
    /// <summary>Converts the model and, when that goes well, leaves a stamp beside its output. Does not throw.</summary>
    public static Outcome Run(BuildModel model, Func<string, string, ConversionOptions, ConversionResult> convert)
    {
        var log = new DiagnosticBag();
        if (model.Options(log) is not { } options)
        {
            return new Outcome(log.All);
        }
        try
        {
            return Run(model, options, convert);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Failed(model, null, Descriptors.CannotWrite, failure.Message);
        }
#pragma warning disable CA1031 // Whatever it is, the other models go on, and the user reads a sentence and not a stack trace.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return Failed(model, fault, Descriptors.Internal, "The conversion", $"{fault.GetType().Name}: {fault.Message}");
        }
    }

    private static Outcome Run(BuildModel model, ConversionOptions options, Func<string, string, ConversionOptions, ConversionResult> convert)
    {
        string fresh = model.OnnxPath + ".new";
        ConversionResult result = convert(model.Path, fresh, options);
        if (result.Summary is not { } summary)
        {
            return new Outcome(result.Diagnostics);
        }
        // An assembly that embeds the file is compiled again when the file's time changes, so the same bytes leave it alone.
        bool differs = !SameBytes(fresh, model.OnnxPath);
        if (differs)
        {
            File.Move(fresh, model.OnnxPath, overwrite: true);
        }
        else
        {
            File.Delete(fresh);
        }
        StoredWarnings.Save(model.WarningsPath, result.Diagnostics);
        // Last of all: the stamp says that everything else is there.
        File.WriteAllBytes(model.StampPath, []);
        return new Outcome(result.Diagnostics, summary, differs);
    }

    private static bool SameBytes(string fresh, string old)
    {
        if (!File.Exists(old) || new FileInfo(fresh).Length != new FileInfo(old).Length)
        {
            return false;
        }
        using FileStream first = File.OpenRead(fresh);
        using FileStream second = File.OpenRead(old);
        return SHA256.HashData(first).AsSpan().SequenceEqual(SHA256.HashData(second));
    }

    private static Outcome Failed(BuildModel model, Exception? fault, Descriptor descriptor, params object?[] arguments)
    {
        var log = new DiagnosticBag(model.Path);
        log.Add(descriptor, arguments);
        return new Outcome(log.All, Fault: fault);
    }
}
