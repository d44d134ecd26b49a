using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class Convolution3DCases
{
    public static OpCase[] All =>
    [
        new(CONV_3D, "same, strides") { In = [F32(2, 4, 5, 7, 3), F32(2, 3, 4, 3, 5).Const, F32(5).Const], Out = [F32(2, 2, 5, 3, 5)], Options = Window(Padding.SAME, 2, 1, 3) },
        new(CONV_3D, "valid, dilated, relu6")
        {
            In = [F32(1, 5, 6, 9, 2).Between(-4, 4), F32(2, 3, 2, 2, 4).Const, F32(4).Const],
            Out = [F32(1, 4, 2, 6, 4)],
            Options = Window(Padding.VALID, 1, 1, 1) with { DilationHFactor = 2, DilationWFactor = 3, FusedActivationFunction = ActivationFunctionType.RELU6 },
        },
        new(CONV_3D, "no bias, filter given") { In = [F32(1, 3, 4, 5, 2), F32(2, 2, 3, 2, 3)], Out = [F32(1, 3, 4, 5, 3)], Options = Window(Padding.SAME, 1, 1, 1) },
        new(CONV_3D_TRANSPOSE, "valid") { In = [Ints(1, 4, 6, 8, 2), F32(2, 3, 4, 2, 3).Const, F32(1, 3, 4, 5, 3), F32(2).Const], Out = [F32(1, 4, 6, 8, 2)], Options = Window(Padding.VALID, 1, 1, 1) },
        new(CONV_3D_TRANSPOSE, "same, strides, no bias, relu")
        {
            In = [Ints(1, 6, 4, 15, 2), F32(3, 3, 4, 2, 3).Const, F32(1, 3, 4, 5, 3)],
            Out = [F32(1, 6, 4, 15, 2)],
            Options = Window(Padding.SAME, 2, 1, 3) with { FusedActivationFunction = ActivationFunctionType.RELU },
        },
        new(CONV_3D_TRANSPOSE, "dilated") { In = [Ints(1, 4, 8, 8, 2), F32(2, 3, 4, 2, 3).Const, F32(1, 3, 4, 5, 3)], Out = [F32(1, 4, 8, 8, 2)], Options = Window(Padding.VALID, 1, 1, 1) with { DilationHFactor = 2 } },
        new(CONV_3D_TRANSPOSE, "size not known") { In = [I32(5), F32(2, 3, 4, 2, 3).Const, F32(1, 3, 4, 5, 3)], Out = [F32(1, -1, -1, -1, 2)], Options = Window(Padding.SAME, 2, 2, 2), Fails = "T2O2002" },
    ];

    private static Conv3DOptionsT Window(Padding padding, int depth, int height, int width) => new() { Padding = padding, StrideD = depth, StrideH = height, StrideW = width };
}
