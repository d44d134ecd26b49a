using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Tensors made of a few numbers.</summary>
internal static class Generation
{
    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition(FILL)
        {
            Summary = "One value throughout a given shape.",
            Quant = QuantRule.Own,
            Convert = op => op.Emit("Expand", [op.In(1), op.IndexList(0)]),
        },
        new PlainOpDefinition(RANGE)
        {
            Summary = "Numbers in equal steps, from a start to in front of a limit.",
            Convert = op => op.Emit("Range", [op.In(0), op.In(1), op.In(2)]),
        },
    ];
}
