using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.TensorType;

namespace Tflite2Onnx.Tests.Operators;

internal static class ActivationCases
{
    public static OpCase[] All =>
    [
        Plain(ELU), Plain(HARD_SWISH), Plain(LOGISTIC), Plain(RELU), Plain(RELU6), Plain(RELU_0_TO_1), Plain(RELU_N1_TO_1), Plain(TANH),
        new(GELU, "exact") { In = [F32(2, 3, 4, 5).Between(-3, 3)], Out = [F32(2, 3, 4, 5)], Options = new GeluOptionsT() },
        new(GELU, "approximate") { In = [F32(2, 3, 4, 5).Between(-3, 3)], Out = [F32(2, 3, 4, 5)], Options = new GeluOptionsT { Approximate = true } },
        new(LEAKY_RELU, "alpha") { In = [F32(2, 3, 4, 5)], Out = [F32(2, 3, 4, 5)], Options = new LeakyReluOptionsT { Alpha = 0.3f } },
        new(PRELU, "slope per channel") { In = [F32(2, 3, 4, 5), F32(1, 1, 5).Const], Out = [F32(2, 3, 4, 5)] },
        new(RELU6, "int8 saturates") { In = [I8(0.1f, 0, 2, 3, 4, 5)], Out = [I8(6 / 255f, -128, 2, 3, 4, 5)] },
        .. Typed(ELU, -5, 3, -1, 3).As(INT8, FLOAT16), .. Typed(HARD_SWISH, -5, 4, -0.5, 4).As(INT8, UINT8, FLOAT16),
        .. Typed(LOGISTIC, -5, 4, 0, 1).As(INT8, UINT8, INT16, FLOAT16), .. Typed(TANH, -3, 2, -1, 1).As(INT8, UINT8, INT16, FLOAT16),
        .. Typed(RELU, -5, 9, 0, 7).As(INT8, UINT8, INT16, FLOAT16), .. Typed(RELU6, -5, 9, -1, 7).As(INT8, UINT8, INT16, FLOAT16),
        .. Typed(RELU_N1_TO_1, -3, 2, -1.5, 1.5).As(INT8, UINT8, FLOAT16), .. Typed(RELU_0_TO_1, -3, 2, -0.5, 1.5).As(INT8, UINT8),
        .. Typed(GELU, -3, 2, -0.5, 2, new GeluOptionsT()).As(INT8, UINT8, INT16, FLOAT16),
        .. (Typed(GELU, -3, 2, -0.5, 2, new GeluOptionsT { Approximate = true }) with { Name = "approximate" }).As(INT8, UINT8, INT16),
        .. Typed(LEAKY_RELU, -3, 2, -1, 2, new LeakyReluOptionsT { Alpha = 0.3f }).As(INT8, UINT8, INT16, FLOAT16),
        .. (Typed(LEAKY_RELU, -3, 2, -5, 4, new LeakyReluOptionsT { Alpha = 1.5f }) with { Name = "steep" }).As(INT8, INT16),
        .. new OpCase(PRELU, "plain") { In = [F32(2, 3, 4, 5).Between(-3, 2), F32(1, 1, 5).Between(-0.5, 1.5).Const], Out = [F32(2, 3, 4, 5).Between(-4, 3)] }.As(INT8, UINT8, FLOAT16),
        Plain(TANH).Within(BFLOAT16),
        .. new[] { RELU, RELU6, RELU_0_TO_1, RELU_N1_TO_1 }.Select(code =>
            new OpCase(code, "int8 without a scale") { In = [SByte(2, 3)], Out = [SByte(2, 3)], Fails = "T2O2002" }),
        new(PRELU, "uint8 without a scale") { In = [Byte(2, 3), Byte(3)], Out = [Byte(2, 3)], Fails = "T2O2002" },
        new(RELU, "uint8 clamps") { In = [U8(0.1f, 128, 2, 3, 4, 5)], Out = [U8(0.1f, 100, 2, 3, 4, 5)] },
    ];

    private static OpCase Plain(BuiltinOperator code) => new(code, "plain") { In = [F32(2, 3, 4, 5).Between(-8, 8)], Out = [F32(2, 3, 4, 5)] };

    private static OpCase Typed(BuiltinOperator code, double low, double high, double lowest, double highest, IFlatRecord? options = null) =>
        new(code, "plain") { In = [F32(2, 3, 4, 5).Between(low, high)], Out = [F32(2, 3, 4, 5).Between(lowest, highest)], Options = options };
}
