using Tflite2Onnx.Arithmetic;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Arithmetic of two operands or more, element by element, with broadcasting.</summary>
internal static class Binary
{
    public static OpDefinition[] Operators =>
    [
        Fused<AddOptions>(ADD, "Add", o => o.FusedActivationFunction, "Sum.") with
        {
            Exact = (op, o) => Elementwise.Sum(op, o.FusedActivationFunction, o.PotScaleInt16, subtracts: false),
        },
        Fused<DivOptions>(DIV, "Div", o => o.FusedActivationFunction, "Quotient; of integers, cut off towards 0.") with
        {
            NeedsScale = OpDefinition.SmallIntegers,
            Exact = (op, o) => Division.Of(op, o.FusedActivationFunction),
        },
        Fused<MulOptions>(MUL, "Mul", o => o.FusedActivationFunction, "Product.") with
        {
            NeedsScale = [TensorType.INT8, TensorType.UINT8],
            TakesComplex = true,
            Convert = (op, o) => op.IsComplex ? Spectral.Product(op)
                : op.Activate(o.FusedActivationFunction.ClampingOnly(), op.Emit("Mul", [op.In(0), op.In(1)])),
            Exact = (op, o) => Elementwise.Product(op, o.FusedActivationFunction),
        },
        Fused<SubOptions>(SUB, "Sub", o => o.FusedActivationFunction, "Difference.") with
        {
            Exact = (op, o) => Elementwise.Sum(op, o.FusedActivationFunction, o.PotScaleInt16, subtracts: true),
        },
        Define(ADD_N, op => Enumerable.Range(1, Math.Max(0, op.InputCount - 1)).Aggregate(op.In(0), (sum, i) => op.Emit("Add", [sum, op.In(i)])),
            "Sum of any number of operands."),
        Define(ATAN2, op => op.In(0).Type == ElementType.Double ? WideAngle(op) : Angle(op, op.In(0), op.In(1)),
            "Angle of the point (x, y), y being the first operand; radians, -pi to pi."),
        // The kernels divide integers as they are, whatever the scales (floor_div.cc, floor_mod.cc).
        Define(FLOOR_DIV, FloorDiv, "Quotient, rounded down.") with { Quant = QuantRule.Integers },
        Define(FLOOR_MOD, FloorMod, "Remainder with the sign of the divisor.") with { Quant = QuantRule.Integers },
        Define(LOGICAL_AND, op => op.Emit("And", [op.In(0), op.In(1)]), "Whether both are true."),
        Define(LOGICAL_OR, op => op.Emit("Or", [op.In(0), op.In(1)]), "Whether one is true."),
        // So do these compare (maximum_minimum.cc).
        Define(MAXIMUM, op => op.Emit("Max", [op.In(0), op.In(1)]), "The larger one.") with { Quant = QuantRule.Own },
        Define(MINIMUM, op => op.Emit("Min", [op.In(0), op.In(1)]), "The smaller one.") with { Quant = QuantRule.Own },
        Define(POW, op => op.Emit("Pow", [op.In(0), op.In(1)]), "The first to the power of the second."),
        Define(SQUARED_DIFFERENCE, SquaredDifference, "Difference times itself.") with { Exact = Elementwise.SquaredDifference },
    ];

    private static PlainOpDefinition Define(BuiltinOperator code, Func<OpContext, Value> convert, string summary) => new(code)
    {
        Summary = summary,
        Layout = LayoutRule.Transparent,
        Convert = op => convert(op),
    };

    private static OpDefinition<TOptions> Fused<TOptions>(BuiltinOperator code, string onnx, Func<TOptions, ActivationFunctionType> activation, string summary)
        where TOptions : struct, IFlatTable<TOptions> => new(code)
        {
            Summary = summary,
            Layout = LayoutRule.Transparent,
            Convert = (op, o) => op.Activate(activation(o).ClampingOnly(), op.Emit(onnx, [op.In(0), op.In(1)])),
        };

    private static Value SquaredDifference(OpContext op)
    {
        Value difference = op.Emit("Sub", [op.In(0), op.In(1)]);
        return op.Emit("Mul", [difference, difference]);
    }

