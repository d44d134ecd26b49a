namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Pools over two spatial axes.</summary>
internal static class Pooling
{
    public static OpDefinition[] Operators =>
    [
    ];
}
