namespace Tflite2Onnx.Tests.Operators;

internal static class QuantizationCases
{
    public static OpCase[] All =>
    [
    ];
}
