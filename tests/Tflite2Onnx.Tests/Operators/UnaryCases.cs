using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.TensorType;

namespace Tflite2Onnx.Tests.Operators;

internal static class UnaryCases
{
    public static OpCase[] All =>
    [
        Plain(ABS), Plain(CEIL), Plain(COS), Plain(EXP), Plain(FLOOR), Plain(NEG), Plain(SIGN), Plain(SIN), Plain(SQUARE), Plain(ZEROS_LIKE),
        new(ROUND, "halves") { In = [F32(6).Of(-1.5, -0.5, 0.5, 1.5, 2.5, 0.4)], Out = [F32(6)] },
        new(LOG, "positive") { In = [F32(2, 3, 4, 5).Between(0.1, 9)], Out = [F32(2, 3, 4, 5)] },
        new(SQRT, "positive") { In = [F32(2, 3, 4, 5).Between(0, 9)], Out = [F32(2, 3, 4, 5)] },
        new(RSQRT, "positive") { In = [F32(2, 3, 4, 5).Between(0.1, 9)], Out = [F32(2, 3, 4, 5)] },
        new(LOGICAL_NOT, "plain") { In = [Bool(2, 3)], Out = [Bool(2, 3)] },
        new(ABS, "scalar") { In = [F32()], Out = [F32()] },
        .. Typed(ABS, -3, 2, 0, 3.2).As(INT8, INT16, INT32, FLOAT16), .. Typed(ABS, -9, 9, 0, 9).Unscaled(INT16),
        .. Typed(EXP, -3, 2, 0, 8).As(INT8, INT16, FLOAT16), .. Typed(LOG, 0.1, 9, -3, 3).As(INT8, INT16, FLOAT16),
        .. Typed(SQRT, 0, 9, 0, 3).As(INT8, INT16, FLOAT16), .. Typed(RSQRT, 0.2, 9, 0, 3).As(INT8, INT16, FLOAT16),
        .. Typed(NEG, -6, 4, -6, 6).As(INT8, INT16, INT32, INT64, FLOAT16), .. Typed(NEG, -9, 9, -9, 9).Unscaled(INT8, INT16),
        .. Typed(CEIL, -3, 2, -3, 2).As(FLOAT16), .. Typed(FLOOR, -3, 2, -3, 2).As(FLOAT16), .. Typed(ROUND, -3, 2, -3, 2).As(FLOAT16),
        .. Typed(SIGN, -3, 2, -1, 1).As(INT32, FLOAT64), .. Typed(SQUARE, -3, 2, 0, 9).As(FLOAT16), .. Typed(ZEROS_LIKE, -3, 2, -3, 2).As(INT32, INT64),
        Plain(FLOOR).Within(BFLOAT16), Plain(ROUND).Within(BFLOAT16), Plain(NEG).Within(BFLOAT16),
        new(EXP, "int8 without a scale") { In = [SByte(2, 3)], Out = [SByte(2, 3)], Fails = "T2O2002" },
    ];

    private static OpCase Plain(BuiltinOperator code) => new(code, "plain") { In = [F32(2, 3, 4, 5).Between(-3, 3)], Out = [F32(2, 3, 4, 5)] };

    private static OpCase Typed(BuiltinOperator code, double low, double high, double lowest, double highest) =>
        new(code, "plain") { In = [F32(2, 3, 4, 5).Between(low, high)], Out = [F32(2, 3, 4, 5).Between(lowest, highest)] };
}
