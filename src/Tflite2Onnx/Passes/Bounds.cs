namespace Tflite2Onnx.Passes;

/// <summary>What a Relu or a Clip holds floats within; infinite where it does not say.</summary>
internal readonly record struct Bounds(float Low, float High)
{
    /// <summary>The bounds of a Relu, or of a Clip with constant ones; NaN where they are computed.</summary>
    public static Bounds Of(Node node) => node.OpType == "Relu" ? new(0, float.PositiveInfinity)
        : new(Number(node, 1, float.NegativeInfinity), Number(node, 2, float.PositiveInfinity));

    public bool IsKnown => !float.IsNaN(Low) && !float.IsNaN(High);

    /// <summary>Whether what a QuantizeLinear of one scale can give lies within them: then it saturates all that they cut off.</summary>
    public bool IsImpliedBy(Node quantize)
    {
        if (quantize.Inputs[1]!.Constant is not { Count: 1 } scale || quantize.Inputs.ElementAtOrDefault(2)?.Constant is not { } zero)
        {
            return false;
        }
        (long lowest, long highest) = quantize.Outputs[0].Type.Range();
        (float step, long point) = (scale.Floats()[0], zero.Integers()[0]);
        return Low <= step * (lowest - point) && High >= step * (highest - point);
    }

    private static float Number(Node node, int input, float otherwise) =>
        node.Inputs.ElementAtOrDefault(input) is not { } bound ? otherwise
            : bound.Constant is { Type: ElementType.Float } constant ? constant.Floats()[0] : float.NaN;
}
