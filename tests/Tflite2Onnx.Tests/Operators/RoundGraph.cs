using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>A subgraph of a recurrent loop, while it is built: its inputs, and operators in few words.</summary>
internal sealed class RoundGraph(ModelBuilder model, RecurrentLoop loop)
{
    public ModelBuilder Model => model;

    public RecurrentLoop Loop => loop;

    /// <summary>The loop's counters; the second one is Keras's time.</summary>
    public int Counter { get; private set; }

    public int Time { get; private set; }

    /// <summary>All steps, [time, batch, features].</summary>
    public int Sequence { get; private set; }

    /// <summary>What is written so far, [time, batch, units].</summary>
    public int Written { get; private set; }

    /// <summary>h, and c where there is one.</summary>
    public int[] States { get; private set; } = [];

    /// <summary>What else is handed in, as the loop gives it.</summary>
    public int Extra { get; private set; } = -1;

    /// <summary>The round's step.</summary>
    public int X { get; set; }

    private int Batch => loop.IsOpen ? -1 : RecurrentLoop.Batch;

    public static int[] Of(RecurrentLoop loop, ModelBuilder model, Func<RoundGraph, int[]> results)
    {
        var graph = new RoundGraph(model, loop);
        int rows = graph.Batch, steps = loop.IsOpen ? -1 : RecurrentLoop.Steps;
        (graph.Counter, graph.Time) = (graph.Ranked(model.Input(TensorType.INT32, [])), graph.Ranked(model.Input(TensorType.INT32, [])));
        graph.Written = model.Input(TensorType.FLOAT32, loop.IsOpen ? [-1, -1, RecurrentLoop.Units] : loop.WrittenShape);
        graph.States = [.. Enumerable.Range(0, loop.States).Select(_ => model.Input(TensorType.FLOAT32, [rows, RecurrentLoop.Units]))];
        graph.Sequence = model.Input(TensorType.FLOAT32, [steps, rows, RecurrentLoop.Features]);
        graph.Extra = loop.Extra is { } extra ? model.Input(extra.Type, extra.Shape) : -1;
        int[] given = [graph.Counter, graph.Time, graph.Written, .. graph.States, graph.Sequence, .. graph.Extra < 0 ? [] : new[] { graph.Extra }];
        int[] made = results(graph);
        Array.ForEach(made, model.Output);
        return given;
    }

    public int Op(BuiltinOperator code, Operand result, IFlatRecord? options, params int[] operands)
    {
        int y = Ranked(model.Tensor(result.Type, result.Signature ?? result.Shape));
        model.Operator(code, operands, [y], options);
        return y;
    }

    /// <summary>The tensor made last, as the file describes it.</summary>
    public int Ranked(int tensor)
    {
        model.LastTensor = model.LastTensor with { HasRank = !loop.IsOld };
        return tensor;
    }

    public Operand Rows(int width) => loop.IsOpen ? F32(RecurrentLoop.Batch, width).Dynamic(0) : F32(RecurrentLoop.Batch, width);

    public int Add(int a, int b, int width = RecurrentLoop.Units, ActivationFunctionType function = default) =>
        Op(ADD, Rows(width), new AddOptionsT { FusedActivationFunction = function }, a, b);

    public int Subtract(int a, int b) => Op(SUB, Rows(RecurrentLoop.Units), new SubOptionsT(), a, b);

    public int Multiply(int a, int b) => Op(MUL, Rows(RecurrentLoop.Units), new MulOptionsT(), a, b);

    public int Map(BuiltinOperator code, int x) => Op(code, Rows(RecurrentLoop.Units), null, x);

    public int Sigmoid(int x) => Map(LOGISTIC, x);

    public int Tanh(int x) => Map(TANH, x);

    public int Scalar(float value) => model.Constant([], value);

    public int Number(int value) => model.Constant([], value);

    public int Numbers(params int[] values) => model.Constant([values.Length], values);

    public int Next(int counter, int by = 1) => Op(ADD, I32(), new AddOptionsT(), counter, Number(by));

    /// <summary>Seeded floats, the same for the same seed.</summary>
    public int Vector(int seed, int width = RecurrentLoop.Units) => model.Constant([width], Floats(seed, width));

    public int Matrix(int seed, int rows, int columns) => loop.Weights(model, [rows, columns], Floats(seed, rows, columns));

    /// <summary>FULLY_CONNECTED with seeded weights.</summary>
    public int Dense(int x, int seed, int width, int depth, int bias = -1) =>
        Op(FULLY_CONNECTED, Rows(width), new FullyConnectedOptionsT(), x, Matrix(seed, width, depth), bias);

    public int FromInput(int seed, int width = RecurrentLoop.Units, int bias = -1) => Dense(X, seed, width, RecurrentLoop.Features, bias);

    public int FromState(int seed, int width = RecurrentLoop.Units, int bias = -1) => Dense(States[0], seed, width, RecurrentLoop.Units, bias);

    /// <summary>W x + R h + b.</summary>
    public int Gate(int seed) => Add(Add(FromInput(seed), FromState(seed + 1)), Vector(seed + 2));

    public int[] Split(int x, int parts)
    {
        Operand part = Rows(RecurrentLoop.Units);
        int[] results = [.. Enumerable.Range(0, parts).Select(_ => model.Tensor(part.Type, part.Signature ?? part.Shape))];
        model.Operator(SPLIT, [Number(1), x], results, new SplitOptionsT { NumSplits = parts });
        return results;
    }

    /// <summary>A step with an axis of dimension 1 in front.</summary>
    public int Row(int step)
    {
        Operand row = F32(1, RecurrentLoop.Batch, RecurrentLoop.Units);
        return Op(EXPAND_DIMS, loop.IsOpen ? row.Dynamic(1) : row, new ExpandDimsOptionsT(), step, Number(0));
    }

    /// <summary>A list of one number and constants.</summary>
    public int List(int first, params int[] rest) =>
        Op(PACK, I32(1 + rest.Length), new PackOptionsT { ValuesCount = 1 + rest.Length }, [first, .. rest.Select(Number)]);

    public static float[] Floats(int seed, params int[] shape) => [.. new Operand(TensorType.FLOAT32, shape).Elements(seed).Select(v => (float)v)];
}
