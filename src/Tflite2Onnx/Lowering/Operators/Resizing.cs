namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Images of another size.</summary>
internal static class Resizing
{
    public static OpDefinition[] Operators =>
    [
    ];
}
