namespace Tflite2Onnx.Tests.Operators;

internal static class ScatteringCases
{
    public static OpCase[] All =>
    [
    ];
}
