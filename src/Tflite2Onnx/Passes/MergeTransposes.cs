namespace Tflite2Onnx.Passes;

/// <summary>
/// Given a Transpose of a Transpose; result: one of both. Given a Reshape of a Reshape; result: the second alone. What the first ones made
/// may still have other uses; then nothing is lost either.
/// </summary>
internal static class MergeTransposes
{
    public static bool Run(Graph graph)
    {
        bool changed = false;
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            if (Merged(graph.Nodes[i]) is { } merged)
            {
                graph.Nodes[i] = merged;
                changed = true;
            }
        }
        return changed;
    }

    private static Node? Merged(Node second)
    {
        if (second.Inputs is not [{ Producer: { } first }, ..] || first.OpType != second.OpType || first.Inputs[0] is not { } source)
        {
            return null;
        }
        if (second.OpType == "Transpose" && first.Attributes.Integers("perm") is { } inner && second.Attributes.Integers("perm") is { } outer)
        {
            long[] both = [.. outer.Select(axis => inner[axis])];
            return new Node("Transpose", [source], second.Outputs, new() { ["perm"] = both }) { Origin = second.Origin, Reason = second.Reason };
        }
        return second.OpType == "Reshape" && !CopiesDimensions(second)
            ? new Node("Reshape", [source, second.Inputs[1]], second.Outputs, second.Attributes) { Origin = second.Origin } : null;
    }

    // A dimension of 0 copies the operand's, unless allowzero says that it is one.
    private static bool CopiesDimensions(Node reshape) =>
        reshape.Attributes.Integer("allowzero") == 0 && (reshape.Inputs is not [_, { Constant: { } shape }] || shape.Integers().Contains(0));
}
