using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tests.Operators.RecurrentLoop;
using static Tflite2Onnx.Tests.Operators.RoundCells;
using static Tflite2Onnx.Tests.Operators.RoundParts;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>Loops that are recurrent layers, with the ONNX operator that they become, and loops that miss being one by one thing.</summary>
internal static class RecurrentLoopCases
{
    private static readonly RecurrentLoop Rnn = new() { Round = Plain };
    private static readonly RecurrentLoop Long = new() { States = 2, Round = Lstm };
    private static readonly RecurrentLoop Gated = new() { Round = GruAfter };

    public static OpCase[] All => [.. Recognised.Select(c => c.Case), .. Loops];

    public static (OpCase Case, string Node)[] Recognised =>
    [
        (Rnn.Case("RNN"), "RNN"),
        ((Rnn with { Round = Relu }).Case("RNN of RELU"), "RNN"),
        ((Rnn with { Read = Sliced }).Case("RNN that slices its steps"), "RNN"),
        ((Rnn with { Read = Indexed }).Case("RNN that indexes its steps", RoundReference.Plain()), "RNN"),
        ((Rnn with { Write = (g, next) => Chosen(g, next[0], 0, 1, 2, 3) }).Case("RNN that chooses where it writes"), "RNN"),
        ((Rnn with { Write = (g, next) => Joined(g, next[0]) }).Case("RNN that joins what it writes", RoundReference.Plain()), "RNN"),
        ((Rnn with { Write = (g, next) => g.Row(next[0]), WrittenShape = [1, Batch, Units] }).Case("RNN that writes the last step"), "RNN"),
        ((Rnn with { Write = (g, next) => Updated(g, next[0], g.Number(0)), WrittenShape = [1, Batch, Units] }).Case("RNN that writes over the last step"), "RNN"),
        ((Rnn with { Goes = g => Less(g, g.Time, Steps) }).Case("RNN by one comparison"), "RNN"),
        ((Rnn with { Goes = g => g.Op(GREATER_EQUAL, Bool(), new GreaterEqualOptionsT(), g.Number(Steps - 1), g.Counter) }).Case("RNN up to the last step"), "RNN"),
        ((Rnn with { Goes = g => g.Op(LOGICAL_AND, Bool(), null, Less(g, g.Counter, 9), Less(g, g.Time, Steps)) }).Case("RNN with a bound to spare"), "RNN"),
        ((Rnn with { IsReversed = true }).Case("RNN of a reversed sequence"), "RNN"),
        ((Rnn with { Read = g => Gathered(g, LastFirst(g)) }).Case("RNN from the last step"), "RNN"),
        ((Rnn with { Write = (g, next) => Updated(g, next[0], LastFirst(g)) }).Case("RNN that writes the last step first"), "RNN"),
        ((Rnn with { Read = g => Gathered(g, LastFirst(g)), Write = (g, next) => Updated(g, next[0], LastFirst(g)) }).Case("RNN from the last step, written there"), "RNN"),
        ((Rnn with { IsOpen = true, Goes = WithinSequence }).Case("RNN of unknown dimensions", RoundReference.Plain()), "RNN"),
        ((Rnn with { IsOpen = true, IsSingle = true, Goes = WithinSequence }).Case("RNN of unknown dimensions, written for one row", RoundReference.Plain()), "RNN"),
        ((Rnn with { IsOld = true }).Case("RNN of an older file"), "RNN"),
        ((Rnn with { IsOld = true, IsOpen = true, Goes = WithinSequence, Write = (g, next) => Joined(g, next[0]) }).Case("RNN of an older file and unknown dimensions", RoundReference.Plain()), "RNN"),
        ((Rnn with { Initial = 0.5f }).Case("RNN from a constant"), "RNN"),
        ((Rnn with { Weights = Float16 }).Case("RNN of 16-bit weights"), "RNN"),
        ((Rnn with { Weights = Int8 }).Case("RNN of 8-bit weights", RoundReference.Plain(Rounded)), "RNN"),
        ((Rnn with { Weights = Int8ByRow }).Case("RNN of 8-bit weights by row", RoundReference.Plain(Rounded)), "RNN"),
        ((Rnn with { Weights = Dequantized }).Case("RNN of 8-bit weights that become floats", RoundReference.Plain(Rounded)), "RNN"),

        (Long.Case("LSTM"), "LSTM"),
        ((Long with { TakesStates = true }).Case("LSTM from given states"), "LSTM"),
        ((Long with { Round = g => Lstm(g, Apart(g), g.Sigmoid, g.Tanh) }).Case("LSTM gate by gate"), "LSTM"),
        ((Long with { Round = g => Lstm(g, Beside(g), g.Sigmoid, g.Tanh) }).Case("LSTM of one matrix"), "LSTM"),
        ((Long with { Round = g => Lstm(g, Turned(g), g.Sigmoid, g.Tanh) }).Case("LSTM of turned matrices"), "LSTM"),
        ((Long with { Round = g => Lstm(g, Turned(g), g.Sigmoid, g.Tanh), Weights = Float16 }).Case("LSTM of turned 16-bit matrices"), "LSTM"),
        ((Long with { Round = g => Lstm(g, Sums(g), x => HardSigmoid(g, x), g.Tanh) }).Case("LSTM of straight lines"), "LSTM"),
        ((Long with { Round = g => Lstm(g, Sums(g), x => HardSigmoid6(g, x), g.Tanh) }).Case("LSTM of RELU6"), "LSTM"),
        ((Long with { Round = g => Lstm(g, Sums(g), g.Sigmoid, x => g.Map(RELU, x)) }).Case("LSTM of RELU"), "LSTM"),
        ((Long with { Round = g => Lstm(g, Sums(g), g.Sigmoid, g.Sigmoid) }).Case("LSTM of LOGISTIC"), "LSTM"),

        (Gated.Case("GRU"), "GRU"),
        ((Gated with { Round = g => GruAfter(g, x => HardSigmoid(g, x)) }).Case("GRU of straight lines"), "GRU"),
        ((Gated with { Round = GruBefore }).Case("GRU that resets first"), "GRU"),
        ((Gated with { Round = GruByDifference }).Case("GRU by a difference"), "GRU"),
        ((Gated with { TakesStates = true, Read = g => Gathered(g, LastFirst(g)) }).Case("GRU from the last step and a given state"), "GRU"),
    ];

