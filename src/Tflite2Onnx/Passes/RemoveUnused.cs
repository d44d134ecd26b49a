namespace Tflite2Onnx.Passes;

/// <summary>Given nodes none of whose results are used; result: without them.</summary>
internal static class RemoveUnused
{
    public static bool Run(Graph graph)
    {
        var needed = new HashSet<Value>(graph.Outputs);
        var kept = new List<Node>();
        for (int i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            Node node = graph.Nodes[i];
            if (node.Outputs.Any(needed.Contains))
            {
                kept.Add(node);
                needed.UnionWith(node.Reads());
            }
        }
        bool changed = kept.Count < graph.Nodes.Count;
        kept.Reverse();
        graph.Nodes = kept;
        return changed;
    }
}
