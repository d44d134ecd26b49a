namespace Tflite2Onnx.Passes;

/// <summary>What the file says of the graph's inputs and outputs beyond their shapes, as <c>metadata_props</c> by their final names.</summary>
internal static class RimMetadata
{
    public static void Write(Graph graph)
    {
        Describe(graph, "input", graph.Inputs);
        Describe(graph, "output", graph.Outputs);
    }

    private static void Describe(Graph graph, string kind, IEnumerable<Value> values)
    {
        foreach (Value value in values)
        {
            if (value.Axes is { } axes)
            {
                graph.Metadata[$"tflite.{kind}.{value.Name}.layout"] = Layout.Order(axes);
            }
        }
    }
}
