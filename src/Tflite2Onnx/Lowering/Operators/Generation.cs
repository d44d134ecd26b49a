namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Tensors made from few numbers.</summary>
internal static class Generation
{
    public static OpDefinition[] Operators =>
    [
    ];
}
