using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.Padding;
using Fused = Tflite2Onnx.Tflite.ActivationFunctionType;

namespace Tflite2Onnx.Tests.Operators;

internal static class PoolingCases
{
    public static OpCase[] All =>
    [
        new(AVERAGE_POOL_2D, "same, stride 2") { In = [F32(2, 7, 9, 3)], Out = [F32(2, 4, 5, 3)], Options = Pool(SAME, 2) },
        new(AVERAGE_POOL_2D, "valid, relu6") { In = [F32(1, 7, 9, 3).Between(-20, 20)], Out = [F32(1, 5, 8, 3)], Options = Pool(VALID, 1, Fused.RELU6) },
        new(AVERAGE_POOL_2D, "tanh is left out") { In = [F32(1, 7, 9, 3)], Out = [F32(1, 5, 8, 3)], Options = Pool(VALID, 1, Fused.TANH) },
        new(AVERAGE_POOL_2D, "dimensions open") { In = [F32(2, 7, 9, 3).Dynamic(0, 1, 2)], Out = [F32(2, 4, 5, 3).Dynamic(0, 1, 2)], Options = Pool(SAME, 2) },
        new(AVERAGE_POOL_2D, "int8, relu") { In = [I8(0.05f, -5, 1, 7, 9, 3)], Out = [I8(0.05f, -5, 1, 7, 9, 3)], Options = Pool(SAME, 1, Fused.RELU) },
        new(AVERAGE_POOL_2D, "uint8") { In = [U8(0.05f, 120, 1, 7, 9, 3)], Out = [U8(0.05f, 120, 1, 4, 5, 3)], Options = Pool(SAME, 2) },
        new(AVERAGE_POOL_2D, "int16") { In = [I16(0.0001f, 1, 7, 9, 3)], Out = [I16(0.0001f, 1, 3, 4, 3)], Options = Pool(VALID, 2) },
        new(AVERAGE_POOL_2D, "int8 without a scale") { In = [SByte(1, 7, 9, 3)], Out = [SByte(1, 7, 9, 3)], Options = Pool(SAME, 1), Fails = "T2O2002" },
        new(MAX_POOL_2D, "same, stride 2") { In = [F32(2, 7, 9, 3)], Out = [F32(2, 4, 5, 3)], Options = Pool(SAME, 2) },
        new(MAX_POOL_2D, "valid, relu") { In = [F32(1, 7, 9, 3)], Out = [F32(1, 5, 8, 3)], Options = Pool(VALID, 1, Fused.RELU) },
        new(MAX_POOL_2D, "batch not known") { In = [F32(2, 7, 9, 3).Dynamic(0)], Out = [F32(2, 4, 5, 3).Dynamic(0)], Options = Pool(SAME, 2) },
        new(MAX_POOL_2D, "int8, relu6") { In = [I8(0.1f, 10, 1, 7, 9, 3)], Out = [I8(0.1f, 10, 1, 7, 9, 3)], Options = Pool(SAME, 1, Fused.RELU6) },
        new(MAX_POOL_2D, "uint8") { In = [U8(0.05f, 120, 1, 7, 9, 3)], Out = [U8(0.05f, 120, 1, 4, 5, 3)], Options = Pool(SAME, 2) },
        new(MAX_POOL_2D, "int16, relu6") { In = [I16(0.001f, 1, 7, 9, 3)], Out = [I16(0.001f, 1, 4, 5, 3)], Options = Pool(SAME, 2, Fused.RELU6) },
        new(L2_POOL_2D, "same, stride 2") { In = [F32(2, 7, 9, 3)], Out = [F32(2, 4, 5, 3)], Options = Pool(SAME, 2) },
        new(L2_POOL_2D, "valid, relu1") { In = [F32(1, 7, 9, 3).Between(-2, 2)], Out = [F32(1, 5, 8, 3)], Options = Pool(VALID, 1, Fused.RELU_N1_TO_1) },
    ];

    private static Pool2DOptionsT Pool(Padding padding, int stride, Fused activation = Fused.NONE) =>
        new() { Padding = padding, StrideH = stride, StrideW = stride, FilterHeight = 3, FilterWidth = 2, FusedActivationFunction = activation };
}
