using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class BinaryCases
{
    public static OpCase[] All =>
    [
        Plain(ADD, new AddOptionsT()), Plain(SUB, new SubOptionsT()), Plain(MUL, new MulOptionsT()), Plain(DIV, new DivOptionsT()),
        Plain(ADD_N), Plain(ATAN2), Plain(FLOOR_MOD), Plain(MAXIMUM), Plain(MINIMUM), Plain(SQUARED_DIFFERENCE),
        new(POW, "positive") { In = [F32(2, 3, 4, 5).Between(0.1, 3), F32(2, 3, 4, 5).Between(-2, 2)], Out = [F32(2, 3, 4, 5)] },
        new(FLOOR_DIV, "reals") { In = [F32(2, 3, 4, 5).Between(-9, 9), F32(2, 3, 4, 5).Between(1, 3)], Out = [F32(2, 3, 4, 5)] },
        new(FLOOR_DIV, "integers") { In = [I32(6).Of(7, -7, 7, -7, 6, -6), I32(6).Of(2, 2, -2, -2, 3, 3)], Out = [I32(6)] },
        new(FLOOR_MOD, "integers") { In = [I32(6).Of(7, -7, 7, -7, 6, -6), I32(6).Of(2, 2, -2, -2, 3, 3)], Out = [I32(6)] },
        new(DIV, "integers") { In = [I32(4).Of(7, -7, 7, -7), I32(4).Of(2, 2, -2, -2)], Out = [I32(4)], Options = new DivOptionsT() },
        new(FLOOR_DIV, "int8") { In = [I8(0.05f, 3, 6).Of(7, -7, 7, -7, 6, -128), I8(0.05f, 3, 6).Of(2, 2, -2, -2, 3, 3)], Out = [I8(0.05f, 3, 6)], Version = 3 },
        new(FLOOR_MOD, "int8") { In = [I8(0.05f, 3, 6).Of(7, -7, 7, -7, 6, -128), I8(0.05f, 3, 6).Of(2, 2, -2, -2, 3, 3)], Out = [I8(0.05f, 3, 6)], Version = 2 },
        new(DIV, "uint8") { In = [U8(0.05f, 120, 2, 3, 4, 5), U8(0.03f, 5, 2, 3, 4, 5).Between(6, 255)], Out = [U8(0.07f, 128, 2, 3, 4, 5)], Options = new DivOptionsT(), Version = 2 },
        new(DIV, "uint8 by numbers on both sides of 0, relu6")
        {
            In = [U8(0.05f, 120, 2, 3, 4, 5), U8(0.03f, 130, 4, 1).Of(0, 129, 131, 255)],
            Out = [U8(0.07f, 20, 2, 3, 4, 5)],
            Options = new DivOptionsT { FusedActivationFunction = ActivationFunctionType.RELU6 },
            Version = 2,
        },
        new(ATAN2, "axes") { In = [F32(8).Of(0, 0, 1, -1, 1, -1, 1, -1), F32(8).Of(1, -1, 0, 0, 1, 1, -1, -1)], Out = [F32(8)] },
        new(LOGICAL_AND, "plain") { In = [Bool(2, 3), Bool(2, 3)], Out = [Bool(2, 3)], Options = new LogicalAndOptionsT() },
        new(LOGICAL_OR, "plain") { In = [Bool(2, 3), Bool(2, 3)], Out = [Bool(2, 3)], Options = new LogicalOrOptionsT() },
        new(ADD, "relu6, operand of lower rank") { In = [F32(2, 3, 4, 5).Between(-9, 9), F32(4, 1)], Out = [F32(2, 3, 4, 5)], Options = new AddOptionsT { FusedActivationFunction = ActivationFunctionType.RELU6 } },
        new(MUL, "constant per channel") { In = [F32(2, 3, 4, 5), F32(5).Const], Out = [F32(2, 3, 4, 5)], Options = new MulOptionsT { FusedActivationFunction = ActivationFunctionType.RELU_N1_TO_1 } },
        new(ADD, "int8") { In = [I8(0.05f, 3, 2, 3, 4, 5), I8(0.03f, -7, 2, 3, 4, 5)], Out = [I8(0.07f, -5, 2, 3, 4, 5)], Options = new AddOptionsT() },
        new(MUL, "int16") { In = [I16(0.0001f, 2, 3, 4, 5), I16(0.0002f, 2, 3, 4, 5)], Out = [I16(0.0003f, 2, 3, 4, 5)], Options = new MulOptionsT() },
        new(MAXIMUM, "int16 without a kernel") { In = [I16(0.1f, 2, 3), I16(0.1f, 2, 3)], Out = [I16(0.1f, 2, 3)] },
    ];

    private static OpCase Plain(BuiltinOperator code, IFlatRecord? options = null) =>
        new(code, "plain") { In = [F32(2, 3, 4, 5).Between(-3, 3), F32(2, 3, 4, 5).Between(0.5, 3)], Out = [F32(2, 3, 4, 5)], Options = options };
}
