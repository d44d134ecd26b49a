using Tflite2Onnx.Arithmetic;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Arithmetic of one operand, element by element.</summary>
internal static class Unary
{
    public static OpDefinition[] Operators =>
    [
        Define(ABS, "Abs", "Absolute value.") with { Exact = op => Tables.Look(op, Functions.Abs) },
        Define(CEIL, "Ceil", "Rounds up to a whole number."),
        Define(COS, "Cos", "Cosine of an angle in radians."),
        Define(EXP, "Exp", "e to the power of each element.") with
        {
            Exact = op => Tables.Look(op, Functions.OfFloats(MathF.Exp)),
            ExactByDefault = [TensorType.INT16],
        },
        Define(FLOOR, "Floor", "Rounds down to a whole number."),
        Define(LOG, "Log", "Natural logarithm.") with { Exact = op => Tables.Look(op, Functions.Log), ExactByDefault = [TensorType.INT16] },
        Define(LOGICAL_NOT, "Not", "False for true, true for false."),
        // The kernel negates integers, whatever they stand for (neg.cc).
        Define(NEG, "Neg", "Negation; quantized integers are negated as they are.") with { Quant = QuantRule.Integers },
        Define(ROUND, "Round", "Rounds to the nearest whole number, halves to the even one."),
        Define(SIGN, "Sign", "-1, 0 or 1."),
        Define(SIN, "Sin", "Sine of an angle in radians."),
        Define(SQRT, "Sqrt", "Square root.") with { Exact = op => Tables.Look(op, Functions.Sqrt) },
        Define(RSQRT, (op, x) => op.Emit("Reciprocal", [op.Emit("Sqrt", [x])]), "1 over the square root.") with
        {
            Exact = op => Tables.Look(op, Functions.Rsqrt),
            ExactByDefault = [TensorType.INT16],
        },
        Define(SQUARE, (op, x) => op.Emit("Mul", [x, x]), "Each element times itself."),
        // Not x * 0, which would keep NaN.
        Define(ZEROS_LIKE, (op, x) => op.Fill(x, 0), "Zeros, in the operand's shape."),
    ];

    private static PlainOpDefinition Define(BuiltinOperator code, string onnx, string summary) => Define(code, (op, x) => op.Emit(onnx, [x]), summary);

    private static PlainOpDefinition Define(BuiltinOperator code, Func<OpContext, Value, Value> convert, string summary) => new(code)
    {
        Summary = summary,
        Layout = LayoutRule.Transparent,
        Convert = op => convert(op, op.In(0)),
    };
}
