namespace Tflite2Onnx.Tests.Operators;

internal static class ShapingCases
{
    public static OpCase[] All =>
    [
    ];
}
