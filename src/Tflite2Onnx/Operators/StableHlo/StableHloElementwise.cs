using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.StablehloComparisonDirection;

namespace Tflite2Onnx.Operators;

/// <summary>
/// StableHLO's operators that work element by element. Those TFLite has kernels of compute on integers as they are, whatever their
/// quantization (stablehlo_elementwise.h); the others are as StableHLO's specification has them.
/// </summary>
internal static class StableHloElementwise
{
    public static OpDefinition[] Operators =>
    [
        Same(STABLEHLO_ABS, ABS), Same(STABLEHLO_CONVERT, CAST), Same(STABLEHLO_COSINE, COS), Same(STABLEHLO_EXPONENTIAL, EXP),
        Same(STABLEHLO_FLOOR, FLOOR), Same(STABLEHLO_LOG, LOG), Same(STABLEHLO_LOGISTIC, LOGISTIC), Same(STABLEHLO_RSQRT, RSQRT),
        Same(STABLEHLO_SELECT, SELECT_V2), Same(STABLEHLO_TANH, TANH),
        Same(STABLEHLO_MAXIMUM, MAXIMUM) with { Quant = QuantRule.Integers },
        Same(STABLEHLO_MINIMUM, MINIMUM) with { Quant = QuantRule.Integers },
        Define(STABLEHLO_ADD, op => op.Emit(IsBool(op) ? "Or" : "Add", [op.In(0), op.In(1)]), "Sum; of booleans, whether one is true.", QuantRule.Integers),
        Define(STABLEHLO_AND, op => op.Emit(IsBool(op) ? "And" : "BitwiseAnd", [op.In(0), op.In(1)]),
            "Whether both are true; of integers, bit by bit.", QuantRule.Integers),
        Define(STABLEHLO_CBRT, CubeRoot, "Cube root."),
        Define(STABLEHLO_CLAMP, op => op.Emit("Min", [op.Emit("Max", [op.In(1), op.In(0)]), op.In(2)]),
            "The second operand, clamped between the first and the third.", QuantRule.Carry),
        new OpDefinition<StablehloCompareOptions>(STABLEHLO_COMPARE)
        {
            Summary = "Whether one of six relations holds between two operands.",
            Limits = "The total order of floats, in which the sign of 0 and NaN count, is refused.",
            Layout = LayoutRule.Transparent,
            Convert = Compare,
        },
        Define(STABLEHLO_DIVIDE, op => op.Emit("Div", [op.In(0), op.In(1)]), "Quotient; of integers, cut off towards 0."),
        Define(STABLEHLO_MULTIPLY, op => op.Emit(IsBool(op) ? "And" : "Mul", [op.In(0), op.In(1)]),
            "Product; of booleans, whether both are true.", QuantRule.Integers),
        Define(STABLEHLO_NEGATE, op => op.In(0) is { Type: var type } x && type.IsFloat() ? op.Emit("Neg", [x]) : op.Emit("Sub", [Zero(op), op.In(0)]),
            "Negation; integers wrap."),
        Define(STABLEHLO_OR, op => op.Emit(IsBool(op) ? "Or" : "BitwiseOr", [op.In(0), op.In(1)]),
            "Whether one is true; of integers, bit by bit.", QuantRule.Integers),
        Define(STABLEHLO_POWER, Power, "The first to the power of the second; of integers, as far as the result fits their type."),
        Define(STABLEHLO_REMAINDER, Remainder, "Remainder with the sign of the dividend."),
        Define(STABLEHLO_SHIFT_LEFT, ShiftLeft, "Shifts bits to the left by the second operand; 0 where all are shifted out.", QuantRule.Integers),
        Define(STABLEHLO_SUBTRACT, op => op.Emit("Sub", [op.In(0), op.In(1)]), "Difference."),
    ];

    /// <summary>The definition of a TFLite operator that means the same, under another code.</summary>
    private static OpDefinition Same(BuiltinOperator code, BuiltinOperator original) =>
        new[] { Activation.Operators, Binary.Operators, Comparison.Operators, Shaping.Operators, Unary.Operators }
            .SelectMany(family => family).Single(definition => definition.Code == original) with { Key = code };

    private static PlainOpDefinition Define(
        BuiltinOperator code, Func<OpContext, Value> convert, string summary, QuantRule quant = QuantRule.Float) => new(code)
        {
            Summary = summary,
            Layout = LayoutRule.Transparent,
            Quant = quant,
            Convert = op => convert(op),
        };

    private static bool IsBool(OpContext op) => op.In(0).Type == ElementType.Bool;

    private static Value Zero(OpContext op) => Constants.Scalar(0, op.In(0).Type);

