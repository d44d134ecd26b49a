namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Products of matrices.</summary>
internal static class Matrix
{
    public static OpDefinition[] Operators =>
    [
    ];
}
