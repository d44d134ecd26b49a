using System.Security.Cryptography;

namespace Tflite2Onnx.Build;

/// <summary>What came of one model.</summary>
/// <param name="Diagnostics">All there is to say about it; those without a model are about the project.</param>
/// <param name="Converted">The conversion; null when it failed.</param>
/// <param name="Written">Whether the <c>.onnx</c> has other bytes than before.</param>
/// <param name="Fault">A fault of this program, for the log.</param>
internal sealed record Outcome(IReadOnlyList<Diagnostic> Diagnostics, Converted? Converted = null, bool Written = false, Exception? Fault = null);

/// <summary>A conversion that went well.</summary>
/// <param name="Diagnostics">What it had to say.</param>
/// <param name="Report">The report, as text.</param>
/// <param name="Bytes">Size of the ONNX model.</param>
/// <param name="FromCache">Whether an earlier build did the work.</param>
internal sealed record Converted(IReadOnlyList<Diagnostic> Diagnostics, string Report, long Bytes, bool FromCache = false);

/// <summary>Converts models of the project, or takes what an earlier build made of the same bytes with the same options.</summary>
internal sealed class Conversion(ConvertFile convert, ConversionCache? cache)
{
    private const long LargeResource = 100_000_000;
    private const long LargestResource = 1_000_000_000;

    /// <summary>The engine.</summary>
    public static ConversionResult Engine(string model, string onnx, ConversionOptions options) => Converter.Convert(model, onnx, options);

    /// <summary>Converts the model and, when that goes well, leaves a stamp beside its output. Does not throw.</summary>
    public Outcome Run(BuildModel model)
    {
        var log = new DiagnosticBag();
        if (model.Options(log) is not { } options)
        {
            return new Outcome(log.All);
        }
        try
        {
            return Run(model, options);
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

    private Outcome Run(BuildModel model, ConversionOptions options)
    {
        string fresh = model.OnnxPath + ".new";
        (Converted? converted, IReadOnlyList<Diagnostic> said) = Make(model, fresh, options);
        if (converted is null)
        {
            return new Outcome(said);
        }
        Diagnostic[] diagnostics = [.. said, .. SizeAsResource(model, converted.Bytes)];
        if (diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            File.Delete(fresh);
            return new Outcome(diagnostics);
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
        if (model.ReportPath is { } report)
        {
            WrittenText.Save(report, converted.Report);
        }
        StoredWarnings.Save(model.WarningsPath, diagnostics);
        // Last of all: the stamp says that everything else is there.
        File.WriteAllBytes(model.StampPath, []);
        return new Outcome(diagnostics, converted, differs);
    }

    private (Converted? Converted, IReadOnlyList<Diagnostic> Said) Make(BuildModel model, string fresh, ConversionOptions options)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(fresh)!);
        if (cache is null || !File.Exists(model.Path))
        {
            return Make(model.Path, fresh, options);
        }
        string key = ConversionCache.KeyOf(model.Path, model.OptionsText);
        using IDisposable? turn = cache.TakeTurn(key);
        if (cache.Find(key, fresh, model.Path) is { } found)
        {
            return (found, found.Diagnostics);
        }
        (Converted? converted, IReadOnlyList<Diagnostic> said) = Make(model.Path, fresh, options);
        if (converted is not null)
        {
            cache.Keep(key, fresh, converted);
        }
        return (converted, said);
    }

    private (Converted? Converted, IReadOnlyList<Diagnostic> Said) Make(string model, string fresh, ConversionOptions options)
    {
        ConversionResult result = convert(model, fresh, options with { Report = true });
        return (result.Summary is { } s ? new Converted(result.Diagnostics, ReportText.Of(result.Report), s.Bytes) : null, result.Diagnostics);
    }

    private static IReadOnlyList<Diagnostic> SizeAsResource(BuildModel model, long bytes)
    {
        var log = new DiagnosticBag(model.Path);
        if (model.IsEmbedded && bytes > LargestResource)
        {
            log.Add(Descriptors.TooLargeToEmbed, bytes, LargestResource);
        }
        else if (model.IsEmbedded && bytes > LargeResource)
        {
            log.Add(Descriptors.LargeResource, bytes);
        }
        return log.All;
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
