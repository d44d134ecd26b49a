namespace Tflite2Onnx.Tests.Operators;

internal static class ResizingCases
{
    public static OpCase[] All =>
    [
    ];
}
