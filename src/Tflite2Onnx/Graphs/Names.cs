namespace Tflite2Onnx.Graphs;

/// <summary>
/// Gives every value of a graph, and of those within it, a name of its own: its inputs and outputs keep theirs, the rest are numbered where they clash.
/// </summary>
internal static class Names
{
    public static void Assign(Graph graph)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var named = new HashSet<Value>();
        var next = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Value value in graph.WithNested().SelectMany(Values))
        {
            if (named.Add(value))
            {
                value.Name = Unique(value.Name.Length > 0 ? value.Name : value.Hint);
            }
        }

        static IEnumerable<Value> Values(Graph graph) =>
            graph.Inputs.Concat(graph.Outputs).Concat(graph.Nodes.SelectMany(n => n.Inputs.OfType<Value>().Concat(n.Outputs)));

        string Unique(string wanted)
        {
            string name = wanted;
            while (!taken.Add(name))
            {
                int number = next.GetValueOrDefault(wanted, 1);
                next[wanted] = number + 1;
                name = $"{wanted}_{number}";
            }
            return name;
        }
    }
}
