namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Comparisons, and choices by their results.</summary>
internal static class Comparison
{
    public static OpDefinition[] Operators =>
    [
    ];
}
