namespace Tflite2Onnx.Arithmetic;

/// <summary>How a tensor of integers stands for floats, with one scale for all of it: <c>real = Scale * (integer - Zero)</c>.</summary>
internal sealed record Affine(ElementType Type, float Scale, long Zero)
{
    public long Lowest => Type.Range().Lowest;

    public long Highest => Type.Range().Highest;

    /// <summary>Whether all integers fit into a table of 256 entries.</summary>
    public bool IsByte => Type.Bits() == 8;

    /// <summary>The largest distance of an integer from the zero point.</summary>
    public long Reach => Math.Max(Highest - Zero, Zero - Lowest);

    /// <summary>The tensor's parameters; null for tensors that are not quantized, or otherwise.</summary>
    public static Affine? Of(TfliteTensor tensor) => tensor.Type is TensorType.INT8 or TensorType.UINT8 or TensorType.INT16 ? OfAny(tensor) : null;

    /// <summary>The same for INT32 too.</summary>
    public static Affine? OfAny(TfliteTensor tensor) =>
        tensor.Type is TensorType.INT8 or TensorType.UINT8 or TensorType.INT16 or TensorType.INT32 && tensor.Quantization is { PerAxis: false } q
            ? new Affine(tensor.Type.ToElementType(), q.Scale[0], q.ZeroPoint[0]) : null;

    public long Clamp(long integer) => Math.Clamp(integer, Lowest, Highest);

    /// <summary>The integers a fused activation lets through (CalculateActivationRangeQuantized in kernel_util.cc); null for one that does not clamp.</summary>
    public (long Lowest, long Highest)? Range(ActivationFunctionType function) => function switch
    {
        ActivationFunctionType.NONE => (Lowest, Highest),
        ActivationFunctionType.RELU => (Math.Max(Lowest, At(0)), Highest),
        ActivationFunctionType.RELU6 => (Math.Max(Lowest, At(0)), Math.Min(Highest, At(6))),
        ActivationFunctionType.RELU_N1_TO_1 => (Math.Max(Lowest, At(-1)), Math.Min(Highest, At(1))),
        _ => null,
    };

    private long At(float bound) => Zero + (long)MathF.Round(bound / Scale, MidpointRounding.AwayFromZero);
}
