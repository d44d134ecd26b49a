namespace Tflite2Onnx.Tests.Operators;

internal static class MatrixCases
{
    public static OpCase[] All =>
    [
    ];
}
