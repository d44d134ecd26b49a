using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Comparisons, and choices that depend on them.</summary>
internal static partial class Comparison
{
    public static OpDefinition[] Operators =>
    [
        Define(EQUAL, "Equal", "Whether both are equal."),
        Define(NOT_EQUAL, "Equal", "Whether they differ."),
        Define(LESS, "Less", "Whether the first is smaller."),
        Define(LESS_EQUAL, "LessOrEqual", "Whether the first is not larger."),
        Define(GREATER, "Greater", "Whether the first is larger."),
        Define(GREATER_EQUAL, "GreaterOrEqual", "Whether the first is not smaller."),
        // The kernels copy integers as they are, whatever the scales (SelectEval in select.cc).
        new PlainOpDefinition(SELECT)
        {
            Summary = "Elements, or rows, of the second operand where the first is true, of the third elsewhere.",
            Layout = LayoutRule.Transparent with { When = op => !SelectsRows(op) },
            Quant = QuantRule.Own,
            Shapes = ShapingShapes.Select,
            Convert = op => op.Emit("Where", [SelectsRows(op) ? op.Reshape(op.In(0), [-1, .. Once(op.Rank(1) - 1)]) : op.In(0), op.In(1), op.In(2)]),
        },
        new PlainOpDefinition(SELECT_V2)
        {
            Summary = "Elements of the second operand where the first is true, of the third elsewhere.",
            Layout = LayoutRule.Transparent,
            Quant = QuantRule.Own,
            Convert = op => op.Emit("Where", [op.In(0), op.In(1), op.In(2)]),
        },
        new PlainOpDefinition(WHERE)
        {
            Summary = "The indices of the elements that are not 0, one row each.",
            Quant = QuantRule.Integers,
            Shapes = ReductionShapes.Where,
            Convert = op => op.Transpose(op.Emit("NonZero", [op.In(0)]), [1, 0]),
        },
    ];

    private static PlainOpDefinition Define(BuiltinOperator code, string onnx, string summary) => new(code)
    {
        Summary = summary,
        Layout = LayoutRule.Transparent,
        Quant = QuantRule.Integers,
        Convert = op =>
        {
            (Value x, Value y) = Comparable(op, equality: onnx == "Equal");
            Value result = op.Emit(onnx, [x, y]);
            return code == NOT_EQUAL ? op.Emit("Not", [result]) : result;
        },
    };

    // A list of conditions decides about the rows of matrices, where broadcasting would have it decide about columns.
    private static bool SelectsRows(OpView op) => op.Input(0).Shape is [_] && op.Rank(1) > 1;

    private static IEnumerable<int> Once(int axes) => Enumerable.Repeat(1, axes);
}
