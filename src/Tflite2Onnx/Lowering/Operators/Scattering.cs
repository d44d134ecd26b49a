using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Elements put where indices say.</summary>
internal static class Scattering
{
    public static OpDefinition[] Operators =>
    [
        // The kernel adds up integers as they are, quantized or not.
        new PlainOpDefinition(SCATTER_ND)
        {
            Summary = "Zeros of a given shape with slices added at indices.",
            Quant = QuantRule.Integers,
            Convert = op => op.In(1) is { Type: ElementType.Bool } flags
                ? op.Cast(Scatter(op, op.Cast(flags, ElementType.Int32)), ElementType.Bool)
                : Scatter(op, op.In(1)),
        },
    ];

    private static Value Scatter(OpContext op, Value updates)
    {
        Value zeros = op.Emit("ConstantOfShape", [op.IndexList(2)], new() { ["value"] = Constants.FromReals(updates.Type, [1], 0) });
        return op.Emit("ScatterND", [zeros, op.Index(0), updates], new() { ["reduction"] = "add" });
    }
}
