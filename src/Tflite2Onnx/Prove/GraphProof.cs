namespace Tflite2Onnx.Prove;

/// <summary>
/// The last word on a graph before it is written, in time that is linear in it: it is in order, its constants are as long as their shapes say,
/// ONNX Runtime has each node's kernel, and each shape that is written is the one that ONNX infers. What is converted loads.
/// </summary>
internal static class GraphProof
{
    /// <summary>Whether the graph is proven; when it is not, the log says what cannot be, and nothing is written.</summary>
    public static bool Run(Graph graph, DiagnosticBag log)
    {
        if (FirstFault(graph) is { } fault)
        {
            log.Add(Descriptors.Unproven, fault);
            return false;
        }
        return true;
    }

    /// <summary>What cannot be proven, with the operator it came from; null when all is.</summary>
    public static string? FirstFault(Graph graph) =>
        GraphVerifier.FirstFault(graph) ?? GraphVerifier.FirstTwin(graph) ?? FirstFault(graph, new NodeShapes(graph.Opset));

    private static string? FirstFault(Graph graph, NodeShapes shapes)
    {
        foreach (Node node in graph.Nodes)
        {
            string? inside = null;
            for (int i = 0; i < node.Graphs.Length && inside is null; i++)
            {
                inside = FirstFault(node.Graphs[i], shapes);
            }
            if ((inside ?? Fault(node, shapes)) is { } fault)
            {
                return fault;
            }
        }
        return null;
    }

    private static string? Fault(Node node, NodeShapes shapes)
    {
        // Of another domain only its runtime knows more.
        bool isForeign = node.Domain.Length > 0 && node.Domain != OnnxOperators.DomainOf(node.Name);
        if ((ConstantLengths.Fault(node) ?? (isForeign ? null : NodeTypes.Fault(node, shapes.Opset))) is { } fault)
        {
            return $"{node.OpType} ({node.Origin}): {fault}";
        }
        try
        {
            if (!isForeign)
            {
                shapes.Prove(node, OnnxShapes.Of);
            }
            return null;
        }
        catch (UnprovenException unproven)
        {
            return unproven.Message;
        }
    }
}
