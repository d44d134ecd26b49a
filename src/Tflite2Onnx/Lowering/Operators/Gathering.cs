namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Elements picked by index.</summary>
internal static class Gathering
{
    public static OpDefinition[] Operators =>
    [
    ];
}
