using System.Text.Json;

namespace Tflite2Onnx.Build;

/// <summary>
/// Keeps a model's warnings beside its output, so that builds which do not convert it give them again. Otherwise a build that fails for a
/// warning (<c>-warnaserror</c>) would pass when it is run once more.
/// </summary>
internal static class StoredWarnings
{
    /// <summary>Stores the warnings among the diagnostics; without any, the file goes.</summary>
    public static void Save(string path, IEnumerable<Diagnostic> diagnostics)
    {
        StoredDiagnostic[] entries = [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning).Select(StoredDiagnostic.Of)];
        if (entries.Length > 0)
        {
            WrittenFile.Save(path, JsonSerializer.SerializeToUtf8Bytes(entries));
        }
        else
        {
            File.Delete(path);
        }
    }

    /// <summary>The stored warnings, as said of the model; none when the file is gone or damaged.</summary>
    public static IReadOnlyList<Diagnostic> Load(string path, string model)
    {
        try
        {
            StoredDiagnostic?[] entries = JsonSerializer.Deserialize<StoredDiagnostic?[]>(File.ReadAllBytes(path)) ?? [];
            return [.. entries.OfType<StoredDiagnostic>().Where(e => e.IsSound).Select(e => e.About(model, DiagnosticSeverity.Warning))];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }
}

/// <summary>A diagnostic in a file that may come to be about another file of the same bytes, so it names none.</summary>
internal sealed record StoredDiagnostic(string Code, string Message, DiagnosticSeverity? Severity = null)
{
    /// <summary>Whether it can have been stored: what is read from a file may lack anything, and of errors none is kept.</summary>
    public bool IsSound => Code is not null && Message is not null && Severity is null or DiagnosticSeverity.Info or DiagnosticSeverity.Warning;

    public static StoredDiagnostic Of(Diagnostic diagnostic) => new(diagnostic.Code, diagnostic.Message, diagnostic.Severity);

    public Diagnostic About(string model, DiagnosticSeverity usual) => new(Code, Severity ?? usual, Message) { Model = model };
}
