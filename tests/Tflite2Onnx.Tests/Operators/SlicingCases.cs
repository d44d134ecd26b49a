namespace Tflite2Onnx.Tests.Operators;

internal static class SlicingCases
{
    public static OpCase[] All =>
    [
    ];
}
