namespace Tflite2Onnx.Operator;

/// <summary>
/// Complex tensors. Runtimes compute nothing with ONNX's complex types, so each number is a pair of floats along a last axis, which ONNX's own
/// Fourier transform has as well. TFLite's shapes are without that axis.
/// </summary>
internal static class ComplexTensors
{
    /// <summary>How many parts a number has.</summary>
    public const int Parts = 2;

    public static bool Is(TfliteTensor tensor) => tensor.Type is TensorType.COMPLEX64 or TensorType.COMPLEX128;

    /// <summary>The type of the parts of a complex type; any other type itself.</summary>
    public static ElementType PartType(ElementType type) => type switch
    {
        ElementType.Complex64 => ElementType.Float,
        ElementType.Complex128 => ElementType.Double,
        _ => type,
    };

    /// <summary>The shape with the axis of the parts, where the tensor is complex.</summary>
    public static int[] ShapeOf(TfliteTensor tensor, int[] shape) => Is(tensor) ? [.. shape, Parts] : shape;
}
