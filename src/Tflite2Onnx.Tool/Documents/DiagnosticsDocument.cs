using System.Text;
using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Tool;

/// <summary>Every diagnostic, as docs/diagnostics.md has them.</summary>
internal static class DiagnosticsDocument
{
    private static readonly (string Prefix, string Title)[] Groups =
    [
        ("T2O1", "The model file"),
        ("T2O2", "What is not supported"),
        ("T2O3", "What differs"),
        ("T2O4", "Options and projects"),
        ("T2O9", "Faults of the converter"),
    ];

    public static string Markdown()
    {
        var text = new StringBuilder("""
            # Diagnostics

            Every message carries a code that never changes its meaning, the model file, and where it applies the subgraph, the operator and the tensor:
            `model.tflite : error T2O2001: subgraph 0, operator 3 CUSTOM:Foo, tensor 'y': the operator is not supported. ...`. All problems of a model
            are reported at once. A model with an error is not converted, and no file is written. This page is generated from the converter's own table.

            """);
        foreach ((string prefix, string title) in Groups)
        {
            text.Append($"\n## {title}\n\n| code | severity | meaning |\n|---|---|---|\n");
            foreach (Descriptor d in Descriptors.All.Where(d => d.Code.StartsWith(prefix, StringComparison.Ordinal)))
            {
                text.Append($"| {d.Code} | {d.Severity.ToString().ToLowerInvariant()} | {d.Meaning} |\n");
            }
        }
        return text.ToString();
    }
}
