namespace Tflite2Onnx.Tests.Operators;

internal static class PoolingCases
{
    public static OpCase[] All =>
    [
    ];
}
