namespace Tflite2Onnx.Prove;

/// <summary>Fourier transforms. The last axis holds the real and the imaginary part.</summary>
internal static class Signals
{
    private const int AxisIsInput = 20;

    public static int[]? Dft(NodeShapes node)
    {
        bool isInverse = node.Flag("inverse"), isHalf = node.Flag("onesided");
        node.Demand(!(isInverse && isHalf), "it is one-sided and inverse");
        node.Demand(node.Opset >= AxisIsInput || !node.Has(2), "the operator set has its axis as an attribute");
        node.Demand(node.Opset < AxisIsInput || !node.Node.Attributes.ContainsKey("axis"), "the operator set has its axis as an input");
        long? given = node.Opset < AxisIsInput ? node.Integer("axis", 1) : node.Has(2) ? node.Numbers(2)?[0] : -2;
        if (node[0] is not { } x)
        {
            return null;
        }
        node.Demand(x.Length >= 2 && x[^1] is 1 or 2 or Dimensions.Unknown, "its last axis is not that of parts");
        if (given is not { } along)
        {
            return Dimensions.With(Dimensions.Unknowns(x.Length), x.Length - 1, 2);
        }
        int axis = node.Axis(along, x.Length);
        node.Demand(axis < x.Length - 1, "it transforms the parts");
        int length = !node.Has(1) ? x[axis] : (int)(node.Numbers(1)?[0] ?? Dimensions.Unknown);
        return Dimensions.With(Dimensions.With(x, axis, isHalf && length >= 0 ? (length / 2) + 1 : length), x.Length - 1, 2);
    }

    public static int[]? Stft(NodeShapes node)
    {
        bool isHalf = node.Flag("onesided", true);
        if (node[0] is not { } x)
        {
            return null;
        }
        node.Demand(x.Length == 3 && x[2] is 1 or 2 or Dimensions.Unknown, "its last axis is not that of parts");
        long step = node.Numbers(1)?[0] ?? Dimensions.Unknown;
        long length = (node.Has(3) ? node.Numbers(3)?[0] : node[2] is [var window] ? window : null) ?? Dimensions.Unknown;
        node.Demand(step is > 0 or Dimensions.Unknown && length is > 0 or Dimensions.Unknown, "its frames have no length");
        bool isOpen = step < 0 || length < 0 || x[1] < 0;
        node.Demand(isOpen || x[1] >= length, "its frames are longer than its operand");
        int frames = isOpen ? Dimensions.Unknown : (int)(((x[1] - length) / step) + 1);
        return [x[0], frames, length < 0 ? Dimensions.Unknown : (int)(isHalf ? (length / 2) + 1 : length), 2];
    }
}
