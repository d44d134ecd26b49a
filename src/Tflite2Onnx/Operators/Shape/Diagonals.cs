using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>
/// Diagonals of the matrices that lie in the last two axes. The kernels copy integers as they are, quantized or not, and put raw zeros beside
/// them.
/// </summary>
internal static class Diagonals
{
    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition(MATRIX_DIAG)
        {
            Summary = "Square matrices with given diagonals, and zeros elsewhere.",
            Quant = QuantRule.Integers,
            Shapes = GatheringShapes.Diagonal,
            Convert = op =>
            {
                (Value x, int rank) = (op.In(0), op.RankFrom(1, input: 0));
                Value places = Places(op, op.Dimension(x, rank - 1));
                return op.Emit("Where", [IsDiagonal(op, places, places), op.Unsqueeze(x, rank), Constants.Scalar(0, x.Type)]);
            },
        },
        new PlainOpDefinition(MATRIX_SET_DIAG)
        {
            Summary = "Replaces the diagonals of matrices.",
            Quant = QuantRule.Integers,
            Shapes = GatheringShapes.SetDiagonal,
            Convert = op => SetDiagonal(op),
        },
    ];

    // A matrix of more rows than columns has no element of the diagonal in the last of them: there, any will do.
    private static Value SetDiagonal(OpContext op)
    {
        (Value x, Value diagonal, int rank) = (op.In(0), op.In(1), op.RankFrom(2, input: 0));
        op.Expect(1, rank - 1);
        if (x.Type != diagonal.Type)
        {
            throw new FileContradiction($"Its matrices are {x.Type}, and their diagonals {diagonal.Type}");
        }
        Value rows = Places(op, op.Dimension(x, rank - 2));
        Value isDiagonal = IsDiagonal(op, rows, Places(op, op.Dimension(x, rank - 1)));
        if (op.Shape(0) is not [.., >= 0 and int height, >= 0 and int width] || height > width)
        {
            Value last = op.Emit("Sub", [op.Dimension(diagonal, rank - 2), Constants.Scalar(1, ElementType.Int64)]);
            diagonal = op.Emit("Gather", [diagonal, op.Emit("Min", [rows, last])], new() { ["axis"] = rank - 2L });
        }
        return op.Emit("Where", [isDiagonal, op.Unsqueeze(diagonal, rank - 1), x]);
    }

    private static Value Places(OpContext op, Value dimension) =>
        op.Emit("Range", [Constants.Scalar(0, ElementType.Int64), op.Reshape(dimension), Constants.Scalar(1, ElementType.Int64)]);

    private static Value IsDiagonal(OpContext op, Value rows, Value columns) => op.Emit("Equal", [op.Unsqueeze(rows, 1), columns]);
}
