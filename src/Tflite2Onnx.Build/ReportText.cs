using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tflite2Onnx.Build;

/// <summary>The report of a conversion as people and scripts read it; the same on every system.</summary>
internal static class ReportText
{
    private static readonly JsonSerializerOptions s_form = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(ConversionReport? report) => report is null ? "" : JsonSerializer.Serialize(report, s_form).ReplaceLineEndings("\n") + "\n";
}
