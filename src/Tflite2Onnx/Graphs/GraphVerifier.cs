namespace Tflite2Onnx.Graphs;

/// <summary>What holds of every graph between passes: each value made once and before it is used, every output there, element types known.</summary>
internal sealed class GraphVerifier
{
    // How deep the graph is that made each value which can be read by now: 0 for the outermost.
    private readonly Dictionary<Value, int> _made = [];
    private int _depth;

    /// <summary>The first broken rule in words, or null when all hold.</summary>
    public static string? FirstFault(Graph graph) => new GraphVerifier().Fault(graph);

    /// <summary>The same of names, once they are given: no two values share one, in the graph and those within it.</summary>
    public static string? FirstTwin(Graph graph)
    {
        var owners = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (Graph part in graph.WithNested())
        {
            foreach (Value value in part.Inputs.Concat(part.Nodes.SelectMany(node => node.Inputs.OfType<Value>().Concat(node.Outputs))))
            {
                if (value.Name.Length == 0 || (!owners.TryAdd(value.Name, value) && owners[value.Name] != value))
                {
                    return $"two values are called '{value.Name}'";
                }
            }
        }
        return null;
    }

    // A graph within another reads what was made around it so far, and gives only what it makes itself.
    private string? Fault(Graph graph)
    {
        foreach (Value input in graph.Inputs)
        {
            if (!_made.TryAdd(input, _depth))
            {
                return $"the input '{input.Name}' is there twice";
            }
        }
        foreach (Node node in graph.Nodes)
        {
            if (Fault(node) is { } fault)
            {
                return fault;
            }
        }
        Value? missing = graph.Outputs.FirstOrDefault(o => o.Constant is not null || !_made.TryGetValue(o, out int depth) || depth != _depth);
        string? ofOutputs = missing is not null ? $"output '{missing.Name}' is not made"
            : graph.Outputs.Distinct().Count() < graph.Outputs.Count ? "an output is there twice" : null;
        foreach (Value value in graph.Inputs.Concat(graph.Nodes.SelectMany(node => node.Outputs)))
        {
            _made.Remove(value);
        }
        return ofOutputs;
    }

    private string? Fault(Node node)
    {
        foreach (Value? input in node.Inputs)
        {
            if (input is { Constant: null } && !_made.ContainsKey(input))
            {
                return $"{node.OpType} ({node.Origin}) reads '{input.Name}' before it is made";
            }
        }
        _depth++;
        foreach (Graph nested in node.Graphs)
        {
            if (Fault(nested) is { } fault)
            {
                return fault;
            }
        }
        _depth--;
        foreach (Value output in node.Outputs)
        {
            if (output.Constant is not null || !_made.TryAdd(output, _depth))
            {
                return $"{node.OpType} ({node.Origin}) makes '{output.Name}' again";
            }
            if (output.Producer != node || output.Type == ElementType.Undefined)
            {
                return $"{node.OpType} ({node.Origin}) makes '{output.Name}' without owning it or without a type";
            }
        }
        return null;
    }
}
