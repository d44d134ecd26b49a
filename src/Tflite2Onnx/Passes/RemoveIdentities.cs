namespace Tflite2Onnx.Passes;

/// <summary>
/// Given nodes that give back what they are given (Identity, a Cast to the same type, a Reshape to the same shape ...); result: without them.
/// </summary>
internal static class RemoveIdentities
{
    public static bool Run(Graph graph)
    {
        var substitution = new Substitution(graph);
        foreach (Node node in graph.Nodes)
        {
            if (node.Inputs is [{ } input, ..] && node.Outputs is [Value output] && IsIdentity(node, substitution.Of(input), output))
            {
                substitution.Replace(output, input);
            }
        }
        return substitution.Apply();
    }

    private static bool IsIdentity(Node node, Value input, Value output) => node.OpType switch
    {
        "Identity" => true,
        "Cast" => input.Type == output.Type,
        "Concat" or "Max" or "Min" or "Sum" => node.Inputs.Length == 1,
        "Reshape" or "Expand" or "Squeeze" or "Unsqueeze" => SameShape(input, output),
        "Tile" => node.Inputs[1]?.Constant is { } times && times.Integers().All(t => t == 1),
        "Pad" => node.Inputs[1]?.Constant is { } pads && pads.Integers().All(p => p == 0),
        "Transpose" => node.Attributes.Integers("perm") is { } perm && perm.SequenceEqual(perm.Order()),
        _ => false,
    };

    // A dimension that only a run decides may be another one: two unknown ones are not known to be equal.
    private static bool SameShape(Value input, Value output) => input.IsStatic && output.IsStatic && input.Shape.AsSpan().SequenceEqual(output.Shape);
}
