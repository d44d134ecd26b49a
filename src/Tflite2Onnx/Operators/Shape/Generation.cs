using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Tensors made of a few numbers.</summary>
internal static class Generation
{
    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition(FILL)
        {
            Summary = "A tensor of a given shape that has one value throughout.",
            Quant = QuantRule.Own,
            Shapes = ShapingShapes.Fill,
            Convert = op => op.Emit("Expand", [op.In(1), op.IndexList(0)]),
        },
        new PlainOpDefinition(RANGE)
        {
            Summary = "Evenly spaced numbers, from a start up to but not including a limit.",
            Shapes = ReductionShapes.Range,
            Convert = op => op.Emit("Range", [op.In(0), op.In(1), op.In(2)]),
        },
    ];
}
