namespace Tflite2Onnx.Tests.Operators;

internal static class BlocksCases
{
    public static OpCase[] All =>
    [
    ];
}
