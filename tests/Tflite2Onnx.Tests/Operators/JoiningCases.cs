namespace Tflite2Onnx.Tests.Operators;

internal static class JoiningCases
{
    public static OpCase[] All =>
    [
    ];
}
