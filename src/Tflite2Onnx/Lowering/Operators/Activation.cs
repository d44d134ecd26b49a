using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Activation functions that are operators of their own. (Fused ones are <see cref="OpContext.Activate"/>.)</summary>
internal static class Activation
{
    public static OpDefinition[] Operators =>
    [
        Define(ELU, op => op.Emit("Elu", [op.In(0)]), "x, or e^x - 1 below 0."),
        new OpDefinition<GeluOptions>(GELU)
        {
            Summary = "x times the normal distribution's function of x, exact or by tanh.",
            Layout = LayoutRule.Transparent,
            Convert = (op, o) => op.Emit("Gelu", [op.In(0)], new() { ["approximate"] = o.Approximate ? "tanh" : "none" }),
        },
        Define(HARD_SWISH, op => op.Emit("HardSwish", [op.In(0)]), "x * relu6(x + 3) / 6."),
        new OpDefinition<LeakyReluOptions>(LEAKY_RELU)
        {
            Summary = "x, or alpha * x below 0.",
            Layout = LayoutRule.Transparent,
            Convert = (op, o) => op.Emit("LeakyRelu", [op.In(0)], new() { ["alpha"] = o.Alpha }),
        },
        Define(LOGISTIC, op => op.Emit("Sigmoid", [op.In(0)]), "1 / (1 + e^-x)."),
        Define(PRELU, op => op.Emit("PRelu", [op.In(0), op.In(1)]), "x, or a learned slope times x below 0."),
        Define(RELU, op => op.Clamp(op.In(0), 0, null), "x, or 0 below 0."),
        Define(RELU6, op => op.Clamp(op.In(0), 0, 6), "x, within 0 and 6."),
        Define(RELU_0_TO_1, op => op.Clamp(op.In(0), 0, 1), "x, within 0 and 1."),
        Define(RELU_N1_TO_1, op => op.Clamp(op.In(0), -1, 1), "x, within -1 and 1."),
        Define(TANH, op => op.Emit("Tanh", [op.In(0)]), "Hyperbolic tangent."),
    ];

    private static PlainOpDefinition Define(BuiltinOperator code, Func<OpContext, Value> convert, string summary) => new(code)
    {
        Summary = summary,
        Layout = LayoutRule.Transparent,
        Convert = op => convert(op),
    };
}
