using Tflite2Onnx.Planning;

namespace Tflite2Onnx;

/// <summary>What a program sees of a converted model: inputs, outputs, and what its author says of it. Found without writing anything.</summary>
internal sealed record ModelFace(string Description, TensorFace[] Inputs, TensorFace[] Outputs, TfliteMetadata? Metadata)
{
    /// <summary>The face of the ONNX model that the options give; null when they give none, and the log then says why.</summary>
    public static ModelFace? Read(byte[] model, ConversionOptions options, DiagnosticBag log)
    {
        if (Converter.Lower(model, options, log) is not { } lowered)
        {
            return null;
        }
        (_, TfliteGraph graph, LayoutPlan plan, TfliteModel source) = lowered;
        TensorFace[] inputs = Faces(lowered.Graph.Inputs, graph, graph.Inputs, plan.OfInput, source.Metadata?.Inputs);
        TensorFace[] outputs = Faces(lowered.Graph.Outputs, graph, graph.Outputs, plan.OfOutput, source.Metadata?.Outputs);
        return new ModelFace(source.Description, inputs, outputs, source.Metadata);
    }

    // Values beyond those of the source have no tensor there.
    private static TensorFace[] Faces(List<Value> values, TfliteGraph graph, int[] tensors, Func<int, Layout?> layoutOf, TensorNotes[]? notes) =>
        [.. values.Select((value, i) => i < tensors.Length
            ? TensorFace.Of(value, graph.Tensors[tensors[i]], layoutOf(tensors[i]), notes?.ElementAtOrDefault(i))
            : new TensorFace(value.Name, value.Type, value.Shape, null, null, null))];
}

/// <summary>An input or output as ONNX has it. The order of axes is given by letters where they mean something, from three axes on.</summary>
internal sealed record TensorFace(string Name, ElementType Type, int[]? Shape, string? Order, QuantParams? Quantization, TensorNotes? Notes)
{
    public static TensorFace Of(Value value, TfliteTensor tensor, Layout? layout, TensorNotes? notes)
    {
        string? order = value.Shape is { Length: >= 3 } shape ? layout?.Target ?? Layout.Identity(shape.Length).Source : null;
        QuantParams? q = tensor.Quantization;
        QuantParams? quantization = q is { PerAxis: true } && layout is not null ? q with { Axis = layout.Map(q.Axis) } : q;
        return new TensorFace(value.Name, value.Type, value.Shape, order, quantization, notes);
    }
}
