using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.TensorType;
using Fused = Tflite2Onnx.Tflite.ActivationFunctionType;

namespace Tflite2Onnx.Tests.Operators;

internal static class BinaryCases
{
    public static OpCase[] All =>
    [
        Plain(ADD, new AddOptionsT()), Plain(SUB, new SubOptionsT()), Plain(MUL, new MulOptionsT()), Plain(DIV, new DivOptionsT()),
        Plain(ADD_N), Plain(ATAN2), Plain(FLOOR_MOD), Plain(MAXIMUM), Plain(MINIMUM), Plain(SQUARED_DIFFERENCE),
        new(POW, "positive") { In = [F32(2, 3, 4, 5).Between(0.1, 3), F32(2, 3, 4, 5).Between(-2, 2)], Out = [F32(2, 3, 4, 5)] },
        new(FLOOR_DIV, "floats") { In = [F32(2, 3, 4, 5).Between(-9, 9), F32(2, 3, 4, 5).Between(1, 3)], Out = [F32(2, 3, 4, 5)] },
        new(FLOOR_DIV, "integers") { In = [I32(6).Of(7, -7, 7, -7, 6, -6), I32(6).Of(2, 2, -2, -2, 3, 3)], Out = [I32(6)] },
        new(FLOOR_MOD, "integers") { In = [I32(6).Of(7, -7, 7, -7, 6, -6), I32(6).Of(2, 2, -2, -2, 3, 3)], Out = [I32(6)] },
        new(MUL, "uint8 without a scale") { In = [Byte(2, 3), Byte(2, 3)], Out = [Byte(2, 3)], Options = new MulOptionsT(), Fails = "T2O2002" },
        new(DIV, "int8 without a scale") { In = [SByte(2, 3), SByte(2, 3)], Out = [SByte(2, 3)], Options = new DivOptionsT(), Fails = "T2O2002" },
        new(DIV, "integers") { In = [I32(4).Of(7, -7, 7, -7), I32(4).Of(2, 2, -2, -2)], Out = [I32(4)], Options = new DivOptionsT() },
        new(FLOOR_DIV, "int8, signs") { In = [I8(0.05f, 3, 6).Of(7, -7, 7, -7, 6, -128), I8(0.05f, 3, 6).Of(2, 2, -2, -2, 3, 3)], Out = [I8(0.05f, 3, 6)], Version = 3 },
        new(FLOOR_MOD, "int8, signs") { In = [I8(0.05f, 3, 6).Of(7, -7, 7, -7, 6, -128), I8(0.05f, 3, 6).Of(2, 2, -2, -2, 3, 3)], Out = [I8(0.05f, 3, 6)], Version = 2 },
        new(DIV, "uint8, a narrow divisor") { In = [U8(0.05f, 120, 2, 3, 4, 5), U8(0.03f, 5, 2, 3, 4, 5).Between(6, 255)], Out = [U8(0.07f, 128, 2, 3, 4, 5)], Options = new DivOptionsT(), Version = 2 },
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
        .. Typed(ADD, (-3, 2), (-2, 4), (-5, 6), new AddOptionsT()).As(INT8, UINT8, INT16, INT32, INT64, FLOAT16),
        .. Typed(SUB, (-3, 2), (-2, 4), (-6, 5), new SubOptionsT()).As(INT8, UINT8, INT16, INT32, INT64, FLOAT16),
        .. Typed(MUL, (-3, 2), (-2, 4), (-9, 8), new MulOptionsT()).As(INT8, UINT8, INT16, INT32, INT64, UINT32, FLOAT16),
        .. Typed(DIV, (-9, 7), (1, 3), (-9, 8), new DivOptionsT()).As(INT8, UINT8, INT16, INT32, FLOAT16),
        .. Typed(ADD, (-9, 9), (-9, 9), (-9, 9), new AddOptionsT()).Unscaled(INT16), .. Typed(MUL, (-9, 9), (-9, 9), (-9, 9), new MulOptionsT()).Unscaled(INT16),
        .. Lower(ADD, new AddOptionsT { FusedActivationFunction = Fused.RELU }), .. Lower(SUB, new SubOptionsT { FusedActivationFunction = Fused.RELU6 }),
        .. Lower(MUL, new MulOptionsT { FusedActivationFunction = Fused.RELU_N1_TO_1 }), .. Lower(DIV, new DivOptionsT { FusedActivationFunction = Fused.RELU }),
        .. LeftOut(ADD, new AddOptionsT { FusedActivationFunction = Fused.TANH }), .. LeftOut(SUB, new SubOptionsT { FusedActivationFunction = Fused.TANH }),
        .. LeftOut(MUL, new MulOptionsT { FusedActivationFunction = Fused.TANH }), .. LeftOut(DIV, new DivOptionsT { FusedActivationFunction = Fused.SIGN_BIT }),
        .. Typed(MAXIMUM, (-3, 2), (-3, 2), (-3, 2)).As(INT8, UINT8, INT16, INT32, INT64, FLOAT16),
        .. Typed(MINIMUM, (-3, 2), (-3, 2), (-3, 2)).As(INT8, UINT8, INT16, INT32, INT64, FLOAT16),
        .. (Typed(MAXIMUM, (-3, 2), (-2, 4), (-5, 6)) with { Name = "as they are" }).As(INT8, UINT8, INT16),
        .. Typed(FLOOR_DIV, (-9, 7), (1, 3), (-9, 7)).As(INT16), .. Typed(FLOOR_DIV, (-9, 7), (-5, -1), (-9, 7)).Unscaled(INT8, INT16),
        .. Typed(FLOOR_MOD, (-9, 7), (1, 3), (-9, 7)).As(INT16, INT64), .. Typed(FLOOR_MOD, (-9, 7), (-5, -1), (-9, 7)).Unscaled(INT8, INT16),
        Plain(MAXIMUM).Within(BFLOAT16), Plain(MINIMUM).Within(BFLOAT16),
        .. Typed(SQUARED_DIFFERENCE, (-3, 2), (-2, 4), (0, 40)).As(INT8, INT32, FLOAT16), .. Typed(POW, (0, 4), (0, 3), (0, 9)).As(INT32),
        .. Typed(ADD_N, (-9, 9), (-9, 9), (-9, 9)).As(INT32), .. Typed(ATAN2, (-3, 2), (-2, 3), (-4, 4)).As(FLOAT64),
    ];

