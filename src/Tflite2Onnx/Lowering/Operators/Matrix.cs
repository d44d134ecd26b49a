using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Products of matrices.</summary>
internal static partial class Matrix
{
    public static OpDefinition[] Operators =>
    [
        new OpDefinition<FullyConnectedOptions>(FULLY_CONNECTED)
        {
            Summary = "Product with a matrix of weights, plus a bias.",
            Limits = "Weights shuffled for one kernel (SHUFFLED4x16INT8), or of unknown width, are refused.",
            Layout = LayoutRule.Terminate with { Absorbs = (op, layout) => TryColumns(op, layout, out _), Offers = TakesUnits },
            Convert = FullyConnected,
        },
        new OpDefinition<BatchMatMulOptions>(BATCH_MATMUL)
        {
            Summary = "Products of matrices that lie in the last two axes, each possibly transposed.",
            Convert = BatchMatMul,
        },
    ];

    // int8 matrices with an int32 result are multiplied as they are, without their zero points (EvalInt8Int32 in batch_matmul.cc).
    private static Results BatchMatMul(OpContext op, BatchMatMulOptions o)
    {
        bool raw = op.Output(0).Type == TensorType.INT32;
        return op.Emit(raw ? "MatMulInteger" : "MatMul", [Operand(op, 0, o.AdjX, raw), Operand(op, 1, o.AdjY, raw)]);
    }

    // Integers are turned before they are dequantized: constants at conversion, others as the fewer bytes they are.
    private static Value Operand(OpContext op, int input, bool adjoint, bool raw)
    {
        if (!adjoint)
        {
            return raw ? op.Raw(input) : op.In(input);
        }
        int rank = op.Rank(input);
        int[] perm = [.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2];
        Value x = op.Transpose(op.Raw(input), perm);
        return !raw && TensorValues.Quantized(op.Input(input)) is { } q ? op.Dequantize(x, op.Input(input).Name, q, Array.IndexOf(perm, q.Axis)) : x;
    }
}
