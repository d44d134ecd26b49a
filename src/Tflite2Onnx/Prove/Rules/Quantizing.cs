namespace Tflite2Onnx.Prove;

/// <summary>QuantizeLinear and DequantizeLinear: one scale, one for each index of an axis, or one for each block along it.</summary>
internal static class Quantizing
{
    public static int[]? Linear(NodeShapes node)
    {
        bool hasAxis = node.Node.Attributes.ContainsKey("axis");
        (long axis, long block) = (node.Integer("axis", 1), node.Integer("block_size"));
        node.Demand(block >= 0, "its blocks are below 0");
        long named = node.Integer("output_dtype");
        node.Demand(named == 0 || node.Opset >= 21, "the operator set does not have output_dtype");
        if (node.Node.OpType == "QuantizeLinear" && !node.Has(2))
        {
            node.Demand(node.Node.Outputs[0].Type == (named == 0 ? ElementType.UInt8 : (ElementType)named), "its result is not of the type that it names");
        }
        node.Demand(Dimensions.Agree(node[1], node[2]) || !node.Has(2), "it has not one zero point for each scale");
        if (node[0] is { } x && node[1] is { Length: > 0 } scale)
        {
            node.Demand(block > 0 ? IsBlocked(x, scale, node.Axis(axis, x.Length), block)
                : scale is [1] || (scale.Length == 1 && Dimensions.Agree(scale[0], x[node.Axis(axis, x.Length)])), "its scales are not those of an axis");
        }
        node.Demand(block == 0 || (hasAxis && node[1] is null or { Length: > 0 }), "its blocks have no axis");
        return node[0];
    }

    private static bool IsBlocked(int[] x, int[] scale, int axis, long block)
    {
        bool agrees = x.Length == scale.Length;
        for (int i = 0; agrees && i < x.Length; i++)
        {
            agrees = x[i] < 0 || scale[i] < 0 || scale[i] == (i == axis ? (x[i] + block - 1) / block : x[i]);
        }
        return agrees;
    }
}
