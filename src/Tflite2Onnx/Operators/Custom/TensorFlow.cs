using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>
/// Operators of TensorFlow's own (SELECT_TF_OPS): custom operators called Flex and TensorFlow's name. Where TFLite has the same one, its
/// definition serves.
/// </summary>
internal static class TensorFlow
{
    private static readonly (string Name, BuiltinOperator Code)[] Known =
    [
        ("Abs", ABS), ("Add", ADD), ("AddN", ADD_N), ("AddV2", ADD), ("Atan2", ATAN2), ("Ceil", CEIL), ("Cos", COS), ("Div", DIV), ("Elu", ELU),
        ("Equal", EQUAL), ("Exp", EXP), ("Floor", FLOOR), ("FloorDiv", FLOOR_DIV), ("FloorMod", FLOOR_MOD), ("Greater", GREATER),
        ("GreaterEqual", GREATER_EQUAL), ("Less", LESS), ("LessEqual", LESS_EQUAL), ("Log", LOG), ("LogicalAnd", LOGICAL_AND),
        ("LogicalNot", LOGICAL_NOT), ("LogicalOr", LOGICAL_OR), ("Maximum", MAXIMUM), ("Minimum", MINIMUM), ("Mul", MUL), ("Neg", NEG),
        ("NotEqual", NOT_EQUAL), ("Pow", POW), ("RealDiv", DIV), ("Relu", RELU), ("Relu6", RELU6), ("Rint", ROUND), ("Round", ROUND),
        ("Rsqrt", RSQRT), ("Select", SELECT), ("SelectV2", SELECT_V2), ("Sigmoid", LOGISTIC), ("Sign", SIGN), ("Sin", SIN), ("Sqrt", SQRT),
        ("Square", SQUARE), ("SquaredDifference", SQUARED_DIFFERENCE), ("Sub", SUB), ("Tanh", TANH), ("ZerosLike", ZEROS_LIKE),
    ];

    // Of a window; each is a Slice.
    private const int MostCells = 1024;

    public static OpDefinition[] Operators =>
    [
        .. Known.Select(known => Contributed.Same($"Flex{known.Name}", known.Code)),
        Unary("Acos", "Inverse cosine, in radians."),
        Unary("Acosh", "Inverse hyperbolic cosine."),
        Unary("Asin", "Inverse sine, in radians."),
        Unary("Asinh", "Inverse hyperbolic sine."),
        Unary("Atan", "Inverse tangent, in radians."),
        Unary("Atanh", "Inverse hyperbolic tangent."),
        Unary("Cosh", "Hyperbolic cosine."),
        Unary("Erf", "Error function."),
        Unary("Reciprocal", "1 over each element."),
        Unary("Selu", "Scaled exponential linear unit."),
        Unary("Sinh", "Hyperbolic sine."),
        Unary("Softplus", "Logarithm of 1 + e^x."),
        Unary("Softsign", "x, divided by 1 + its absolute value."),
        Unary("Tan", "Tangent of an angle in radians."),
        Define("Erfc", op => op.Emit("Sub", [Constants.Scalar(1, op.In(0).Type), op.Emit("Erf", [op.In(0)])]), "1 minus the error function."),
        Define("IsInf", op => op.Emit("IsInf", [op.In(0)]), "Whether elements are infinite."),
        Define("IsNan", op => op.Emit("IsNaN", [op.In(0)]), "Whether elements are NaN."),
        Define("LeakyRelu", op => op.Emit("LeakyRelu", [op.In(0)], new() { ["alpha"] = Attributes(op).Float("alpha", 0.2f) }), "x, or alpha * x below 0."),
        Define("BiasAdd", BiasAdd, "Sum with a number per channel.") with { Limits = "The channels have to be the last axis." },
        Define("BatchMatMul", op => Product(op, "adj_x", "adj_y"), "Products of matrices that lie in the last two axes.", LayoutRule.Terminate)
            with { Shapes = op => CustomShapes.Product(op, "adj_x", "adj_y") },
        Define("BatchMatMulV2", op => Product(op, "adj_x", "adj_y"), "Products of matrices that lie in the last two axes.", LayoutRule.Terminate)
            with { Shapes = op => CustomShapes.Product(op, "adj_x", "adj_y") },
        Define("MatMul", op => Product(op, "transpose_a", "transpose_b"), "Product of two matrices.", LayoutRule.Terminate)
            with { Shapes = op => CustomShapes.Product(op, "transpose_a", "transpose_b") },
        Define("Cross", Cross, "Cross products of the vectors along the last axis.", LayoutRule.Terminate),
        Define("L2Loss", L2Loss, "Half of the sum of squares.") with { Shapes = _ => Array.Empty<Dim>() },
        Define("Roll", Contributed.Roll, "Rolls elements along axes: what is shifted out at one end comes in at the other.", LayoutRule.Attribute(0))
            with { Quant = QuantRule.Integers, Shapes = ShapeRules.Together, Limits = "Shifts and axes have to be constants, and the dimensions known." },
        Define("ExtractImagePatches", Patches, "The windows of an image, each as the channels of one place.", LayoutRule.Terminate)
            with { Limits = "Height and width have to be known." },
    ];

