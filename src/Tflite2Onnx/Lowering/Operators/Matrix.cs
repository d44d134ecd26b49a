using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Products of matrices.</summary>
internal static class Matrix
{
    public static OpDefinition[] Operators =>
    [
        new OpDefinition<FullyConnectedOptions>(FULLY_CONNECTED)
        {
            Summary = "Product with a matrix of weights, plus a bias.",
            Limits = "Weights shuffled for one kernel (SHUFFLED4x16INT8), or of unknown width, are refused.",
            Convert = FullyConnected,
        },
        new OpDefinition<BatchMatMulOptions>(BATCH_MATMUL)
        {
            Summary = "Products of matrices that lie in the last two axes, each possibly transposed.",
            Convert = BatchMatMul,
        },
    ];

    // The input is a list of rows as long as the weights', whatever its own shape.
    private static Results FullyConnected(OpContext op, FullyConnectedOptions o)
    {
        if (o.WeightsFormat != FullyConnectedOptionsWeightsFormat.DEFAULT)
        {
            throw OpView.Unsupported($"its weights are in the format {o.WeightsFormat}; export the model without it");
        }
        if (op.Shape(1) is not [int units, >= 0 and int depth])
        {
            throw OpView.Unsupported($"its weights have shape [{string.Join(", ", op.Shape(1))}]");
        }
        Value x = op.In(0);
        if (x.Shape is not [_, int columns] || columns != depth)
        {
            x = op.Reshape(x, -1, depth);
        }
        Value y = op.Emit("Gemm", [x, op.In(1), Bias.Of(op, bias: 2, data: 0, filter: 1)], new() { ["transB"] = 1L });
        y = op.Activate(o.FusedActivationFunction, y);
        return o.KeepNumDims && op.Rank(0) != 2 ? Rows(op, y, units) : y;
    }

    // The rows of the result, arranged as the input's are.
    private static Value Rows(OpContext op, Value y, int units)
    {
        int[] shape = [.. op.Shape(0)[..^1], units];
        if (shape.Count(extent => extent < 0) < 2)
        {
            return op.Reshape(y, shape);
        }
        Value rows = op.Emit("Shape", [op.In(0)], new() { ["end"] = -1L });
        return op.Emit("Reshape", [y, op.Emit("Concat", [rows, OpContext.Ints(units)], new() { ["axis"] = 0L })]);
    }

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
