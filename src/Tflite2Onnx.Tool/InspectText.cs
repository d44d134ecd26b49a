using Tflite2Onnx.Diagnostics;
using Tflite2Onnx.Planning;

namespace Tflite2Onnx.Tool;

/// <summary><see cref="InspectDocument"/> for people: sections of aligned columns.</summary>
internal static class InspectText
{
    public static void Write(InspectDocument document, TextWriter output)
    {
        output.WriteLine(VisibleText.Of(document.Input));
        if (document.Model is { } model)
        {
            Facts(document, model, output);
        }
        if (document.Diagnostics.Length > 0)
        {
            Section(output, "diagnostics", document.Diagnostics.Select(d => new[] { d.Severity, d.Code, d.Message }));
        }
        if (document.Layout is { } layout)
        {
            Section(output, "tensors, and the order their axes have", layout.Tensors.Select(Row));
            Section(output, "operators, and the order they work in",
                layout.Operators.Select(op => new[] { Text($"{op.Index}"), op.Operator, op.Class, op.Layout ?? "" }));
            Section(output, "Transposes", layout.Transposes.Select(t => new[] { Text($"{t.Bytes} bytes"), $"[{string.Join(", ", t.Perm)}]", t.Reason }));
        }
        Section(output, "result", [document.Result is { } result ? Row(result) : ["refused"]]);
    }

    private static void Facts(InspectDocument document, ModelEntry model, TextWriter output)
    {
        Section(output, "model",
        [
            ["description", model.Description.Length > 0 ? model.Description : "none"],
            ["size", Text($"{document.Bytes} bytes")],
        ]);
        Section(output, "subgraphs", model.Subgraphs.Select(Row));
        foreach (SignatureEntry signature in model.Signatures)
        {
            Section(output, Text($"signature '{signature.Key}', subgraph {signature.Subgraph}"),
                [.. signature.Inputs.Select(n => new[] { "input", n.Name, n.Tensor }), .. signature.Outputs.Select(n => new[] { "output", n.Name, n.Tensor })]);
        }
        Section(output, "inputs", model.Inputs.Select(Row));
        Section(output, "outputs", model.Outputs.Select(Row));
        Section(output, "operators", model.Operators.Select(op => new[] { op.Name, Text($"{op.Count}"), op.Supported ? "" : "not supported" }));
    }

    private static string[] Row(ResultEntry result) =>
        [Text($"opset {result.Opset}"), Text($"nodes {result.Nodes}"), Text($"Transposes {result.Transposes} of {result.TransposedBytes} bytes"),
            Text($"{result.Bytes} bytes")];

    private static string[] Row(SubgraphEntry graph, int index) =>
        [Text($"{index}"), graph.Name, Text($"operators {graph.Operators}"), Text($"tensors {graph.Tensors}")];

    private static string[] Row(TensorEntry tensor) =>
        [tensor.Name, tensor.Type, tensor.Shape is { } shape ? $"[{string.Join(", ", shape)}]" : "rank not known", Quantization(tensor.Quantization)];

    private static string[] Row(TensorLayout tensor) =>
        [tensor.Name, tensor.Shape is { } shape ? $"[{string.Join(", ", shape)}]" : "rank not known", tensor.Layout ?? "as in the model"];

    private static string Quantization(QuantizationEntry? q) =>
        q is null ? "" : q.Axis is { } axis ? Text($"{q.Scale.Length} scales along axis {axis}") : Text($"scale {q.Scale[0]}, zero point {q.ZeroPoint[0]}");

    // Every column is as wide as its longest cell; the last one just ends. Names in a model are anybody's: here is where they are printed.
    private static void Section(TextWriter output, string title, IEnumerable<string[]> cells)
    {
        string[][] rows = [.. cells.Select(row => Array.ConvertAll(row, VisibleText.Of))];
        int columns = rows.Length == 0 ? 0 : rows.Max(row => row.Length);
        int[] widths = [.. Enumerable.Range(0, columns).Select(column => rows.Max(row => row.Length > column + 1 ? row[column].Length : 0))];
        output.WriteLine();
        output.WriteLine(VisibleText.Of(title));
        foreach (string[] row in rows)
        {
            output.WriteLine(("  " + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column])))).TrimEnd());
        }
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
