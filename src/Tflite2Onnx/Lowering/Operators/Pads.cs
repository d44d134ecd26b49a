namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Tensors with borders.</summary>
internal static class Pads
{
    public static OpDefinition[] Operators =>
    [
    ];
}