    // ONNX cuts integer quotients off towards 0: one less where that is not below, and where the division does not come out even.
    private static Value FloorDiv(OpContext op)
    {
        (Value x, Value y) = (op.In(0), op.In(1));
        Value quotient = op.Emit("Div", [x, y]);
        if (x.Type.IsFloat())
        {
            return op.Emit("Floor", [quotient]);
        }
        Value remainder = op.Emit("Sub", [x, op.Emit("Mul", [quotient, y])]);
        Value down = op.Emit("And", [op.IsNonZero(remainder), SignsDiffer(op, x, y)]);
        return op.Emit("Sub", [quotient, op.Cast(down, x.Type)]);
    }

    // Of integers, ONNX's Mod has the divisor's sign as it is; of floats only fmod is defined, which has the dividend's.
    private static Value FloorMod(OpContext op)
    {
        (Value x, Value y) = (op.In(0), op.In(1));
        if (!x.Type.IsFloat())
        {
            return op.Emit("Mod", [x, y]);
        }
        Value remainder = op.Emit("Mod", [x, y], new() { ["fmod"] = 1L });
        Value wrong = op.Emit("And", [op.IsNonZero(remainder), SignsDiffer(op, remainder, y)]);
        return op.Emit("Where", [wrong, op.Emit("Add", [remainder, y]), remainder]);
    }

    private static Value SignsDiffer(OpContext op, Value x, Value y)
    {
        Value zero = Constants.Scalar(0, x.Type);
        return op.Emit("Xor", [op.Emit("Less", [x, zero]), op.Emit("Less", [y, zero])]);
    }

    /// <summary>The angle of the point (x, y), in radians.</summary>
    /// <remarks>atan(y / x), and half a turn on the left side. 1 / x tells -0 from 0, as C's atan2 does: (0, -0) is pi.</remarks>
    public static Value Angle(OpContext op, Value y, Value x)
    {
        (Value zero, Value one, Value pi) = (Constants.Scalar(0, x.Type), Constants.Scalar(1, x.Type), Constants.Scalar(Math.PI, x.Type));
        Value Negative(Value v) => op.Emit("Or", [op.Emit("Less", [v, zero]), op.Emit("Less", [op.Emit("Div", [one, v]), zero])]);

        Value bothZero = op.Emit("And", [op.Emit("Equal", [x, zero]), op.Emit("Equal", [y, zero])]);
        Value right = op.Emit("Where", [bothZero, y, op.Emit("Atan", [op.Emit("Div", [y, x])])]);
        Value halfTurn = op.Emit("Where", [Negative(y), op.Emit("Neg", [pi]), pi]);
        Value left = op.Emit("Where", [bothZero, halfTurn, op.Emit("Add", [right, halfTurn])]);
        return op.Emit("Where", [Negative(x), left, right]);
    }

    // ONNX Runtime has no arc tangent of 64 bits. What that of 32 bits leaves over is so small an angle that its tangent is it.
    private static Value WideAngle(OpContext op)
    {
        Value Of(string onnx, Value a, Value b) => op.Emit(onnx, [a, b]);
        (Value y, Value x) = (op.In(0), op.In(1));
        Value largest = Of("Max", op.Emit("Abs", [y]), op.Emit("Abs", [x]));
        largest = op.Emit("Where", [op.IsNonZero(largest), largest, Constants.Scalar(1, ElementType.Double)]);
        (y, x) = (Of("Div", y, largest), Of("Div", x, largest));
        Value near = op.Cast(Angle(op, op.Cast(y, ElementType.Float), op.Cast(x, ElementType.Float)), ElementType.Double);
        // Oldest runtimes have no cosine of 64 bits.
        Value half = op.Emit("Sin", [Of("Mul", near, Constants.Scalar(0.5, ElementType.Double))]);
        Value sine = op.Emit("Sin", [near]), cosine = Of("Sub", Constants.Scalar(1, ElementType.Double), Of("Mul", Of("Add", half, half), half));
        Value along = Of("Add", Of("Mul", x, cosine), Of("Mul", y, sine));
        Value rest = Of("Div", Of("Sub", Of("Mul", y, cosine), Of("Mul", x, sine)), along);
        return Of("Add", near, op.Emit("Where", [op.IsNonZero(along), rest, Constants.Scalar(0, ElementType.Double)]));
    }
}
