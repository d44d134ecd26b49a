namespace Tflite2Onnx.Tests.Operators;

internal static class ComparisonCases
{
    public static OpCase[] All =>
    [
    ];
}
