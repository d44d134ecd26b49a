namespace Tflite2Onnx.Tests.Operators;

internal static class PadsCases
{
    public static OpCase[] All =>
    [
    ];
}