    private static OpCase Plain(BuiltinOperator code, IFlatRecord? options = null) =>
        new(code, "plain") { In = [F32(2, 3, 4, 5).Between(-3, 3), F32(2, 3, 4, 5).Between(0.5, 3)], Out = [F32(2, 3, 4, 5)], Options = options };

    private static OpCase Typed(BuiltinOperator code, (double Low, double High) x, (double Low, double High) y, (double Low, double High) z, IFlatRecord? options = null) =>
        new(code, "plain") { In = [F32(2, 3, 4, 5).Between(x.Low, x.High), F32(2, 3, 4, 5).Between(y.Low, y.High)], Out = [F32(2, 3, 4, 5).Between(z.Low, z.High)], Options = options };

    private static IEnumerable<OpCase> Lower(BuiltinOperator code, IFlatRecord options) =>
        new OpCase(code, "clamped, operand of lower rank") { In = [F32(2, 3, 4, 5).Between(-9, 7), F32(4, 1).Between(1, 3)], Out = [F32(2, 3, 4, 5).Between(-9, 7)], Options = options }.As(INT8, UINT8, INT16, INT32);

    // The kernels know activations that clamp, and leave out the others.
    private static IEnumerable<OpCase> LeftOut(BuiltinOperator code, IFlatRecord options) =>
        (Typed(code, (-3, 2), (1, 3), (-9, 7), options) with { Name = "activation left out" }).As(FLOAT32, INT8, INT32);
}
