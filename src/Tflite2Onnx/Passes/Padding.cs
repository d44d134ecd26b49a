namespace Tflite2Onnx.Passes;

/// <summary>What is known of Pads in front of convolutions.</summary>
internal static class Padding
{
    /// <summary>The node of that kind that makes a value; null when another one does.</summary>
    public static Node? Maker(Value? value, string opType) => value?.Producer is { } node && node.OpType == opType ? node : null;

    /// <summary>
    /// What a Pad puts around height and width, or whatever axes stand behind the second: all beginnings, then all ends. Null where it is
    /// not known, takes away, or puts in anything but 0, or what stands for it ahead of <paramref name="dequantize"/>.
    /// </summary>
    public static long[]? Zeros(Node pad, Node? dequantize)
    {
        if (pad.Attributes.ContainsKey("mode") || pad.Inputs.Length > 3 || pad.Inputs[1]?.Constant?.Integers() is not { } pads || pads.Any(p => p < 0))
        {
            return null;
        }
        int rank = pads.Length / 2;
        bool isSpatial = rank > 2 && pads[..2].Concat(pads[rank..(rank + 2)]).All(p => p == 0);
        return isSpatial && Filler(pad) == Zero(dequantize) ? [.. pads[2..rank], .. pads[(rank + 2)..]] : null;
    }

    private static double? Filler(Node pad) => pad.Inputs switch
    {
        [_, _, { Constant: { } value }] => value.Type.IsFloat() ? value.Floats()[0] : value.Integers()[0],
        [_, _, { }] => null,
        _ => 0,
    };

    private static double Zero(Node? dequantize) => dequantize?.Inputs is [_, _, { Constant: { } zero }] ? zero.Integers()[0] : 0;
}