    private static Value CubeRoot(OpContext op)
    {
        Value x = op.In(0);
        Value root = op.Emit("Pow", [op.Emit("Abs", [x]), Constants.Scalar(1.0 / 3, x.Type)]);
        return op.Emit("Mul", [op.Emit("Sign", [x]), root]);
    }

    private static Results Compare(OpContext op, StablehloCompareOptions o)
    {
        if (o.CompareType == StablehloComparisonType.STABLEHLO_COMPARISON_TYPE_FLOAT_TOTAL_ORDER)
        {
            throw new Refusal(WayOut.Rewrite, "it compares by the total order of floats, in which the sign of 0 and NaN count");
        }
        bool equality = o.ComparisonDirection is STABLEHLO_COMPARISON_DIRECTION_EQ or STABLEHLO_COMPARISON_DIRECTION_NE;
        // False comes in front of true; ONNX puts only numbers in order.
        Value Ordered(int i) => IsBool(op) && !equality ? op.Cast(op.In(i), ElementType.Int32) : op.In(i);
        Value Emit(string type) => op.Emit(type, [Ordered(0), Ordered(1)]);
        return o.ComparisonDirection switch
        {
            STABLEHLO_COMPARISON_DIRECTION_EQ => Emit("Equal"),
            STABLEHLO_COMPARISON_DIRECTION_NE => op.Emit("Not", [Emit("Equal")]),
            STABLEHLO_COMPARISON_DIRECTION_GE => Emit("GreaterOrEqual"),
            STABLEHLO_COMPARISON_DIRECTION_GT => Emit("Greater"),
            STABLEHLO_COMPARISON_DIRECTION_LE => Emit("LessOrEqual"),
            STABLEHLO_COMPARISON_DIRECTION_LT => Emit("Less"),
            _ => throw new Refusal(WayOut.Rewrite, $"its relation is {o.ComparisonDirection}, which is none"),
        };
    }

    // ONNX Runtime raises integers as doubles, which do not hold all of 64 bits: those are squared and multiplied.
    private static Value Power(OpContext op)
    {
        if (op.In(0).Type is not (ElementType.Int64 or ElementType.UInt64))
        {
            return op.Emit("Pow", [op.In(0), op.In(1)]);
        }
        (Value x, Value exponent) = (op.Cast(op.In(0), ElementType.Int64), op.Cast(op.In(1), ElementType.Int64));
        (Value zero, Value one, Value two) = (Whole(0), Whole(1), Whole(2));
        // Beyond 63 only 0, 1 and -1 stay within the type, and of the exponent only whether it is odd counts.
        Value size = op.Emit("Abs", [exponent]);
        Value odd = op.Emit("Add", [op.Emit("Mod", [size, two]), Whole(62)]);
        Value count = op.Emit("Where", [op.Emit("Greater", [size, Whole(63)]), odd, size]);
        (Value result, Value square) = (one, x);
        for (int bit = 0; bit < 6; bit++)
        {
            Value isSet = op.Emit("Equal", [op.Emit("Mod", [op.Emit("Div", [count, Whole(1L << bit)]), two]), one]);
            result = op.Emit("Mul", [result, op.Emit("Where", [isSet, square, one])]);
            square = op.Emit("Mul", [square, square]);
        }
        Value isFraction = op.Emit("Not", [op.Emit("Equal", [op.Emit("Abs", [x]), one])]);
        return op.Emit("Where", [op.Emit("And", [op.Emit("Less", [exponent, zero]), isFraction]), zero, result]);
    }

    private static Value Whole(long number) => Constants.Scalar(number, ElementType.Int64);

    // Not fmod of integers, which goes through a double.
    private static Value Remainder(OpContext op)
    {
        (Value x, Value y) = (op.In(0), op.In(1));
        return x.Type.IsFloat() ? op.Emit("Mod", [x, y], new() { ["fmod"] = 1L })
            : op.Emit("Sub", [x, op.Emit("Mul", [op.Emit("Div", [x, y]), y])]);
    }

    // BitShift takes unsigned types only: what moves out of a narrower one goes when the result is cut to it.
    private static Value ShiftLeft(OpContext op)
    {
        Value x = op.In(0);
        Value count = op.Cast(op.In(1), ElementType.UInt64);
        Value shifted = op.Emit("BitShift", [op.Cast(x, ElementType.UInt64), count], new() { ["direction"] = "LEFT" });
        Value sixtyFours = op.Emit("BitShift", [count, Constants.Scalar(6, ElementType.UInt64)], new() { ["direction"] = "RIGHT" });
        Value isLeft = op.Emit("Equal", [op.Cast(sixtyFours, ElementType.Int64), Constants.Scalar(0, ElementType.Int64)]);
        return op.Emit("Where", [isLeft, shifted, Constants.Scalar(0, ElementType.UInt64)]);
    }
}
