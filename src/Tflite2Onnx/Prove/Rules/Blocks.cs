namespace Tflite2Onnx.Prove;

/// <summary>Exchange of channels and pixels, of four axes.</summary>
internal static class Blocks
{
    public static int[]? ToSpace(NodeShapes node)
    {
        node.Word("mode", "DCR", "CRD");
        long size = Size(node);
        if (node[0] is not [var n, var c, var h, var w])
        {
            return null;
        }
        node.Demand(c < 0 || c % (size * size) == 0, "its channels are no whole blocks");
        return [n, c < 0 ? c : (int)(c / (size * size)), Times(h, size), Times(w, size)];
    }

    public static int[]? ToDepth(NodeShapes node)
    {
        long size = Size(node);
        if (node[0] is not [var n, var c, var h, var w])
        {
            return null;
        }
        node.Demand((h < 0 || h % size == 0) && (w < 0 || w % size == 0), "its pixels are no whole blocks");
        return [n, Times(c, size * size), h < 0 ? h : (int)(h / size), w < 0 ? w : (int)(w / size)];
    }

    private static long Size(NodeShapes node)
    {
        long size = node.Integer("blocksize");
        node.Demand(size is > 0 and < 1 << 15, "its blocks have no size");
        node.Demand(node[0] is null or { Length: 4 }, "its operand has not four axes");
        return size;
    }

    private static int Times(int dimension, long factor) => dimension < 0 ? dimension : (int)Math.Min(dimension * factor, int.MaxValue);
}
