using Tflite2Onnx.Driver;
using Tflite2Onnx.Planning;
using Tflite2Onnx.Tflite;

namespace Tflite2Onnx.Tool;

/// <summary>
/// What <c>inspect</c> says. <see cref="Model"/> is null when the file is no sound model, <see cref="Result"/> when it would be refused, <see
/// cref="Layout"/> when nobody asked.
/// </summary>
internal sealed record InspectDocument(
    string Version, string Input, long? Bytes, ModelEntry? Model, ResultEntry? Result, LayoutReport? Layout, DiagnosticEntry[] Diagnostics)
{
    public static InspectDocument Of(string input, long? bytes, TfliteModel? model, string? signature, ConversionResult result, LayoutReport? layout) => new(
        Converter.Version, input, bytes, model is null ? null : ModelEntry.Of(model, model.Find(signature, new()) ?? model.Main),
        result.Summary is { } s ? new ResultEntry(s.Opset, s.Nodes, s.Transposes, s.TransposedBytes, s.Bytes) : null, layout,
        [.. result.Diagnostics.Select(DiagnosticEntry.Of)]);
}

/// <summary>What the model would become.</summary>
internal sealed record ResultEntry(int Opset, int Nodes, int Transposes, long TransposedBytes, long Bytes);

/// <summary>The model itself; inputs and outputs are those of the subgraph that is converted.</summary>
internal sealed record ModelEntry(
    string Description, SignatureEntry[] Signatures, SubgraphEntry[] Subgraphs, TensorEntry[] Inputs, TensorEntry[] Outputs, OperatorCount[] Operators)
{
    public static ModelEntry Of(TfliteModel model, TfliteGraph converted) => new(
        model.Description,
        [.. model.Signatures.Select(s => SignatureEntry.Of(s, model.Subgraphs[s.Subgraph]))],
        [.. model.Subgraphs.Select(g => new SubgraphEntry(g.Name, g.Operators.Length, g.Tensors.Length))],
        [.. converted.Inputs.Zip(converted.InputNames, (t, name) => TensorEntry.Of(converted.Tensors[t], name))],
        [.. converted.Outputs.Zip(converted.OutputNames, (t, name) => TensorEntry.Of(converted.Tensors[t], name))],
        [.. model.Subgraphs.SelectMany(g => g.Operators).GroupBy(op => op.Name)
            .Select(kind => new OperatorCount(kind.Key, kind.Count(), OpRegistry.Find(kind.First()) is not null))
            .OrderByDescending(kind => kind.Count).ThenBy(kind => kind.Name, StringComparer.Ordinal)]);
}

/// <summary>A signature: for each name callers use, the tensor it stands for.</summary>
internal sealed record SignatureEntry(string Key, int Subgraph, NamedTensor[] Inputs, NamedTensor[] Outputs)
{
    public static SignatureEntry Of(TfliteSignature signature, TfliteGraph graph) =>
        new(signature.Key, signature.Subgraph, Names(signature.Inputs, graph), Names(signature.Outputs, graph));

    private static NamedTensor[] Names((string Name, int Tensor)[] names, TfliteGraph graph) =>
        [.. names.Select(n => new NamedTensor(n.Name, graph.Tensors[n.Tensor].Name))];
}

/// <summary>A name in a signature, and the tensor's own.</summary>
internal sealed record NamedTensor(string Name, string Tensor);

/// <summary>One subgraph, with the sizes of its lists.</summary>
internal sealed record SubgraphEntry(string Name, int Operators, int Tensors);

/// <summary>
/// An input or output, by the name that callers use. Dimensions are -1 where a run decides; the shape is null where not even the rank is known.
/// </summary>
internal sealed record TensorEntry(string Name, string Type, int[]? Shape, QuantizationEntry? Quantization)
{
    public static TensorEntry Of(TfliteTensor tensor, string name) => new(name, tensor.Type.ToString().ToLowerInvariant(), tensor.Shape,
        tensor.Quantization is { } q ? new QuantizationEntry(q.Scale, q.ZeroPoint, q.PerAxis ? q.Axis : null) : null);
}

/// <summary><c>real = scale * (integer - zeroPoint)</c>; the axis is null where one pair serves the whole tensor.</summary>
internal sealed record QuantizationEntry(float[] Scale, long[] ZeroPoint, int? Axis);

/// <summary>How often an operator is used, and whether it is one that is converted.</summary>
internal sealed record OperatorCount(string Name, int Count, bool Supported);
