using System.Text.Json;

namespace Tflite2Onnx.Build;

/// <summary>
/// Keeps a model's warnings beside its output, so that builds which do not convert it give them again. Otherwise a build that fails for a
/// warning (<c>-warnaserror</c>) would pass when it is run once more.
/// </summary>
internal static class StoredWarnings
{
    private sealed record Entry(string Code, string Message);

    /// <summary>Stores the warnings among the diagnostics; without any, the file goes.</summary>
    public static void Save(string path, IEnumerable<Diagnostic> diagnostics)
    {
        Entry[] entries = [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning).Select(d => new Entry(d.Code, d.Message))];
        if (entries.Length > 0)
        {
            File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(entries));
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
            Entry[] entries = JsonSerializer.Deserialize<Entry[]>(File.ReadAllBytes(path)) ?? [];
            return [.. entries.Select(e => new Diagnostic(e.Code, DiagnosticSeverity.Warning, e.Message) { Model = model })];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }
}
