using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

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
        new(RELU, "uint8 clamps") { In = [U8(0.1f, 128, 2, 3, 4, 5)], Out = [U8(0.1f, 100, 2, 3, 4, 5)] },
    ];

    private static OpCase Plain(BuiltinOperator code) => new(code, "plain") { In = [F32(2, 3, 4, 5).Between(-8, 8)], Out = [F32(2, 3, 4, 5)] };
}
