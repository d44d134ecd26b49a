namespace Tflite2Onnx.Tests.Operators;

internal static class GenerationCases
{
    public static OpCase[] All =>
    [
    ];
}
