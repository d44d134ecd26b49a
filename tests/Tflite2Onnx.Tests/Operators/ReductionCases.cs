namespace Tflite2Onnx.Tests.Operators;

internal static class ReductionCases
{
    public static OpCase[] All =>
    [
    ];
}
