namespace Tflite2Onnx.Operators;

/// <content>LSTM's basic kernel: one matrix for all gates, which come as input, cell, forget and output (LstmCell in reference_ops.h).</content>
internal static partial class Recurrent
{
    // Operands: x [batch, inputs], h [batch, units], weights [4 * units, inputs + units], bias, c [batch, units]. Results: h, c, and two buffers.
    // The integer kernel has sums in 2^-12, gates in 2^-15 and cells in 2^-11.
    private static Results BasicLstm(OpContext op, LSTMOptions o)
    {
        if (o.FusedActivationFunction != ActivationFunctionType.TANH || o.CellClip != 0 || o.ProjClip != 0)
        {
            throw new Refusal(WayOut.Rewrite, "the basic kernel has TANH and no clips");
        }
        bool isInteger = op.Input(0).Type == TensorType.UINT8;
        int units = op.Shape(2)[0] / 4;
        Value joined = op.Emit("Concat", [op.In(0), op.KeptForAll(1)], new() { ["axis"] = 1L });
        Value sums = Fixed(op.Emit("Gemm", [joined, op.Floats(2), Bias.Of(op, bias: 3, data: 0, filter: 2)], new() { ["transB"] = 1L }), 12);
        Value[] gates = op.Emit("Split", [sums, Value.Ints(Enumerable.Repeat(units, 4))], new() { ["axis"] = 1L }, 4);
        Value fresh = Fixed(op.Emit("Mul", [Gate("Sigmoid", gates[0]), Gate("Tanh", gates[1])]), 11);
        Value c = op.KeepsZeros(4) ? fresh : Fixed(op.Emit("Add", [Fixed(op.Emit("Mul", [Gate("Sigmoid", gates[2]), op.KeptForAll(4)]), 11), fresh]), 11);
        Value h = Fixed(op.Emit("Mul", [Gate("Sigmoid", gates[3]), Gate("Tanh", c)]), 15);
        op.Keep(1, h);
        op.Keep(4, c);
        return new[] { h, c, joined, sums };

        Value Gate(string function, Value x) => Fixed(op.Emit(function, [x]), 15);

        Value Fixed(Value x, int bits) => isInteger ? FixedPoint.Short(op, x, 1f / (1 << bits)) : x;
    }
}
