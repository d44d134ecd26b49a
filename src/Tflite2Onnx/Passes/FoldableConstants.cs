namespace Tflite2Onnx.Passes;

/// <summary>
/// Given DequantizeLinear of a constant for a node that becomes no integer kernel; result: Cast, Sub and Mul, to the same floats. ONNX Runtime folds these when
/// it loads the model; a DequantizeLinear it never folds, and runs each time.
/// </summary>
internal static class FoldableConstants
{
    public static bool Run(Graph graph)
    {
        var fusions = new Fusions(graph);
        return graph.Replace((node, nodes) =>
        {
            if (node is { OpType: "DequantizeLinear", Inputs: [{ Constant: not null }, ..] } && fusions.Uses(node.Outputs[0]) is { Count: > 0 } users
                && users.All(user => user is not null && IsFolded(user, node.Outputs[0], fusions)))
            {
                PlainQuantization.Spell(node, nodes);
            }
        });
    }

    private static bool IsFolded(Node user, Value constant, Fusions fusions) => user.OpType switch
    {
        "ConvTranspose" => IsKept(user, constant, fusions),
        "Div" or "PRelu" or "Sub" => true,
        _ when Fusions.IsLayer(user) => !fusions.Fuses(user) && IsKept(user, constant, fusions),
        "Add" or "Mul" => !fusions.Fuses(user),
        _ => false,
    };

    // The runtime quantizes weights anew, all of them in one scale, where a layer with a bias that is folded, or with none, stands between
    // DequantizeLinear and QuantizeLinear (weight_bias_quantization.cc).
    private static bool IsKept(Node layer, Value constant, Fusions fusions)
    {
        bool isBetween = layer.Inputs[0]!.Producer is { OpType: "DequantizeLinear" } && LeadsToQuantize(layer, fusions);
        Value? bias = layer.Inputs.ElementAtOrDefault(2);
        return !isBetween || (bias != constant && bias?.Producer?.OpType == "DequantizeLinear");
    }

    private static bool LeadsToQuantize(Node layer, Fusions fusions)
    {
        Node? next = layer;
        while (next is not null && fusions.Uses(next.Outputs[0]) is [{ } user])
        {
            if (user.OpType == "QuantizeLinear")
            {
                return true;
            }
            next = user.OpType is "Relu" or "Clip" ? user : null;
        }
        return false;
    }
}