    private static PlainOpDefinition Define(string name, Func<OpContext, Value> convert, string summary, LayoutRule? layout = null) => new($"Flex{name}")
    {
        Summary = summary,
        Layout = layout ?? LayoutRule.Transparent,
        Convert = op => convert(op),
    };

    private static PlainOpDefinition Unary(string name, string summary) => Define(name, op => op.Emit(name, [op.In(0)]), summary);

    private static CustomOptions Attributes(OpContext op) => CustomOptions.OfNode(op.Source);

    private static Value BiasAdd(OpContext op) => Attributes(op).String("data_format", "NHWC") == "NHWC" ? op.Emit("Add", [op.In(0), op.In(1)])
        : throw new Refusal(WayOut.Rewrite, "its channels are not the last axis");

    private static Value Product(OpContext op, string first, string second)
    {
        CustomOptions attributes = Attributes(op);
        Value Operand(int input, bool isTurned)
        {
            int rank = op.Rank(input);
            return isTurned ? op.Transpose(op.In(input), [.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2]) : op.In(input);
        }
        return op.Emit("MatMul", [Operand(0, attributes.Flag(first)), Operand(1, attributes.Flag(second))]);
    }

    private static Value Cross(OpContext op)
    {
        Value Turned(int input, params long[] order) => op.Emit("Gather", [op.In(input), Value.Ints(order)], new() { ["axis"] = (long)op.Rank(input) - 1 });
        Value Times(long[] left, long[] right) => op.Emit("Mul", [Turned(0, left), Turned(1, right)]);
        return op.Emit("Sub", [Times([1, 2, 0], [2, 0, 1]), Times([2, 0, 1], [1, 2, 0])]);
    }

    private static Value L2Loss(OpContext op)
    {
        Value sum = op.Emit("ReduceSum", [op.Emit("Mul", [op.In(0), op.In(0)])], new() { ["keepdims"] = 0L });
        return op.Emit("Mul", [sum, Constants.Scalar(0.5, sum.Type)]);
    }

    // ksizes, strides and rates have four numbers, those of batch and channels are 1.
    private static Value Patches(OpContext op)
    {
        CustomOptions attributes = Attributes(op);
        int[] Spatial(string name) => attributes.Integers(name) is [1, > 0 and int height, > 0 and int width, 1] ? [height, width]
            : throw new Refusal(WayOut.Rewrite, $"its {name} are not above 0 in height and width, and 1 in batch and channels");
        (int[] kernel, int[] strides, int[] rates) = (Spatial("ksizes"), Spatial("strides"), Spatial("rates"));
        if ((long)kernel[0] * kernel[1] > MostCells)
        {
            throw new Refusal(WayOut.Rewrite, $"its windows have more than {MostCells} cells");
        }
        int[] dimensions = op.Shape(0) is [_, > 0 and int high, > 0 and int wide, _] ? [high, wide]
            : throw new Refusal(WayOut.GiveShapes, "height and width are not known before a run");
        bool same = attributes.String("padding", "") == "SAME";
        int Reach(int axis) => ((kernel[axis] - 1) * rates[axis]) + 1;
        int[] total = [.. dimensions.Select((dimension, axis) => same ? Window.SameTotal(dimension, Reach(axis), strides[axis]) : 0)];
        int[] steps = [.. dimensions.Select((dimension, axis) => ((dimension + total[axis] - Reach(axis)) / strides[axis]) + 1)];

        Value x = total.All(t => t == 0) ? op.In(0)
            : op.Emit("Pad", [op.In(0), Value.Ints(0, total[0] / 2, total[1] / 2, 0, 0, total[0] - (total[0] / 2), total[1] - (total[1] / 2), 0)]);
        IEnumerable<Value> cells = from i in Enumerable.Range(0, kernel[0]) from j in Enumerable.Range(0, kernel[1]) select Cell([i * rates[0], j * rates[1]]);
        return op.Emit("Concat", [.. cells], new() { ["axis"] = 3L });

        Value Cell(int[] begin)
        {
            long[] ends = [.. begin.Select((from, axis) => from + ((steps[axis] - 1L) * strides[axis]) + 1)];
            return Slicing.Cut(op, x, [1, 2], [.. begin], ends, [strides[0], strides[1]]);
        }
    }
}
