using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.TensorType;

namespace Tflite2Onnx.Tests.Operators;

internal static class NormalizationCases
{
    public static OpCase[] All =>
    [
        new(SOFTMAX, "plain") { In = [F32(2, 3, 4, 5).Between(-5, 5)], Out = [F32(2, 3, 4, 5)], Options = new SoftmaxOptionsT { Beta = 1 } },
        new(SOFTMAX, "beta") { In = [F32(2, 3, 5).Between(-5, 5)], Out = [F32(2, 3, 5)], Options = new SoftmaxOptionsT { Beta = 0.5f } },
        new(SOFTMAX, "batch not known") { In = [F32(3, 5).Dynamic(0)], Out = [F32(3, 5).Dynamic(0)], Options = new SoftmaxOptionsT { Beta = 1 } },
        new(SOFTMAX, "int8") { In = [I8(0.05f, 7, 2, 3, 4, 5)], Out = [I8(1 / 256f, -128, 2, 3, 4, 5)], Options = new SoftmaxOptionsT { Beta = 1 } },
        new(SOFTMAX, "uint8, beta") { In = [U8(0.05f, 120, 2, 5)], Out = [U8(1 / 256f, 0, 2, 5)], Options = new SoftmaxOptionsT { Beta = 2 } },
        .. new OpCase(SOFTMAX, "plain") { In = [F32(2, 3, 4, 5).Between(-5, 4)], Out = [F32(2, 3, 4, 5).Between(0, 1)], Options = new SoftmaxOptionsT { Beta = 1 } }.As(INT16, FLOAT16),
        new(LOG_SOFTMAX, "plain") { In = [F32(2, 3, 4, 5).Between(-5, 5)], Out = [F32(2, 3, 4, 5)], Options = new LogSoftmaxOptionsT() },
        new(LOG_SOFTMAX, "int8") { In = [I8(0.05f, 7, 2, 3, 5)], Out = [I8(16 / 256f, 127, 2, 3, 5)], Options = new LogSoftmaxOptionsT() },
        new(LOG_SOFTMAX, "uint8") { In = [U8(0.05f, 120, 2, 5)], Out = [U8(16 / 256f, 255, 2, 5)], Options = new LogSoftmaxOptionsT() },
        new(LOG_SOFTMAX, "int8 far apart") { In = [I8(0.3f, 7, 2, 3, 50)], Out = [I8(16 / 256f, 127, 2, 3, 50)], Options = new LogSoftmaxOptionsT() },
        new(L2_NORMALIZATION, "plain") { In = [F32(2, 3, 4, 5)], Out = [F32(2, 3, 4, 5)], Options = new L2NormOptionsT() },
        new(L2_NORMALIZATION, "zeros") { In = [F32(2, 3).Of(0, 0, 0, 3, -4, 0)], Out = [F32(2, 3)], Options = new L2NormOptionsT() },
        new(L2_NORMALIZATION, "int8") { In = [I8(0.05f, 7, 2, 3, 4, 5)], Out = [I8(1 / 128f, 0, 2, 3, 4, 5)], Options = new L2NormOptionsT() },
        new(L2_NORMALIZATION, "uint8") { In = [U8(0.05f, 120, 2, 5)], Out = [U8(1 / 128f, 128, 2, 5)], Options = new L2NormOptionsT() },
        new(L2_NORMALIZATION, "int8 of zeros, of one, and long")
        {
            In = [I8(0.05f, 7, 4, 3).Of(7, 7, 7, 7, 8, 7, -128, -128, -128, 9, 5, 6)],
            Out = [I8(1 / 128f, 0, 4, 3)],
            Options = new L2NormOptionsT(),
        },
        new(LOCAL_RESPONSE_NORMALIZATION, "a beta below 0") { In = [F32(1, 2, 3, 5)], Out = [F32(1, 2, 3, 5)], Options = new LocalResponseNormalizationOptionsT { Radius = 2, Alpha = 0.5f, Beta = -0.5f, Bias = 1 }, Fails = "T2O2002" },
        new(LOCAL_RESPONSE_NORMALIZATION, "two channels around")
        {
            In = [F32(2, 3, 4, 7).Between(-5, 5)],
            Out = [F32(2, 3, 4, 7)],
            Options = new LocalResponseNormalizationOptionsT { Radius = 2, Bias = 0.9f, Alpha = 0.4f, Beta = 0.7f },
        },
        new(LOCAL_RESPONSE_NORMALIZATION, "no channel around")
        {
            In = [F32(1, 3, 4, 7).Between(-5, 5)],
            Out = [F32(1, 3, 4, 7)],
            Options = new LocalResponseNormalizationOptionsT { Radius = 0, Bias = 1, Alpha = 0.5f, Beta = 0.5f },
        },
    ];
}
