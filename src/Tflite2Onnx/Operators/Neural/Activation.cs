using Tflite2Onnx.Arithmetic;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Activation functions that are operators of their own. (Fused ones are <see cref="Clamping.Activate"/>.)</summary>
internal static class Activation
{
    public static OpDefinition[] Operators =>
    [
        Define(ELU, op => op.Emit("Elu", [op.In(0)]), "x, or e^x - 1 below 0.", Functions.OfFloats(x => x < 0 ? (float)(Math.Exp(x) - 1) : x)),
        new OpDefinition<GeluOptions>(GELU)
        {
            Summary = "x times the normal distribution function of x, exact or approximated by tanh.",
            Layout = LayoutRule.Transparent,
            Convert = (op, o) => op.Emit("Gelu", [op.In(0)], new() { ["approximate"] = o.Approximate ? "tanh" : "none" }),
            Exact = (op, o) => Tables.Look(op, Functions.Gelu(o.Approximate)),
            ExactByDefault = [TensorType.INT16],
        },
        Define(HARD_SWISH, op => op.Emit("HardSwish", [op.In(0)]), "x * relu6(x + 3) / 6.", Functions.HardSwish),
        new OpDefinition<LeakyReluOptions>(LEAKY_RELU)
        {
            Summary = "x, or alpha * x below 0.",
            Layout = LayoutRule.Transparent,
            Convert = (op, o) => op.Emit("LeakyRelu", [op.In(0)], new() { ["alpha"] = o.Alpha }),
            Exact = (op, o) => Tables.Look(op, Functions.LeakyRelu(o.Alpha)),
        },
        Define(LOGISTIC, op => op.Emit("Sigmoid", [op.In(0)]), "1 / (1 + e^-x).",
            Functions.OfFloats(x => 1 / (1 + MathF.Exp(-x)), Sigmoid.Logistic)) with { ExactByDefault = [TensorType.INT16] },
        Define(PRELU, op => op.Emit("PRelu", [op.In(0), op.In(1)]), "x, or a learned slope times x below 0.") with
        {
            NeedsScale = OpDefinition.SmallIntegers,
            Exact = Elementwise.Prelu,
        },
        Relu(RELU, 0, null, "x, or 0 below 0."),
        Relu(RELU6, 0, 6, "x, within 0 and 6."),
        Relu(RELU_0_TO_1, 0, 1, "x, within 0 and 1."),
        Relu(RELU_N1_TO_1, -1, 1, "x, within -1 and 1."),
        Define(TANH, op => op.Emit("Tanh", [op.In(0)]), "Hyperbolic tangent.", Functions.OfFloats(MathF.Tanh, Sigmoid.Tanh)) with
        {
            ExactByDefault = [TensorType.INT16],
        },
    ];

    private static PlainOpDefinition Relu(BuiltinOperator code, int lowest, int? highest, string summary) =>
        Define(code, op => op.Clamp(op.In(0), lowest, highest), summary, Functions.Clamped(lowest, highest ?? float.PositiveInfinity)) with
        {
            NeedsScale = OpDefinition.SmallIntegers,
        };

    private static PlainOpDefinition Define(
        BuiltinOperator code, Func<OpContext, Value> convert, string summary, Func<Affine, Affine, Func<long, long>?>? exact = null) => new(code)
        {
            Summary = summary,
            Layout = LayoutRule.Transparent,
            Convert = op => convert(op),
            Exact = exact is null ? null : op => Tables.Look(op, exact),
        };
}
