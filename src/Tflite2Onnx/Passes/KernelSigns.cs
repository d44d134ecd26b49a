using System.Runtime.InteropServices;

namespace Tflite2Onnx.Passes;

/// <summary>
/// Given weights of layers that become integer kernels; result: they have no sign where products could saturate, or, where that is allowed, all of
/// them have one. x86 without VNNI adds two products of uint8 and int8 in 16 bits, which saturate (vpmaddubsw in MLAS); with VNNI, and on ARM, weights with a
/// sign are exact, and their kernels the faster ones. Weights of less than 8 bits get 8: the runtime fuses their layers too, and has no kernel for them.
/// </summary>
internal static class KernelSigns
{
    // 255 times more than this is beyond 16 bits.
    private const int LargestPair = 128;

    public static bool Run(Graph graph, SaturationMode mode)
    {
        var fusions = new Fusions(graph);
        bool changed = false;
        foreach (Node weights in graph.Nodes.Where(node => IsOfLayer(node, fusions)))
        {
            (Value integers, Value zero) = (PlainQuantization.Widened(weights.Inputs[0]!), PlainQuantization.Widened(weights.Inputs[2]!));
            if (integers.Type == (mode == SaturationMode.Allow ? ElementType.UInt8 : ElementType.Int8)
                && (mode == SaturationMode.Allow || CanSaturate(fusions.Uses(weights.Outputs[0])[0]!, integers.Constant!)))
            {
                (integers, zero) = (Flipped.Of(integers), Flipped.Of(zero));
            }
            changed |= integers != weights.Inputs[0];
            (weights.Inputs[0], weights.Inputs[2]) = (integers, zero);
        }
        return changed;
    }

    private static bool IsOfLayer(Node node, Fusions fusions) =>
        node is { OpType: "DequantizeLinear", Inputs: [{ Constant: not null }, _, { Constant: not null }] } && !node.Attributes.ContainsKey("block_size")
        && fusions.Uses(node.Outputs[0]) is [{ } layer] && Fusions.IsLayer(layer) && layer.Inputs[1] == node.Outputs[0] && fusions.Fuses(layer);

    // Products are added in pairs of neighbours along what a layer sums over; which ones begin a pair depends on the kernel. A depthwise one adds in 32 bits.
    private static bool CanSaturate(Node layer, Constant weights)
    {
        int[] shape = weights.Shape;
        if (layer.OpType == "Conv" && shape[1] == 1 && layer.Attributes.Integer("group", 1) == shape[0])
        {
            return false;
        }
        ReadOnlySpan<sbyte> elements = MemoryMarshal.Cast<byte, sbyte>(weights.Bytes().Span);
        if (elements.IsEmpty)
        {
            return false;
        }
        bool isTransposed = layer.OpType == "Conv" || layer.Attributes.Integer("transB") == 1;
        int count = isTransposed ? elements.Length / shape[0] : shape[^2];
        int columns = isTransposed ? 1 : shape[^1];
        return layer.OpType == "Conv" ? ConvCanSaturate(elements, shape[1], (int)ElementTypes.Count(shape.AsSpan(2))) : CanSaturate(elements, count, columns);
    }

    // [..., count, columns]: neighbours are a row apart.
    private static bool CanSaturate(ReadOnlySpan<sbyte> elements, int count, int columns)
    {
        for (int i = 0; i + columns < elements.Length; i++)
        {
            if (i / columns % count != count - 1 && IsTooLarge(elements[i], elements[i + columns]))
            {
                return true;
            }
        }
        return false;
    }

    // [kernels, channels, places]: summed over place after place, each channel beside the next.
    private static bool ConvCanSaturate(ReadOnlySpan<sbyte> elements, int channels, int places)
    {
        for (int kernel = 0; kernel < elements.Length; kernel += channels * places)
        {
            for (int k = 0; k + 1 < channels * places; k++)
            {
                if (IsTooLarge(elements[kernel + Place(k)], elements[kernel + Place(k + 1)]))
                {
                    return true;
                }
            }
        }
        return false;

        int Place(int k) => (k % channels * places) + (k / channels);
    }

    private static bool IsTooLarge(int a, int b) => Math.Max(a, 0) + Math.Max(b, 0) > LargestPair || Math.Min(a, 0) + Math.Min(b, 0) < -LargestPair;
}
