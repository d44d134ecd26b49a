using System.Security.Cryptography;
using System.Text;

namespace Tflite2Onnx.Build;

/// <summary>What came of one model.</summary>
/// <param name="Diagnostics">All there is to say about it; those without a model are about the project.</param>
/// <param name="Converted">The conversion; null when it failed.</param>
/// <param name="Written">Whether the <c>.onnx</c> has other bytes than before.</param>
/// <param name="Fault">A fault of this program, for the log.</param>
internal sealed record Outcome(IReadOnlyList<Diagnostic> Diagnostics, Converted? Converted = null, bool Written = false, Exception? Fault = null)
{
    /// <summary>What an exception means for a model; those that tell of no file are faults of this program.</summary>
    public static Outcome Failed(BuildModel model, string what, Exception failure)
    {
        var log = new DiagnosticBag(model.Path);
        if (failure is IOException or UnauthorizedAccessException)
        {
            log.Add(Descriptors.CannotWrite, failure.Message);
            return new Outcome(log.All);
        }
        log.Add(Descriptors.Internal, what, $"{failure.GetType().Name}: {failure.Message}");
        return new Outcome(log.All, Fault: failure);
    }
}

/// <summary>A conversion that went well.</summary>
/// <param name="Diagnostics">What it had to say.</param>
/// <param name="Report">The report, as text.</param>
/// <param name="Bytes">Size of the ONNX model.</param>
/// <param name="FromCache">Whether an earlier build did the work.</param>
internal sealed record Converted(IReadOnlyList<Diagnostic> Diagnostics, string Report, long Bytes, bool FromCache = false);

/// <summary>Converts models of the project, or takes what an earlier build made of the same bytes with the same options.</summary>
internal sealed class Conversion(ConvertModel convert, ConversionCache? cache, CancellationToken cancellation)
{
    private const long LargeResource = 100_000_000;
    private const long LargestResource = 1_000_000_000;

    /// <summary>The engine.</summary>
    public static ConversionResult Engine(byte[] model, string onnx, ConversionOptions options, CancellationToken cancellation) =>
        Converter.Convert(model, onnx, options, cancellation);

    /// <summary>Converts the model and, when that goes well, leaves a stamp beside its output. Does not throw.</summary>
    public Outcome Run(BuildModel model)
    {
        try
        {
            var log = new DiagnosticBag(model.Path);
            var options = new DiagnosticBag();
            byte[]? bytes = ModelBytes.TryRead(model.Path, log);
            return model.Options(bytes, options) is { } asked && bytes is not null ? Run(model, bytes, asked) : new Outcome([.. options.All, .. log.All]);
        }
        catch (OperationCanceledException)
        {
            return new Outcome([]);
        }
#pragma warning disable CA1031 // Whatever it is, the other models go on, and the user reads a sentence and not a stack trace.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return Outcome.Failed(model, "The conversion", failure);
        }
    }

    private Outcome Run(BuildModel model, byte[] bytes, ConversionOptions options)
    {
        Directory.CreateDirectory(model.Folder);
        // Hidden, and a name that no other build of the project has: the targets leave it alone for an hour.
        string fresh = Path.Combine(model.Folder, $".{Path.GetRandomFileName()}");
        try
        {
            return Run(model, bytes, fresh, options);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException(failure.Message.Replace(fresh, model.OnnxPath, StringComparison.Ordinal), failure);
        }
        finally
        {
            File.Delete(fresh);
        }
    }

    private Outcome Run(BuildModel model, byte[] bytes, string fresh, ConversionOptions options)
    {
        (Converted? converted, IReadOnlyList<Diagnostic> said) = Make(model, bytes, fresh, options);
        said = [.. said, .. SizeAsResource(model, converted?.Bytes ?? 0)];
        if (converted is null || said.Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            return new Outcome(said);
        }
        // An assembly that embeds the file is compiled again when the file's time changes, so the same bytes leave it alone.
        bool differs = !SameBytes(fresh, model.OnnxPath);
        if (differs)
        {
            File.Move(fresh, model.OnnxPath, overwrite: true);
        }
        if (model.ReportPath is { } report)
        {
            WrittenFile.Save(report, converted.Report);
        }
        StoredWarnings.Save(model.WarningsPath, said);
        // Last of all: the stamp says that everything else is there, and what the targets are to find there.
        var onnx = new FileInfo(model.OnnxPath);
        WrittenFile.Replace(model.StampPath, Encoding.ASCII.GetBytes(FormattableString.Invariant($"{onnx.Length}|{onnx.LastWriteTimeUtc.Ticks}")));
        return new Outcome(said, converted, differs);
    }

    private (Converted? Converted, IReadOnlyList<Diagnostic> Said) Make(BuildModel model, byte[] bytes, string fresh, ConversionOptions options)
    {
        if (cache is null)
        {
            return Convert(model, bytes, fresh, options);
        }
        string key = ConversionCache.KeyOf(bytes, model.OptionsText);
        using IDisposable? turn = cache.TakeTurn(key, model.Path);
        if (cache.Find(key, fresh, model.Path) is { } found)
        {
            return (found, found.Diagnostics);
        }
        (Converted? converted, IReadOnlyList<Diagnostic> said) = Convert(model, bytes, fresh, options);
        if (converted is not null)
        {
            cache.Keep(key, fresh, converted);
        }
        return (converted, said);
    }

    private (Converted? Converted, IReadOnlyList<Diagnostic> Said) Convert(BuildModel model, byte[] bytes, string fresh, ConversionOptions options)
    {
        ConversionResult result = convert(bytes, fresh, options with { Report = true }, cancellation);
        Diagnostic[] said = [.. result.Diagnostics.Select(About)];
        return (result.Summary is { } s ? new Converted(said, ReportText.Of(result.Report), s.Bytes) : null, said);

        // Of the model that was in memory, and of the file that was to be.
        Diagnostic About(Diagnostic d) =>
            new(d.Code, d.Severity, d.Message.Replace(fresh, model.OnnxPath, StringComparison.Ordinal)) { Model = model.Path };
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
}
