using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

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
        new(ABS, "int8") { In = [I8(0.05f, -3, 2, 3, 4, 5)], Out = [I8(0.06f, -128, 2, 3, 4, 5)] },
        new(NEG, "int8") { In = [I8(0.05f, 3, 2, 3, 4, 5).Between(-127, 127)], Out = [I8(0.05f, 3, 2, 3, 4, 5)] },
        new(NEG, "int16") { In = [I16(0.0001f, 2, 3).Between(-32767, 32767)], Out = [I16(0.0001f, 2, 3)] },
        new(ABS, "scalar") { In = [F32()], Out = [F32()] },
        new(ZEROS_LIKE, "int64") { In = [I64(2, 3)], Out = [I64(2, 3)] },
    ];

    private static OpCase Plain(BuiltinOperator code) => new(code, "plain") { In = [F32(2, 3, 4, 5).Between(-3, 3)], Out = [F32(2, 3, 4, 5)] };
}
