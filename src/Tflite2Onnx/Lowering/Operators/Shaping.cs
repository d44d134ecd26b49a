namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Operators that change a tensor's shape.</summary>
internal static class Shaping
{
    public static OpDefinition[] Operators =>
    [
    ];
}
