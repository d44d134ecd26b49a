namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Space, depth and batch exchanged in blocks.</summary>
internal static class Blocks
{
    public static OpDefinition[] Operators =>
    [
    ];
}
