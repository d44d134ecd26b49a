namespace Tflite2Onnx.Graphs;

/// <summary>What holds of every graph between passes: each value made once and before it is used, every output there, element types known.</summary>
internal static class GraphVerifier
{
    /// <summary>The first broken rule in words, or null when all hold.</summary>
    public static string? FirstFault(Graph graph) => FirstFault(graph, []);

    // A graph within another reads what was made around it so far, and gives only what it makes itself.
    private static string? FirstFault(Graph graph, HashSet<Value> around)
    {
        var made = new HashSet<Value>(around.Concat(graph.Inputs));
        foreach (Node node in graph.Nodes)
        {
            foreach (Value input in node.Inputs.OfType<Value>())
            {
                if (input.Constant is null && !made.Contains(input))
                {
                    return $"{node.OpType} ({node.Origin}) reads '{input.Name}' before it is made";
                }
            }
            if (node.Graphs.Select(nested => FirstFault(nested, made)).FirstOrDefault(fault => fault is not null) is { } inside)
            {
                return inside;
            }
            foreach (Value output in node.Outputs)
            {
                if (!made.Add(output) || output.Constant is not null)
                {
                    return $"{node.OpType} ({node.Origin}) makes '{output.Name}' again";
                }
                if (output.Producer != node || output.Type == ElementType.Undefined)
                {
                    return $"{node.OpType} ({node.Origin}) makes '{output.Name}' without owning it or without a type";
                }
            }
        }
        return graph.Outputs.FirstOrDefault(o => o.Constant is not null || !made.Contains(o) || around.Contains(o)) is { } missing
            ? $"output '{missing.Name}' is not made" : null;
    }
}
