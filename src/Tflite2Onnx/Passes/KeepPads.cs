namespace Tflite2Onnx.Passes;

/// <summary>
/// Given a Pad of zeros in front of a MaxPool or an AveragePool; result: the same with -0 for 0. ONNX Runtime takes the one into the padding
/// of the other (its PadFusion), where padded elements do not count; of a filling whose bits are not all 0 it keeps off.
/// </summary>
internal static class KeepPads
{
    public static bool Run(Graph graph)
    {
        Dictionary<Value, List<Node?>> uses = graph.Uses();
        bool changed = false;
        graph.Nodes = [.. graph.Nodes.Select(node => IsAtRisk(node, uses) ? Kept(node) : node)];
        return changed;

        Node Kept(Node pad)
        {
            changed = true;
            Value minusZero = Value.Of(Constant.Of(ElementType.Float, [], -0f), "minus_zero");
            return new Node("Pad", [pad.Inputs[0], pad.Inputs[1], minusZero], pad.Outputs, pad.Attributes) { Origin = pad.Origin };
        }
    }

    private static bool IsAtRisk(Node node, Dictionary<Value, List<Node?>> uses) => node.OpType == "Pad" && node.Outputs[0].Type == ElementType.Float
        && Padding.Zeros(node, null) is not null && uses.GetValueOrDefault(node.Outputs[0]) is [{ OpType: "AveragePool" or "MaxPool" }];
}
