using Tflite2Onnx.Arithmetic;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Operators that relate each element to those beside it along the last axis.</summary>
internal static class Normalization
{
    // ONNX Runtime transposes for a softmax along any axis but the last, and back (its softmax.cc).
    private static readonly LayoutRule AlongLast =
        LayoutRule.Attribute() with { Inside = (_, layout) => layout.Map(-1) == layout.Rank - 1 ? 0 : 2 };

    public static OpDefinition[] Operators =>
    [
        new OpDefinition<SoftmaxOptions>(SOFTMAX)
        {
            Summary = "e^(beta * x), divided by the sum of those along the last axis.",
            Layout = AlongLast,
            Shapes = (op, _) => ShapeRules.AlongLast(op),
            Convert = (op, o) => op.Emit("Softmax", [Scaled(op, op.In(0), o.Beta)], LastAxis(op)),
            Exact = (op, o) => Softmax.Of(op, o.Beta),
            ExactByDefault = [TensorType.INT16],
        },
        new PlainOpDefinition(LOG_SOFTMAX)
        {
            Summary = "Logarithm of the softmax along the last axis.",
            Layout = AlongLast,
            Shapes = ShapeRules.AlongLast,
            Convert = op => op.Emit("LogSoftmax", [op.In(0)], LastAxis(op)),
            Exact = LogSoftmax.Of,
        },
        new OpDefinition<L2NormOptions>(L2_NORMALIZATION)
        {
            Summary = "x, divided by the length of the vector along the last axis.",
            Layout = LayoutRule.Attribute(),
            Shapes = (op, _) => ShapeRules.AlongLast(op),
            Convert = (op, o) => op.Activate(o.FusedActivationFunction, UnitLength(op, op.In(0))),
            Exact = (op, _) => UnitVector.Of(op),
        },
        // TFLite's alpha is not divided by the number of channels, ONNX's is.
        new OpDefinition<LocalResponseNormalizationOptions>(LOCAL_RESPONSE_NORMALIZATION)
        {
            Summary = "x, divided by (bias + alpha * sum of squares of the channels around it)^beta.",
            Layout = LayoutRule.Implicit([Layout.Nhwc], Layout.Nhwc),
            Shapes = (op, _) => ShapeRules.AlongLast(op),
            Limits = "A radius below 0, and an alpha or a beta that is not above 0, are refused.",
            Convert = (op, o) => o.Radius >= 0 && o.Alpha > 0 && o.Beta > 0 ? Lrn(op, o)
                : throw new Refusal(WayOut.Rewrite, $"its radius is {o.Radius}, its alpha {o.Alpha}, its beta {o.Beta}"),
        },
    ];

    private static Value Lrn(OpContext op, LocalResponseNormalizationOptions o)
    {
        long size = (2L * o.Radius) + 1;
        return op.Emit("LRN", [op.In(0)], new() { ["size"] = size, ["alpha"] = o.Alpha * size, ["beta"] = o.Beta, ["bias"] = o.Bias });
    }

    private static Value Scaled(OpContext op, Value x, float factor) => factor == 1 ? x : op.Emit("Mul", [x, Constants.Scalar(factor, x.Type)]);

    private static Attributes LastAxis(OpContext op) => new() { ["axis"] = (long)op.Axis(-1) };

    // ONNX's LpNormalization has nothing against a length of 0.
    private static Value UnitLength(OpContext op, Value x)
    {
        Value length = op.Emit("ReduceL2", [x, Value.Ints(op.Axis(-1))], new() { ["keepdims"] = 1L });
        return op.Emit("Div", [x, op.Emit("Max", [length, Constants.Scalar(1e-6, x.Type)])]);
    }
}
