namespace Tflite2Onnx.Planning;

/// <summary>
/// The order of axes of the graph's inputs and outputs, as the options have it: by name, otherwise for all. An input's or output's name is the
/// one that callers use, or the tensor's own.
/// </summary>
internal sealed class IoOrders(TfliteGraph graph, ConversionOptions options)
{
    private readonly Dictionary<int, string> _inputs = Orders(graph, graph.Inputs, graph.InputNames, options.InputLayouts);
    private readonly Dictionary<int, string> _outputs = Orders(graph, graph.Outputs, graph.OutputNames, options.OutputLayouts);

    /// <summary>The layout a tensor gets as an input or output, given the one it would have if it were moved.</summary>
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
    public Layout? Named(TfliteTensor tensor) => (Order(tensor, true) ?? Order(tensor, false)) is { } order
        ? Layout.Parse(order, tensor.Shape?.Length ?? 0) : null;

    /// <summary>Reports names that no input or output has, and orders that are none of the tensor's.</summary>
    public void Check(DiagnosticBag log)
    {
        Check(graph.Inputs, graph.InputNames, options.InputLayouts, "input", log);
        Check(graph.Outputs, graph.OutputNames, options.OutputLayouts, "output", log);
    }

    private string? Order(TfliteTensor tensor, bool isInput) => (isInput ? _inputs : _outputs).GetValueOrDefault(tensor.Index);

    private static Dictionary<int, string> Orders(TfliteGraph graph, int[] tensors, string[] names, IReadOnlyDictionary<string, string> wanted)
    {
        var orders = new Dictionary<int, string>();
        for (int i = 0; i < tensors.Length; i++)
        {
            if (wanted.TryGetValue(names[i], out string? order) || wanted.TryGetValue(graph.Tensors[tensors[i]].Name, out order))
            {
                orders[tensors[i]] = order;
            }
        }
        return orders;
    }

    private void Check(int[] tensors, string[] names, IReadOnlyDictionary<string, string> orders, string what, DiagnosticBag log)
    {
        foreach ((string name, string order) in orders)
        {
            TfliteTensor? tensor = tensors.Where((t, i) => names[i] == name || graph.Tensors[t].Name == name).Select(t => graph.Tensors[t]).FirstOrDefault();
            if (tensor is null)
            {
                log.Add(Descriptors.UnknownTensor, what, name, string.Join(", ", names.Select(n => $"'{n}'").Distinct()));
            }
            else if (!Layout.IsOrder(order, tensor.Shape?.Length ?? 0))
            {
                string axes = tensor.Shape is { } shape ? string.Concat(Layout.Identity(shape.Length).Axes) : "not known";
                log.Add(Descriptors.UnknownOption, $"'{order}' is no order of the axes of {what} '{name}', which are {axes} in the model.");
            }
        }
    }
}
