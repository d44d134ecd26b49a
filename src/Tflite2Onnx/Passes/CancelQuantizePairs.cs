namespace Tflite2Onnx.Passes;

/// <summary>
/// Given QuantizeLinear of a DequantizeLinear; result: the integers themselves, where scale, zero point, axis and type are the same. (The
/// other way round the pair rounds, and stays.)
/// </summary>
internal static class CancelQuantizePairs
{
    public static bool Run(Graph graph)
    {
        var substitution = new Substitution(graph);
        foreach (Node quantize in graph.Nodes)
        {
            Node? dequantize = quantize.OpType == "QuantizeLinear" ? quantize.Inputs[0]!.Producer : null;
            if (dequantize?.OpType == "DequantizeLinear" && Obstacle(dequantize, quantize) is null)
            {
                substitution.Replace(quantize.Outputs[0], dequantize.Inputs[0]!);
            }
        }
        return substitution.Apply();
    }

    /// <summary>Why the pair has to stay, or null when it does nothing.</summary>
    public static string? Obstacle(Node dequantize, Node quantize) =>
        dequantize.Inputs[0]!.Type != quantize.Outputs[0].Type ? "the types differ"
        : !Same(dequantize, quantize, 1) ? "the scales differ"
        : !Same(dequantize, quantize, 2) ? "the zero points differ"
        : dequantize.Inputs[1]!.Constant!.Count > 1 && dequantize.Attributes.Integer("axis", 1) != quantize.Attributes.Integer("axis", 1) ? "the axes differ"
        : null;

    private static bool Same(Node a, Node b, int input) =>
        (a.Inputs.ElementAtOrDefault(input)?.Constant, b.Inputs.ElementAtOrDefault(input)?.Constant) is ({ } x, { } y)
        && x.Bytes().Span.SequenceEqual(y.Bytes().Span);
}
