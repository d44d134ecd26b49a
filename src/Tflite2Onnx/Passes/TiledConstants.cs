namespace Tflite2Onnx.Passes;

/// <summary>
/// Given a sum or product of a tensor [..., W, C] and a constant [..., 1, C] of few channels; result: the constant repeated along W. ONNX Runtime's kernels
/// work in runs of what both have in common, and C elements are too short for one: 40 times slower with three channels.
/// </summary>
internal static class TiledConstants
{
    private const int MaxChannels = 64;
    private const int MaxElements = 1 << 16;

    private static readonly HashSet<string> Pairwise = ["Add", "Div", "Mul", "Sub"];

    public static bool Run(Graph graph)
    {
        Dictionary<Value, List<Node?>> uses = graph.Uses();
        bool changed = false;
        foreach (Node node in graph.Nodes.Where(node => Pairwise.Contains(node.OpType) && node.Inputs.Length == 2))
        {
            for (int i = 0; i < 2; i++)
            {
                if (Width(node.Inputs[1 - i]!.Shape, node.Inputs[i]!) is not { } width)
                {
                    continue;
                }
                if (node.Inputs[i] is { Constant: not null } constant)
                {
                    (node.Inputs[i], changed) = (Tiled(constant, width), true);
                }
                else if (node.Inputs[i]!.Producer is { OpType: "DequantizeLinear" } dequantize
                    && dequantize.Inputs is [{ Constant: not null } integers, { Constant.Count: 1 }, ..] && uses[node.Inputs[i]!].Count == 1)
                {
                    (dequantize.Inputs[0], changed) = (Tiled(integers, width), true);
                    dequantize.Outputs[0].Shape = dequantize.Inputs[0]!.Shape;
                }
            }
        }
        return changed;
    }

    // How often the operand has to be repeated; null where that gains nothing.
    private static int? Width(int[]? shape, Value operand) =>
        shape is [.., > 1 and int width, > 0 and <= MaxChannels and int channels] && operand.Shape is { Length: > 0 } own && own.Length <= shape.Length
        && own[^1] == channels && (own.Length < 2 || own[^2] == 1) && ElementTypes.Count(own) * width <= MaxElements ? width : null;

    private static Value Tiled(Value value, int times)
    {
        Constant constant = value.Constant!;
        int[] shape = constant.Shape.Length < 2 ? [times, constant.Shape[^1]] : [.. constant.Shape[..^2], times, constant.Shape[^1]];
        int row = constant.Shape[^1] * constant.Type.Bits() / 8;
        return Value.Of(new Constant(constant.Type, shape, () => Repeat(constant.Bytes().Span, row, times)), value.Name);
    }

    private static byte[] Repeat(ReadOnlySpan<byte> bytes, int row, int times)
    {
        var tiled = new byte[bytes.Length * times];
        for (int i = 0; i < bytes.Length / row * times; i++)
        {
            bytes.Slice(i / times * row, row).CopyTo(tiled.AsSpan(i * row));
        }
        return tiled;
    }
}
