namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Operators that fold axes.</summary>
internal static class Reduction
{
    public static OpDefinition[] Operators =>
    [
    ];
}