    public static OpCase[] Loops =>
    [
        (Rnn with { Start = 1 }).Case("loop from 1"),
        (Rnn with { Increment = 2 }).Case("loop by 2"),
        (Rnn with { Goes = g => Below(g, Steps - 1) }).Case("loop that ends early"),
        (Rnn with { Extra = Bool().Of(1), Goes = g => g.Op(LOGICAL_AND, Bool(), null, Less(g, g.Time, Steps), g.Extra) }).Case("loop with a condition more"),
        (Rnn with { Read = g => Gathered(g, g.Number(0)) }).Case("loop over one step"),
        (Rnn with { WrittenShape = [Steps + 1, Batch, Units] }).Case("loop that leaves a step as it is"),
        (Rnn with { WrittenShape = [Steps, Batch + 1, Units] }).Case("loop that leaves a row as it is"),
        (Rnn with { WrittenShape = [1, Batch, Units], Write = (g, next) => g.Row(g.States[0]) }).Case("loop that writes the step before"),
        (Rnn with { Write = (g, next) => Updated(g, next[0], g.Number(0)) }).Case("loop that writes the first step only"),
        (Rnn with { Write = (g, next) => Chosen(g, next[0], 0, 1, 2, 2) }).Case("loop that writes twice"),
        (Rnn with { Extra = F32(Batch, Units), NextExtra = g => g.Add(g.Extra, g.States[0]) }).Case("loop that sums up"),
        (Rnn with { Extra = F32(Units, Units), Round = g => [g.Tanh(g.Add(g.FromInput(10), Product(g, g.Extra)))] }).Case("loop of computed weights"),
        (Rnn with { Round = g => [g.Op(RELU6, g.Rows(Units), null, g.Gate(10))] }).Case("loop of RELU6"),
        (Rnn with { Round = g => [g.Gate(10)] }).Case("loop without a function"),
        (Rnn with { Round = g => [g.Tanh(g.Add(g.FromInput(10), g.Multiply(g.FromState(11), g.Scalar(2))))] }).Case("loop of a doubled product"),
        (Rnn with { Round = g => [g.Tanh(g.Add(g.Add(g.FromInput(10), g.FromState(11)), g.States[0]))] }).Case("loop that adds its state"),
        (Rnn with { Round = g => [g.Tanh(g.Add(g.FromInput(10), g.Model.Constant([Batch, Units], RoundGraph.Floats(12, Batch, Units))))] }).Case("loop without a product of its state"),
        (Rnn with { Round = g => [g.Tanh(g.Add(g.Gate(10), g.Model.Constant([Batch, Units], RoundGraph.Floats(12, Batch, Units))))] }).Case("loop of a bias for each row"),
        (Long with { Round = g => Forgetting(g, g.Tanh) }).Case("loop that forgets by TANH"),
        (Long with { Round = g => [Lstm(g)[0], Other(g, g.States[0])] }).Case("loop that keeps its output"),
        (Long with { Round = g => [g.Multiply(g.Sigmoid(Sums(g)[3]), g.Tanh(g.States[1])), Lstm(g)[1]] }).Case("loop that gives old cells"),
        (Long with { Write = (g, next) => Updated(g, next[1]) }).Case("loop that writes its cells"),
        (Gated with { Round = g => [SwappedGates(g)] }).Case("loop that keeps by the rest"),
        (Gated with { Round = g => [SwappedGates(g, g.Tanh)] }).Case("loop that updates by TANH"),
    ];

