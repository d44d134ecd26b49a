using static Tflite2Onnx.Tests.Operators.RecurrentLoop;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>What the rounds of recurrent loops compute, in the forms that TensorFlow's layers have them in.</summary>
internal static class RoundCells
{
    public static int[] Plain(RoundGraph g) => [g.Tanh(g.Gate(10))];

    public static int[] Relu(RoundGraph g) => [g.Add(g.Add(g.FromInput(10), g.FromState(11)), g.Vector(12), function: ActivationFunctionType.RELU)];

    /// <summary>All gates at once, in Keras's order i, f, c, o.</summary>
    public static int[] Lstm(RoundGraph g) => Lstm(g, Sums(g), g.Sigmoid, g.Tanh);

    public static int[] Lstm(RoundGraph g, int[] sums, Func<int, int> gate, Func<int, int> activation)
    {
        int c = g.Add(g.Multiply(gate(sums[1]), g.States[1]), g.Multiply(gate(sums[0]), activation(sums[2])));
        return [g.Multiply(gate(sums[3]), activation(c)), c];
    }

    public static int[] Sums(RoundGraph g) =>
        g.Split(g.Add(g.Add(g.FromInput(20, 4 * Units), g.FromState(21, 4 * Units), 4 * Units), g.Vector(22, 4 * Units), 4 * Units), 4);

    /// <summary>The gates one by one, with weights of their own.</summary>
    public static int[] Apart(RoundGraph g) => [.. Enumerable.Range(0, 4).Select(i => g.Gate(30 + (3 * i)))];

    /// <summary>The gates from input and state side by side (TensorFlow's own cells).</summary>
    public static int[] Beside(RoundGraph g)
    {
        int both = g.Op(CONCATENATION, g.Rows(Features + Units), new ConcatenationOptionsT { Axis = 1 }, g.X, g.States[0]);
        return g.Split(g.Dense(both, 45, 4 * Units, Features + Units, g.Vector(46, 4 * Units)), 4);
    }

    /// <summary>Products with weights that stand as [inputs, units].</summary>
    public static int[] Turned(RoundGraph g)
    {
        int Product(int x, int depth, int seed) => g.Op(BATCH_MATMUL, g.Rows(4 * Units), new BatchMatMulOptionsT(), x, g.Matrix(seed, depth, 4 * Units));
        return g.Split(g.Add(g.Add(Product(g.X, Features, 50), Product(g.States[0], Units, 51), 4 * Units), g.Vector(52, 4 * Units), 4 * Units), 4);
    }

    /// <summary>clip(0.2 x + 0.5, 0, 1).</summary>
    public static int HardSigmoid(RoundGraph g, int x)
    {
        int line = g.Add(g.Multiply(x, g.Scalar(0.2f)), g.Scalar(0.5f));
        int low = g.Op(MINIMUM, g.Rows(Units), new MaximumMinimumOptionsT(), line, g.Scalar(1));
        return g.Op(MAXIMUM, g.Rows(Units), new MaximumMinimumOptionsT(), low, g.Scalar(0));
    }

    /// <summary>relu6(x + 3) / 6.</summary>
    public static int HardSigmoid6(RoundGraph g, int x) => g.Multiply(g.Add(x, g.Scalar(3), function: ActivationFunctionType.RELU6), g.Scalar(1 / 6f));

    /// <summary>With the reset gate behind the product; all gates at once, in Keras's order z, r, h.</summary>
    public static int[] GruAfter(RoundGraph g) => GruAfter(g, g.Sigmoid);

    public static int[] GruAfter(RoundGraph g, Func<int, int> gate)
    {
        int[] x = g.Split(g.FromInput(60, 3 * Units, g.Vector(61, 3 * Units)), 3);
        int[] h = g.Split(g.FromState(62, 3 * Units, g.Vector(63, 3 * Units)), 3);
        int reset = gate(g.Add(x[1], h[1]));
        return [Mixed(g, gate(g.Add(x[0], h[0])), g.Tanh(g.Add(x[2], g.Multiply(reset, h[2]))))];
    }

    /// <summary>With the reset gate in front of the product.</summary>
    public static int[] GruBefore(RoundGraph g)
    {
        (int update, int reset) = (g.Sigmoid(g.Gate(70)), g.Sigmoid(g.Gate(73)));
        int product = g.Dense(g.Multiply(reset, g.States[0]), 76, Units, Units);
        return [Mixed(g, update, g.Tanh(g.Add(g.FromInput(77, Units, g.Vector(78)), product)))];
    }

    /// <summary>The same as z (h - g) + g.</summary>
    public static int[] GruByDifference(RoundGraph g)
    {
        (int update, int reset) = (g.Sigmoid(g.Gate(70)), g.Sigmoid(g.Gate(73)));
        int fresh = g.Tanh(g.Add(g.FromInput(77), g.Dense(g.Multiply(reset, g.States[0]), 76, Units, Units)));
        return [g.Add(g.Multiply(update, g.Subtract(g.States[0], fresh)), fresh)];
    }

    private static int Mixed(RoundGraph g, int update, int fresh) =>
        g.Add(g.Multiply(update, g.States[0]), g.Multiply(g.Subtract(g.Scalar(1), update), fresh));
}
