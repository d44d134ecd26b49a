namespace Tflite2Onnx.Lowering.Operators;

/// <content>LSTM's basic kernel: one matrix for all gates, which come as input, cell, forget and output (LstmCell in reference_ops.h).</content>
internal static partial class Recurrent
{
    // Operands: x [batch, inputs], h [batch, units], weights [4 * units, inputs + units], bias, c [batch, units]. Results: h, c, and two buffers.
    private static Results BasicLstm(OpContext op, LSTMOptions o)
    {
        if (op.Input(0).Type != TensorType.FLOAT32 || op.Input(2).Type != TensorType.FLOAT32)
        {
            throw OpView.Unsupported($"the basic kernel is converted for float32, and its input is {op.Input(0).Type}");
        }
        if (o.FusedActivationFunction != ActivationFunctionType.TANH || o.CellClip != 0 || o.ProjClip != 0)
        {
            throw OpView.Unsupported("the basic kernel has TANH and no clips");
        }
        int units = op.Shape(2)[0] / 4;
        Value joined = op.Emit("Concat", [op.In(0), op.Kept(1)], new() { ["axis"] = 1L });
        Value sums = op.Emit("Gemm", [joined, op.In(2), op.In(3)], new() { ["transB"] = 1L });
        Value[] gates = op.Emit("Split", [sums, OpContext.Ints(Enumerable.Repeat(units, 4))], new() { ["axis"] = 1L }, 4);
        Value fresh = op.Emit("Mul", [op.Emit("Sigmoid", [gates[0]]), op.Emit("Tanh", [gates[1]])]);
        Value c = op.Emit("Add", [op.Emit("Mul", [op.Emit("Sigmoid", [gates[2]]), op.Kept(4)]), fresh]);
        Value h = op.Emit("Mul", [op.Emit("Sigmoid", [gates[3]]), op.Emit("Tanh", [c])]);
        op.Keep(1, h);
        op.Keep(4, c);
        return new[] { h, c, joined, sums };
    }
}
