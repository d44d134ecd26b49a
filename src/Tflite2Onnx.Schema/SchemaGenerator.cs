using Microsoft.CodeAnalysis;

namespace Tflite2Onnx.Schema;

/// <summary>
/// Turns each <c>AdditionalFiles</c> schema into C#. Its metadata <c>FlatBuffers</c> says which side: <c>Readers</c> (views over a file's
/// bytes, verified before use) or <c>Builders</c> (records that write one, for tests and samples).
/// </summary>
[Generator]
public sealed class SchemaGenerator : IIncrementalGenerator
{
    private static readonly DiagnosticDescriptor Malformed = new(
        "FBS001", "Malformed FlatBuffers schema", "{0}", "FlatBuffers", DiagnosticSeverity.Error, isEnabledByDefault: true);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var schemas = context.AdditionalTextsProvider
            .Where(file => Path.GetExtension(file.Path) == ".fbs")
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select((pair, cancel) =>
            {
                pair.Right.GetOptions(pair.Left).TryGetValue("build_metadata.AdditionalFiles.FlatBuffers", out string? side);
                return (Name: Path.GetFileNameWithoutExtension(pair.Left.Path), Side: side, Text: pair.Left.GetText(cancel)?.ToString() ?? "");
            });

        context.RegisterSourceOutput(schemas, (output, file) =>
        {
            try
            {
                FlatSchema schema = SchemaParser.Parse(file.Text);
                string code = file.Side == "Builders" ? new BuilderEmitter(schema).Emit() : new ReaderEmitter(schema).Emit();
                output.AddSource($"{file.Name}.{file.Side}.g.cs", code);
            }
            catch (FormatException malformed)
            {
                output.ReportDiagnostic(Diagnostic.Create(Malformed, Location.None, $"{file.Name}.fbs: {malformed.Message}"));
            }
        });
    }
}
