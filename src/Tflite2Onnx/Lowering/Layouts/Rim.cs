namespace Tflite2Onnx.Lowering.Layouts;

/// <summary>The order of axes at the graph's inputs and outputs, as the options have it: by the tensor's name, otherwise for all.</summary>
internal sealed class Rim(ConversionOptions options)
{
    /// <summary>The layout a tensor gets at the rim, given the one it would have if it were moved.</summary>
    public Layout? LayoutOf(TfliteTensor tensor, Layout? candidate, bool isInput)
    {
        if (Order(tensor, isInput) is { } order)
        {
            return Layout.Parse(order, tensor.Shape?.Length ?? 0);
        }
        // What a model's own TRANSPOSE makes of an input is no order of axes that its caller could guess.
        return options.IoLayout == IoLayout.ChannelsFirst && candidate is { IsChannelsFirst: true } ? candidate : null;
    }

    /// <summary>The layout that is asked for by the tensor's name.</summary>
    public Layout? Named(TfliteTensor tensor) => (Order(tensor, true) ?? Order(tensor, false)) is { } order ? Layout.Parse(order, tensor.Shape?.Length ?? 0) : null;

    /// <summary>Reports names that no input or output has, and orders that are none of the tensor's.</summary>
    public void Check(TfliteGraph graph, DiagnosticBag log)
    {
        Check(graph, graph.Inputs, options.InputLayouts, "input", log);
        Check(graph, graph.Outputs, options.OutputLayouts, "output", log);
    }

    private string? Order(TfliteTensor tensor, bool isInput) => (isInput ? options.InputLayouts : options.OutputLayouts).GetValueOrDefault(tensor.Name);

    private static void Check(TfliteGraph graph, int[] tensors, IReadOnlyDictionary<string, string> orders, string what, DiagnosticBag log)
    {
        foreach ((string name, string order) in orders)
        {
            TfliteTensor? tensor = tensors.Select(t => graph.Tensors[t]).FirstOrDefault(t => t.Name == name);
            if (tensor is null)
            {
                log.Add(Descriptors.UnknownTensor, what, name, string.Join(", ", tensors.Select(t => $"'{graph.Tensors[t].Name}'").Distinct()));
            }
            else if (!Layout.IsOrder(order, tensor.Shape?.Length ?? 0))
            {
                string axes = tensor.Shape is { } shape ? string.Concat(Layout.Identity(shape.Length).Axes) : "not known";
                log.Add(Descriptors.UnknownOption, $"'{order}' is no order of the axes of {what} '{name}', which are {axes} in the model.");
            }
        }
    }
}
