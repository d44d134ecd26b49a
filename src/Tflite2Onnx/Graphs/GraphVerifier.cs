namespace Tflite2Onnx.Graphs;

/// <summary>What holds of every graph between passes: each value made once and before it is used, every output there, element types known.</summary>
internal static class GraphVerifier
{
    /// <summary>The first broken rule in words, or null when all hold.</summary>
    public static string? FirstFault(Graph graph)
    {
        var made = new HashSet<Value>(graph.Inputs);
        foreach (Node node in graph.Nodes)
        {
            foreach (Value input in node.Inputs.OfType<Value>())
            {
                if (input.Constant is null && !made.Contains(input))
                {
                    return $"{node.OpType} ({node.Origin}) reads '{input.Name}' before it is made";
                }
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
        return graph.Outputs.FirstOrDefault(o => o.Constant is not null || !made.Contains(o)) is { } missing ? $"output '{missing.Name}' is not made" : null;
    }
}