    private static int Product(RoundGraph g, int weights) => g.Op(FULLY_CONNECTED, g.Rows(Units), new FullyConnectedOptionsT(), g.States[0], weights, -1);

    private static int[] Forgetting(RoundGraph g, Func<int, int> forget)
    {
        int[] sums = Sums(g);
        int c = g.Add(g.Multiply(forget(sums[1]), g.States[1]), g.Multiply(g.Sigmoid(sums[0]), g.Tanh(sums[2])));
        return [g.Multiply(g.Sigmoid(sums[3]), g.Tanh(c)), c];
    }

    private static int Other(RoundGraph g, int kept)
    {
        int[] sums = Sums(g);
        return g.Add(g.Multiply(g.Sigmoid(sums[1]), kept), g.Multiply(g.Sigmoid(sums[0]), g.Tanh(sums[2])));
    }

    // (1 - z) h + z g; with another function of the update gate than of the reset gate, z h + (1 - z) g.
    private static int SwappedGates(RoundGraph g, Func<int, int>? function = null)
    {
        (int update, int reset) = ((function ?? g.Sigmoid)(g.Gate(70)), g.Sigmoid(g.Gate(73)));
        int fresh = g.Tanh(g.Add(g.FromInput(77), g.Dense(g.Multiply(reset, g.States[0]), 76, Units, Units)));
        (int kept, int taken) = function is null ? (fresh, g.States[0]) : (g.States[0], fresh);
        return g.Add(g.Multiply(update, kept), g.Multiply(g.Subtract(g.Scalar(1), update), taken));
    }

    private static int Float16(ModelBuilder model, int[] shape, float[] values) =>
        Unpacked(model, shape, model.Constant(TensorType.FLOAT16, shape, ModelBuilder.Bytes([.. values.Select(v => (Half)v)])));

    private static int Int8(ModelBuilder model, int[] shape, float[] values) =>
        model.Constant(TensorType.INT8, shape, Integers(values), ModelBuilder.Quantized(1 / 127f, 0));

    private static int Int8ByRow(ModelBuilder model, int[] shape, float[] values) =>
        model.Constant(TensorType.INT8, shape, Integers(values), ModelBuilder.Quantized([.. Enumerable.Repeat(1 / 127f, shape[0])], 0));

    private static int Dequantized(ModelBuilder model, int[] shape, float[] values) => Unpacked(model, shape, Int8(model, shape, values));

    private static int Unpacked(ModelBuilder model, int[] shape, int stored)
    {
        int floats = model.Tensor(TensorType.FLOAT32, shape);
        model.Operator(DEQUANTIZE, [stored], [floats]);
        return floats;
    }

    private static byte[] Integers(float[] values) => ModelBuilder.Bytes([.. values.Select(v => (sbyte)MathF.Round(v * 127))]);

    private static float Rounded(float value) => (sbyte)MathF.Round(value * 127) / 127f;
}
