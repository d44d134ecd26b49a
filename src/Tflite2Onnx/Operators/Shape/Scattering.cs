using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Elements put where indices say. The kernels take integers as they are, quantized or not.</summary>
internal static class Scattering
{
    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition(SCATTER_ND)
        {
            Summary = "A tensor of zeros with slices added at indices.",
            Quant = QuantRule.Integers,
            Shapes = GatheringShapes.ScatterNd,
            Convert = op => op.In(1) is { Type: ElementType.Bool } flags
                ? op.Cast(Sum(op, op.IndexList(2), op.Index(0), op.Cast(flags, ElementType.Int32)), ElementType.Bool)
                : Sum(op, op.IndexList(2), op.Index(0), op.In(1)),
        },
        new PlainOpDefinition(SPARSE_TO_DENSE)
        {
            Summary = "A tensor of a given shape that has one value, and others at indices.",
            Quant = QuantRule.Own,
            Shapes = GatheringShapes.SparseToDense,
            Convert = op => SparseToDense(op),
        },
    ];

    /// <summary>Zeros of a shape, to which <paramref name="updates"/> are added at <paramref name="indices"/>.</summary>
    public static Value Sum(OpContext op, Value shape, Value indices, Value updates)
    {
        Value zeros = op.Emit("ConstantOfShape", [shape], new() { ["value"] = Constants.FromFloats(updates.Type, [1], 0) });
        return op.Emit("ScatterND", [zeros, indices, updates], new() { ["reduction"] = "add" });
    }

    // A list of indices is one of places along the only axis; one value may be for all places.
    private static Value SparseToDense(OpContext op)
    {
        (Value indices, Value values) = (op.Index(0), op.In(2));
        indices = op.Rank(0) switch { 0 => op.Reshape(indices, 1, 1), 1 => op.Unsqueeze(indices, 1), _ => indices };
        if (op.Rank(2) == 0)
        {
            values = op.Emit("Expand", [values, op.Dimension(indices, 0)]);
        }
        return op.Emit("ScatterND", [op.Emit("Expand", [op.In(3), op.IndexList(1)]), indices, values]);
    }
}
