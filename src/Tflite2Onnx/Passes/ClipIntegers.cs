namespace Tflite2Onnx.Passes;

/// <summary>
/// Given a Relu or Clip between a layer and its QuantizeLinear that cuts off more than that saturates; result: QuantizeLinear, and a Clip of the
/// integers. Rounding keeps the order of numbers, so they are the same. ONNX Runtime fuses a layer with what quantizes it only where nothing
/// that counts stands between them.
/// </summary>
internal static class ClipIntegers
{
    public static bool Run(Graph graph)
    {
        var fusions = new Fusions(graph);
        var gone = new HashSet<Node>();
        bool changed = graph.Replace((node, nodes) =>
        {
            if (node is { OpType: "QuantizeLinear", Inputs: [{ Producer: { OpType: "Relu" or "Clip" } clip }, { Constant.Count: 1 }, { Constant: not null }] }
                && node.Outputs[0].Type is ElementType.UInt8 or ElementType.Int8 && fusions.Uses(clip.Outputs[0]).Count == 1
                && clip.Inputs[0]!.Producer is { } layer && Fusions.HasKernel(layer) && fusions.Uses(layer.Outputs[0]).Count == 1
                && Bounds.Of(clip) is { IsKnown: true } bounds && !bounds.IsImpliedBy(node))
            {
                gone.Add(clip);
                Clip(node, clip.Inputs[0]!, bounds, nodes);
            }
        });
        graph.Nodes.RemoveAll(gone.Contains);
        return changed;
    }

    private static void Clip(Node quantize, Value x, Bounds bounds, List<Node> nodes)
    {
        ElementType type = quantize.Outputs[0].Type;
        var integers = new Value(type, quantize.Outputs[0].Shape) { Hint = $"{quantize.Outputs[0].Hint}/unclipped" };
        nodes.Add(new Node("QuantizeLinear", [x, .. quantize.Inputs[1..]], [integers], quantize.Attributes) { Origin = quantize.Origin });
        nodes.Add(new Node("Clip", [integers, Bound(bounds.Low), Bound(bounds.High)], quantize.Outputs) { Origin = quantize.Origin });

        Value? Bound(float bound) => float.IsInfinity(bound) ? null
            : Value.Of(Operator.Constants.FromIntegers(type, [], [Quantized(bound, quantize)]), "bound");
    }

    // As QuantizeLinear does it: halves to even, saturated.
    private static long Quantized(float bound, Node quantize)
    {
        (long lowest, long highest) = quantize.Outputs[0].Type.Range();
        double rounded = Math.Round(bound / quantize.Inputs[1]!.Constant!.Floats()[0], MidpointRounding.ToEven);
        return (long)Math.Clamp(rounded + quantize.Inputs[2]!.Constant!.Integers()[0], lowest, highest);
    }
}
