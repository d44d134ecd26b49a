namespace Tflite2Onnx.Tests.Operators;

internal static class ReversalCases
{
    public static OpCase[] All =>
    [
    ];
}
