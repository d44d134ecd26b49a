namespace Tflite2Onnx.Passes;

/// <summary>
/// Given QuantizeLinear, DequantizeLinear and QuantizeLinear in a row; result: the same with the middle scale one bit larger. ONNX Runtime
/// makes one of two pairs in a row, in a scale between theirs (its DoubleQDQPairsRemover), unless the scales within a pair differ; TFLite
/// rounds twice. The bit also takes halves away from 0, where TFLite rounds them to.
/// </summary>
internal static class KeepRequantizations
{
    public static bool Run(Graph graph)
    {
        Dictionary<Value, List<Node?>> uses = graph.Uses();
        bool changed = false;
        foreach (Node node in graph.Nodes)
        {
            if (node is { OpType: "DequantizeLinear", Inputs: [{ Producer.OpType: "QuantizeLinear" }, { Constant: { } scale } value, ..] }
                && uses[node.Outputs[0]] is [{ OpType: "QuantizeLinear" }])
            {
                float[] larger = [.. scale.Floats().Select(MathF.BitIncrement)];
                node.Inputs[1] = Value.Of(Constant.Of(ElementType.Float, scale.Shape, larger), value.Name);
                changed = true;
            }
        }
        return changed;
    }
}
