using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>StableHLO's products of tensors over axes of any number and place.</summary>
internal static class StableHloProducts
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static OpDefinition[] Operators =>
    [
        new OpDefinition<StablehloDotGeneralOptions>(STABLEHLO_DOT_GENERAL)
        {
            Summary = "Sums of products over contracting axes, batch by batch.",
            Limits = "Operands with a scale are refused where the result is of integers without one.",
            Shapes = (op, o) => StableHloShapes.DotGeneral(op, o),
            Convert = DotGeneral,
        },
    ];

    private static Results DotGeneral(OpContext op, StablehloDotGeneralOptions o)
    {
        Side left = Side.Of(op.Rank(0), o.LhsBatchingDimensions, o.LhsContractingDimensions);
        Side right = Side.Of(op.Rank(1), o.RhsBatchingDimensions, o.RhsContractingDimensions);
        (Value x, Value y) = (Operand(op, 0), Operand(op, 1));
        // MatMul has matrices in the last two axes; without batches, any number of axes in front of them belongs to the left one.
        bool isMatMul = left.Contracting.Length == 1 && right.Free.Length == 1 && (left.Free.Length == 1 || (left.Free.Length > 1 && left.Batch.Length == 0));
        if (!isMatMul)
        {
            return op.Emit("Einsum", [x, y], new() { ["equation"] = Equation(left, right) });
        }
        Value rows = op.Transpose(x, [.. left.Batch, .. left.Free, .. left.Contracting]);
        return op.Emit("MatMul", [rows, op.Transpose(y, [.. right.Batch, .. right.Contracting, .. right.Free])]);
    }

    // The result may have a wider type than the operands; sums are in that.
    private static Value Operand(OpContext op, int input)
    {
        (Value x, ElementType type) = (op.In(input), op.Output(0).Type.ToElementType());
        return op.Output(0).Scaling is not null || x.Type == type ? x
            : !x.Type.IsFloat() || type.IsFloat() ? op.Cast(x, type)
            : throw new Refusal(WayOut.GiveScale, $"its operands have a scale and its result is {op.Output(0).Type} without one");
    }

    // Axes of the result are the batches, then what is left of each side.
    private static string Equation(Side left, Side right)
    {
        int rank = left.Rank;
        var (a, b) = (new char[rank], new char[right.Rank]);
        for (int axis = 0; axis < rank; axis++)
        {
            a[axis] = Letters[axis];
        }
        int[] theirs = [.. right.Batch, .. right.Contracting, .. right.Free];
        int[] ours = [.. left.Batch, .. left.Contracting, .. Enumerable.Range(rank, right.Free.Length)];
        for (int i = 0; i < theirs.Length; i++)
        {
            b[theirs[i]] = Letters[ours[i]];
        }
        string result = string.Concat(left.Batch.Concat(left.Free).Select(axis => a[axis])) + string.Concat(right.Free.Select(axis => b[axis]));
        return $"{new string(a)},{new string(b)}->{result}";
    }

    /// <summary>The axes of one operand: those of the batches, those that are summed over, and the others.</summary>
    private sealed record Side(int[] Batch, int[] Contracting, int[] Free)
    {
        public int Rank => Batch.Length + Contracting.Length + Free.Length;

        public static Side Of(int rank, long[] batch, long[] contracting)
        {
            int[] first = [.. batch.Select(axis => TensorAxis.FromFront(axis, rank))];
            int[] summed = [.. contracting.Select(axis => TensorAxis.FromFront(axis, rank))];
            return new Side(first, summed, LayoutRule.Without(rank, [.. first, .. summed]));
        }
    }
}
