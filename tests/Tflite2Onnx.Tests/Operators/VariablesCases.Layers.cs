using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

/// <content>Layers that remember, within branches and loops.</content>
internal static partial class VariablesCases
{
    private static OpCase[] Layers =>
    [
        Case(RNN, "in a branch", Bool().Of(1), (m, c) => Layer(m, c, isTwice: false)),
        Case(RNN, "in a branch that does not run", Bool().Of(0), (m, c) => Layer(m, c, isTwice: false)),
        Case(RNN, "in a subgraph that two branches run", Bool().Of(1), (m, c) => Layer(m, c, isTwice: true)),
        Case(RNN, "in a loop", I32().Of(0), LayerInLoop),
        Case(RNN, "in a loop within a branch", Bool().Of(1), LayerInLoopInBranch),
        Case(WHILE, "of a condition that remembers", I32().Of(0), RememberingCondition) with { Fails = "T2O2002", Place = 1 },
    ];

    // Where the subgraph runs once more, its layer starts once more.
    private static void Layer(VariableModel m, int condition, bool isTwice)
    {
        int layer = m.Body([X], x => [Recurrent(m, x[0])]), otherwise = m.Body([X], x => x);
        int y = m.Apply(IF, X, Branches(layer, otherwise), condition, m.X);
        m.Output(m.Add(m.X, isTwice ? m.Apply(IF, X, Branches(layer, otherwise), condition, y) : y));
    }

    private static void LayerInLoop(VariableModel m, int count)
    {
        int body = m.Body([I32(), X, X], x => [Next(m, x[0]), x[1], Recurrent(m, x[1])]);
        int[] y = m.Apply(WHILE, [I32(), X, X], Loop(Below(m, 3, X, X), body), count, m.X, m.X);
        m.Output(m.Add(y[2], m.X));
    }

    private static void LayerInLoopInBranch(VariableModel m, int condition)
    {
        int below = Below(m, 3, X, X), body = m.Body([I32(), X, X], x => [Next(m, x[0]), x[1], Recurrent(m, x[1])]);
        int then = m.Body([X], x => [m.Apply(WHILE, [I32(), X, X], Loop(below, body), m.Number(0), x[0], x[0])[2]]), otherwise = m.Body([X], x => x);
        int y = m.Apply(IF, X, Branches(then, otherwise), condition, m.X);
        m.Output(m.Add(m.X, m.Apply(IF, X, Branches(then, otherwise), condition, y)));
    }

    private static void RememberingCondition(VariableModel m, int count)
    {
        int condition = m.Body([I32(), X], x =>
            [m.Apply(LESS, Bool(), null, m.Apply(REDUCE_MAX, F32(), new ReducerOptionsT(), Recurrent(m, x[1]), m.Numbers(0, 1)), m.Constant([], 20f))]);
        m.Output(m.Apply(WHILE, [I32(), X], Loop(condition, m.Body([I32(), X], x => [Next(m, x[0]), m.Add(x[1], x[1])])), count, m.X)[1]);
    }

    // h = relu(x W + h R + b), of its own subgraph's variable tensor.
    private static int Recurrent(VariableModel m, int x)
    {
        int weights = m.Constant([3, 3], 1, 0.5f, 0, 0, 1, -1, 0.25f, 0, 2), recurrent = m.Constant([3, 3], 0.5f, 0, 0, 0, 0.25f, 0, 1, 0, 0.125f);
        return m.Apply(RNN, X, new RNNOptionsT { FusedActivationFunction = ActivationFunctionType.RELU }, x, weights, recurrent, m.Constant([3], 1, 2, 3), m.Variable(2, 3));
    }
}
