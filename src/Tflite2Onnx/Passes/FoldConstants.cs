namespace Tflite2Onnx.Passes;

/// <summary>
/// Given nodes that compute integers from small constants or from known dimensions; result: their values. This is what a chain of
/// SHAPE, STRIDED_SLICE and PACK in front of a RESHAPE comes to where nothing in it depends on a run.
/// </summary>
internal static class FoldConstants
{
    public static bool Run(Graph graph)
    {
        var substitution = new Substitution(graph);
        foreach (Node node in graph.Nodes)
        {
            if (node.Outputs is [Value output] && Evaluate(node, substitution) is { } constant)
            {
                substitution.Replace(output, Value.Of(constant, output.Name.Length > 0 ? output.Name : output.Hint));
            }
        }
        return substitution.Apply();
    }

    private static Constant? Evaluate(Node node, Substitution substitution)
    {
        if (node.OpType == "Shape" && node.Attributes.Count == 0)
        {
            return substitution.Of(node.Inputs[0]!) is { IsStatic: true, Shape: { } shape }
                ? Constant.Of(ElementType.Int64, [shape.Length], shape.Select(d => (long)d).ToArray()) : null;
        }
        if (!SmallIntegers.Folds(node.OpType))
        {
            return null;
        }
        var operands = new SmallIntegers?[node.Inputs.Length];
        for (int i = 0; i < operands.Length; i++)
        {
            if (node.Inputs[i] is { } input)
            {
                operands[i] = SmallIntegers.Of(substitution.Of(input).Constant);
                if (operands[i] is null)
                {
                    return null;
                }
            }
        }
        return SmallIntegers.Apply(node, operands)?.ToConstant(node.Outputs[0].Type);
    }
}
