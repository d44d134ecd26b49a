using Tflite2Onnx.Arithmetic;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Products of matrices.</summary>
internal static partial class Matrix
{
    public static OpDefinition[] Operators =>
    [
        new OpDefinition<FullyConnectedOptions>(FULLY_CONNECTED)
        {
            Summary = "Product with a matrix of weights, plus a bias.",
            Limits = "Weights shuffled for one kernel (SHUFFLED4x16INT8), or of unknown width, are refused.",
            Layout = Pointwise.Rule(KeepsPlaces) with {
                Otherwise = LayoutRule.Terminate with { Absorbs = (op, layout) => TryColumns(op, layout, out _), Offers = TakesUnits } },
            ReadsSignedBytes = true,
            Shapes = (op, o) => NeuralShapes.FullyConnected(op, o),
            Convert = (op, o) => !op.IsFlexible ? FullyConnected(op, o)
                : Pointwise.Convert(op, Hybrid.Data(op, op.In(0), [op.Axis(-1)], o.AsymmetricQuantizeInputs), y => op.Activate(o.FusedActivationFunction, y)),
            Exact = ExactFullyConnected,
        },
        new OpDefinition<BatchMatMulOptions>(BATCH_MATMUL)
        {
            Summary = "Products of matrices that lie in the last two axes, each possibly transposed.",
            Layout = LayoutRule.Attribute() with { Accepts = MayBeTurned },
            Shapes = (op, o) => NeuralShapes.BatchMatMul(op, o.AdjX, o.AdjY),
            Convert = BatchMatMul,
            Exact = ExactBatchMatMul,
        },
    ];

    // int8 matrices with an int32 result are multiplied as they are, without their zero points (EvalInt8Int32 in batch_matmul.cc).
    private static Results BatchMatMul(OpContext op, BatchMatMulOptions o)
    {
        bool raw = op.Output(0).Type == TensorType.INT32;
        (Value x, Value y) = (Operand(op, 0, o.AdjX, raw), Operand(op, 1, o.AdjY, raw));
        x = op.QuantizesRows ? Hybrid.Data(op, x, [x.Shape!.Length - (IsTurned(op) ? 2 : 1)], o.AsymmetricQuantizeInputs) : x;
        // Where rows and columns have changed places: (XY)' = Y'X'.
        return op.Emit(raw ? "MatMulInteger" : "MatMul", IsTurned(op) ? [y, x] : [x, y]);
    }

    private static bool IsTurned(OpContext op) => op.Layouts.Operand is { Perm: [.., int row, int column] } && row > column;

    // Matrices stay in the last two axes. Runtimes take a scale per column of the second operand, and none per row of the first.
    private static bool MayBeTurned(OpView op, Layout layout) =>
        layout.Perm[..^2].All(axis => axis < layout.Rank - 2) && Enumerable.Range(0, 2).All(i => op.Input(i).Scaling is not { PerAxis: true });

    // Integers are turned before they are dequantized: constants at conversion, others as the fewer bytes they are.
    private static Value Operand(OpContext op, int input, bool adjoint, bool raw)
    {
        if (!adjoint)
        {
            return raw ? op.Raw(input) : op.In(input);
        }
        Value x = op.Raw(input);
        int rank = op.Layouts.Operand?.Rank ?? op.RankFrom(2, input);
        int[] perm = [.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2];
        x = op.Transpose(x, perm);
        return !raw && op.Input(input).Scaling is { } q ? op.Dequantize(x, op.Input(input).Name, q, Array.IndexOf(perm, q.Axis)) : x;
    }
}
