namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Operators that change how numbers are stored.</summary>
internal static class Quantization
{
    public static OpDefinition[] Operators =>
    [
    ];
}
