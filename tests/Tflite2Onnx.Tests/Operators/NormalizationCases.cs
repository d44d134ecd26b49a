namespace Tflite2Onnx.Tests.Operators;

internal static class NormalizationCases
{
    public static OpCase[] All =>
    [
    ];
}
