namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Axes turned around.</summary>
internal static class Reversal
{
    public static OpDefinition[] Operators =>
    [
    ];
}
