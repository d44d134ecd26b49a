using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class ConvolutionCases
{
    public static OpCase[] All =>
    [
        new(CONV_2D, "same, stride 2") { In = [F32(2, 7, 9, 3), F32(4, 3, 5, 3).Const, F32(4).Const], Out = [F32(2, 4, 5, 4)], Options = Conv(Padding.SAME, 2) },
        new(CONV_2D, "valid, relu6") { In = [F32(2, 7, 9, 3), F32(4, 3, 5, 3).Const, F32(4).Const], Out = [F32(2, 5, 5, 4)], Options = Conv(Padding.VALID, 1) with { FusedActivationFunction = ActivationFunctionType.RELU6 } },
        new(CONV_2D, "dilated") { In = [F32(1, 9, 11, 3), F32(4, 3, 3, 3).Const, F32(4).Const], Out = [F32(1, 9, 11, 4)], Options = Conv(Padding.SAME, 1) with { DilationHFactor = 2, DilationWFactor = 3 } },
        new(CONV_2D, "int8 per channel")
        {
            In = [I8(0.02f, 5, 1, 7, 9, 3), I8([0.01f, 0.02f, 0.015f, 0.005f], 0, 4, 3, 5, 3).Const, I32(4).Between(-900, 900).Const],
            Out = [I8(0.05f, -10, 1, 7, 9, 4)],
            Options = Conv(Padding.SAME, 1),
        },
        new(CONV_2D, "weights called uint8 beside floats that 8 bits hold")
        {
            In = [F32(1, 3, 4, 2).Of(Digits(24, 53, 255, 127)), U8(0.01f, 128, 3, 2, 2, 2).Const, F32(3).Const],
            Out = [F32(1, 3, 4, 3)],
            Options = Conv(Padding.SAME, 1),
        },
        new(CONV_2D, "uint8, dilated, relu6")
        {
            In = [U8(0.02f, 128, 1, 9, 11, 3), U8(0.01f, 120, 4, 3, 3, 3).Const, I32(4).Between(-900, 900).Const],
            Out = [U8(0.05f, 100, 1, 9, 11, 4)],
            Options = Conv(Padding.SAME, 1) with { DilationHFactor = 2, DilationWFactor = 3, FusedActivationFunction = ActivationFunctionType.RELU6 },
        },
        new(CONV_2D, "int16, wide bias")
        {
            In = [I16(0.0002f, 1, 7, 9, 3), I8([0.01f, 0.02f, 0.015f, 0.005f], 0, 4, 3, 5, 3).Const, I64(4).Between(-90000, 90000).Const],
            Out = [I16(0.0005f, 1, 3, 5, 4)],
            Options = Conv(Padding.VALID, 2) with { StrideW = 1 },
        },
        new(CONV_2D, "int16, bias of 32 bits, grouped")
        {
            In = [I16(0.0002f, 1, 7, 9, 4), I8([0.01f, 0.02f, 0.015f, 0.005f, 0.01f, 0.02f], 0, 6, 3, 3, 2).Const, I32(6).Between(-90000, 90000).Const],
            Out = [I16(0.0005f, 1, 7, 9, 6)],
            Options = Conv(Padding.SAME, 1) with { QuantizedBiasType = TensorType.INT32 },
            Version = 8,
        },
        new(CONV_2D, "int8, weights of 4 bits")
        {
            In = [I8(0.02f, 5, 1, 7, 9, 3), I8([0.1f, 0.2f, 0.15f, 0.05f], 0, 4, 3, 5, 3).Const with { Type = TensorType.INT4, Range = (-8, 7) }, I32(4).Between(-90, 90).Const],
            Out = [I8(0.2f, -10, 1, 7, 9, 4)],
            Options = Conv(Padding.SAME, 1),
            Version = 7,
        },
        new(CONV_2D, "channels not known") { In = [F32(2, 7, 9, -1), F32(4, 3, 5, 3).Const, F32(4).Const], Out = [F32(2, 5, 5, 4)], Options = Conv(Padding.VALID, 1), Fails = "T2O2002" },
        new(DEPTHWISE_CONV_2D, "channels not known") { In = [F32(1, 7, 9, -1), F32(1, 3, 5, 3).Const], Out = [F32(1, 7, 9, 3)], Options = Depthwise(1), Fails = "T2O2002" },
        new(DEPTHWISE_CONV_2D, "multiplier 2") { In = [F32(1, 7, 9, 3), F32(1, 3, 5, 6).Const, F32(6).Const], Out = [F32(1, 4, 5, 6)], Options = Depthwise(2) with { DepthMultiplier = 2 } },
        new(DEPTHWISE_CONV_2D, "multiplier left out, no bias") { In = [F32(1, 7, 9, 3), F32(1, 3, 5, 3).Const], Out = [F32(1, 7, 9, 3)], Options = Depthwise(1) with { DepthMultiplier = 0 } },
        new(DEPTHWISE_CONV_2D, "uint8")
        {
            In = [U8(0.02f, 128, 1, 7, 9, 3), U8(0.01f, 120, 1, 3, 5, 3).Const, I32(3).Between(-900, 900).Const],
            Out = [U8(0.05f, 100, 1, 7, 9, 3)],
            Options = Depthwise(1),
        },
        new(DEPTHWISE_CONV_2D, "int8 per channel, relu1")
        {
            In = [I8(0.02f, 5, 1, 7, 9, 3), I8([0.01f, 0.02f, 0.015f, 0.005f, 0.01f, 0.02f], 3, 1, 3, 5, 6).Const, I32(6).Between(-900, 900).Const],
            Out = [I8(0.05f, -10, 1, 4, 5, 6)],
            Options = Depthwise(2) with { DepthMultiplier = 2, FusedActivationFunction = ActivationFunctionType.RELU_N1_TO_1 },
        },
        new(DEPTHWISE_CONV_2D, "int16, dilated")
        {
            In = [I16(0.0002f, 1, 9, 11, 3), I8([0.01f, 0.02f, 0.015f], 3, 1, 3, 3, 3).Const, I64(3).Between(-90000, 90000).Const],
            Out = [I16(0.0005f, 1, 9, 11, 3)],
            Options = Depthwise(1) with { DilationHFactor = 2, DilationWFactor = 3 },
        },
        Transposed("int8 per channel, relu", I8([0.01f, 0.02f], 0, 2, 3, 5, 3), I8(0.02f, 5, 1, 4, 5, 3), I32(2).Between(-900, 900), I8(0.05f, -10, 1, 8, 10, 2), ActivationFunctionType.RELU),
        Transposed("uint8, relu6", U8(0.01f, 120, 2, 3, 5, 3), U8(0.02f, 128, 1, 4, 5, 3), I32(2).Between(-900, 900), U8(0.05f, 100, 1, 8, 10, 2), ActivationFunctionType.RELU6),
        Transposed("int16", I8([0.01f, 0.02f], 0, 2, 3, 5, 3), I16(0.0002f, 1, 4, 5, 3), I64(2).Between(-90000, 90000), I16(0.0005f, 1, 8, 10, 2)),
        new(TRANSPOSE_CONV, "same, stride 2") { In = [Ints(1, 8, 10, 2), F32(2, 3, 5, 3).Const, F32(1, 4, 5, 3)], Out = [F32(1, 8, 10, 2)], Options = new TransposeConvOptionsT { Padding = Padding.SAME, StrideH = 2, StrideW = 2 } },
        new(TRANSPOSE_CONV, "valid, longer result, bias") { In = [Ints(1, 10, 12, 2), F32(2, 3, 3, 3).Const, F32(1, 4, 5, 3), F32(2).Const], Out = [F32(1, 10, 12, 2)], Options = new TransposeConvOptionsT { Padding = Padding.VALID, StrideH = 2, StrideW = 2 } },
        new(TRANSPOSE_CONV, "size not known")
        {
            In = [I32(4), F32(2, 3, 5, 3).Const, F32(1, 4, 5, 3)],
            Out = [F32(1, -1, -1, 2)],
            Options = new TransposeConvOptionsT { StrideH = 2, StrideW = 2 },
            Fails = "T2O2002",
        },
    ];

    private static OpCase Transposed(string name, Operand filter, Operand data, Operand bias, Operand result, ActivationFunctionType activation = ActivationFunctionType.NONE) =>
        new(TRANSPOSE_CONV, name)
        {
            In = [Ints(result.Shape), filter.Const, data, bias.Const],
            Out = [result],
            Options = new TransposeConvOptionsT { Padding = Padding.SAME, StrideH = 2, StrideW = 2, FusedActivationFunction = activation },
            Version = 4,
        };

    private static Conv2DOptionsT Conv(Padding padding, int stride) => new() { Padding = padding, StrideH = stride, StrideW = stride };

    private static DepthwiseConv2DOptionsT Depthwise(int stride) => new() { Padding = Padding.SAME, StrideH = stride, StrideW = stride, DepthMultiplier = 1 };
}
