namespace Tflite2Onnx.Passes;

/// <summary>
/// Given a Pad of zeros in front of a Conv, with a DequantizeLinear between them or not; result: a Conv that pads so itself. Left alone are
/// other fillings, and padding of the batch or the channels.
/// </summary>
internal static class PaddedConvolutions
{
    public static bool Run(Graph graph)
    {
        var nodes = new List<Node>(graph.Nodes.Count);
        bool changed = false;
        foreach (Node conv in graph.Nodes)
        {
            Node? dequantize = Padding.Maker(conv.Inputs.FirstOrDefault(), "DequantizeLinear");
            Node? pad = conv.OpType == "Conv" && !conv.Attributes.ContainsKey("auto_pad") ? Padding.Maker((dequantize ?? conv).Inputs[0], "Pad") : null;
            if (pad is not null && Padding.Zeros(pad, dequantize) is { } pads)
            {
                conv.Inputs[0] = Unpadded(pad.Inputs[0]!, dequantize, nodes);
                conv.Attributes["pads"] = conv.Attributes.Integers("pads") is { } own ? own.Zip(pads, (a, b) => a + b).ToArray() : pads;
                changed = true;
            }
            nodes.Add(conv);
        }
        graph.Nodes = nodes;
        return changed;
    }

    private static Value Unpadded(Value image, Node? dequantize, List<Node> nodes)
    {
        if (dequantize is null)
        {
            return image;
        }
        Value floats = dequantize.Outputs[0];
        var y = new Value(floats.Type, image.Shape, floats.Name) { Hint = floats.Hint };
        nodes.Add(new Node("DequantizeLinear", [image, .. dequantize.Inputs.Skip(1)], [y], dequantize.Attributes) { Origin = dequantize.Origin });
        return y;
    }
}
