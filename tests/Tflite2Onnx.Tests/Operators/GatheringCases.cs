namespace Tflite2Onnx.Tests.Operators;

internal static class GatheringCases
{
    public static OpCase[] All =>
    [
    ];
}
