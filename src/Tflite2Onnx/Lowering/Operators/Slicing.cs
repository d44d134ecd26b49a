namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Parts of a tensor.</summary>
internal static class Slicing
{
    public static OpDefinition[] Operators =>
    [
    ];
}
