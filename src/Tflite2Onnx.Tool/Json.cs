using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Tool;

/// <summary>The document that <c>--json</c> puts on stdout.</summary>
internal static class Json
{
    public static Option<bool> Switch() => new("--json") { Description = "Write one JSON document to stdout." };

    public static void Write<T>(T document, JsonTypeInfo<T> type)
    {
        using var text = new MemoryStream();
        // The document is no part of a web page: names keep their characters, but for those that a terminal obeys or hides.
        using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            JsonSerializer.Serialize(writer, document, type);
        }
        string[] lines = Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length).ReplaceLineEndings("\n").Split('\n');
        using Stream stdout = Console.OpenStandardOutput();
        stdout.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines.Select(VisibleText.Of)) + "\n"));
    }
}

/// <summary>What <c>convert --json</c> says.</summary>
internal sealed record ConvertDocument(string Version, bool Succeeded, ConvertedModel[] Models)
{
    public static ConvertDocument Of(IReadOnlyCollection<(Job Job, ConversionResult Result)> done) =>
        new(Converter.Version, done.All(pair => pair.Result.Succeeded), [.. done.Select(pair => ConvertedModel.Of(pair.Job, pair.Result))]);
}

/// <summary>One model of <see cref="ConvertDocument"/>; the figures are null, and there is no output, when it was refused.</summary>
internal sealed record ConvertedModel(
    string Input, string? Output, bool Succeeded, int? Opset, int? Nodes, int? Transposes, long? TransposedBytes, long? Bytes, DiagnosticEntry[] Diagnostics)
{
    public static ConvertedModel Of(Job job, ConversionResult result)
    {
        ConversionSummary? s = result.Summary;
        DiagnosticEntry[] diagnostics = [.. result.Diagnostics.Select(DiagnosticEntry.Of)];
        return new(job.Model, s is null ? null : job.Onnx, s is not null, s?.Opset, s?.Nodes, s?.Transposes, s?.TransposedBytes, s?.Bytes, diagnostics);
    }
}

/// <summary>A diagnostic; its place is null as far as it is about the file as a whole.</summary>
internal sealed record DiagnosticEntry(string Code, string Severity, string Message, int? Subgraph, int? OperatorIndex, string? Operator, string? Tensor)
{
    public static DiagnosticEntry Of(Diagnostic d) => new(d.Code, d.Severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    }, d.Message, d.Subgraph, d.OperatorIndex, d.Operator, d.Tensor);
}

/// <summary>How the documents are written; made by the compiler, so that nothing is looked up at run time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ConvertDocument))]
[JsonSerializable(typeof(InspectDocument))]
[JsonSerializable(typeof(ProjectDocument))]
[JsonSerializable(typeof(OperatorEntry[]))]
[JsonSerializable(typeof(Dictionary<string, Coverage>))]
internal sealed partial class JsonContext : JsonSerializerContext;
