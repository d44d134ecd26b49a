namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Operators that relate each element to the others of its axis.</summary>
internal static class Normalization
{
    public static OpDefinition[] Operators =>
    [
    ];
}
