using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>
/// A model of a recurrent layer as TensorFlow's converter writes those of Keras: x [batch, time, features] is transposed, a WHILE goes through its
/// steps with two counters, a list of outputs, the states and the sequence, and the list is transposed again.
/// </summary>
internal sealed record RecurrentLoop
{
    public const int Batch = 2, Steps = 4, Features = 3, Units = 5;

    /// <summary>How many states there are: h, or h and c.</summary>
    public int States { get; init; } = 1;

    /// <summary>The next states.</summary>
    public required Func<RoundGraph, int[]> Round { get; init; }

    /// <summary>The round's step of the sequence.</summary>
    public Func<RoundGraph, int> Read { get; init; } = RoundParts.Gathered;

    /// <summary>What is written after a round, given the next states.</summary>
    public Func<RoundGraph, int[], int> Write { get; init; } = (g, next) => RoundParts.Updated(g, next[0]);

    public Func<RoundGraph, int> Goes { get; init; } = g => RoundParts.Below(g, Steps);

    public int Start { get; init; }

    public int Increment { get; init; } = 1;

    /// <summary>The list as it is at first.</summary>
    public int[] WrittenShape { get; init; } = [Steps, Batch, Units];

    /// <summary>Whether batch and time are known in a run only.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether the list is made for one row, as TensorFlow's converter makes it where the batch is unknown.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Whether the file does not tell a computed scalar from a tensor of unknown rank.</summary>
    public bool IsOld { get; init; }

    /// <summary>Whether the first states are inputs of the model.</summary>
    public bool TakesStates { get; init; }

    /// <summary>Of the first states, where they are constants.</summary>
    public float Initial { get; init; }

    /// <summary>Whether the sequence is reversed in front of the loop.</summary>
    public bool IsReversed { get; init; }

    /// <summary>One more input of the model, given to the loop.</summary>
    public Operand? Extra { get; init; }

    /// <summary>What becomes of the extra input in a round.</summary>
    public Func<RoundGraph, int> NextExtra { get; init; } = g => g.Extra;

    /// <summary>How weights are stored.</summary>
    public Func<ModelBuilder, int[], float[], int> Weights { get; init; } = (model, shape, values) => model.Constant(shape, values);

    /// <summary>The case: what it gives are the outputs [batch, time, units], the states, and how many rounds there were.</summary>
    public OpCase Case(string name, float[][]? results = null)
    {
        Operand x = IsOpen ? F32(Batch, Steps, Features).Dynamic(0, 1) : F32(Batch, Steps, Features);
        Operand[] states = TakesStates ? [.. Enumerable.Repeat(F32(Batch, Units), States)] : [];
        Operand[] given = [x, .. states, .. Extra is null ? [] : new[] { Extra }];
        Operand list = F32(WrittenShape[1], WrittenShape[0], Units);
        Operand[] made = [list, .. Enumerable.Repeat(F32(Batch, Units), States), I32()];
        made = results is null ? made : [.. made.Zip(results, (operand, values) => operand.Of([.. values.Select(v => (double)v)]))];
        return new(WHILE, name) { In = given, Out = made, Whole = _ => Model() };
    }

    private byte[] Model()
    {
        var model = new ModelBuilder();
        int x = model.Input(TensorType.FLOAT32, IsOpen ? [-1, -1, Features] : [Batch, Steps, Features]);
        int[] given = TakesStates ? [.. Enumerable.Range(0, States).Select(_ => model.Input(TensorType.FLOAT32, [Batch, Units]))] : [];
        int[] extra = Extra is { } operand ? [model.Input(operand.Type, operand.Shape)] : [];
        var graph = new RoundGraph(model, this);
        int sequence = Turned(graph, x, [IsOpen ? -1 : Steps, IsOpen ? -1 : Batch, Features]);
        sequence = IsReversed ? graph.Op(REVERSE_V2, F32(Steps, Batch, Features), null, sequence, graph.Numbers(0)) : sequence;
        int list = First(graph, sequence, WrittenShape, 0);
        int[] first = [graph.Number(Start), graph.Number(Start), list, .. TakesStates ? given : Zeros(graph, sequence), sequence, .. extra];
        int[] results = [.. first.Select((_, i) => graph.Ranked(Result(model, i)))];
        model.Operator(WHILE, first, results, new WhileOptionsT { CondSubgraphIndex = 1, BodySubgraphIndex = 2 });
        model.Output(Turned(graph, results[2], IsOpen ? [-1, -1, Units] : [WrittenShape[1], WrittenShape[0], Units]));
        Array.ForEach([.. results[3..(3 + States)], results[0]], model.Output);
        model.Subgraph(m => RoundGraph.Of(this, m, g => [Goes(g)]));
        model.Subgraph(m => RoundGraph.Of(this, m, Body));
        return model.Build();
    }

    private int[] Body(RoundGraph graph)
    {
        graph.X = Read(graph);
        int[] next = Round(graph);
        int written = Write(graph, next);
        return
        [
            graph.Next(graph.Counter, Increment), graph.Next(graph.Time, Increment), written, .. next, graph.Sequence,
            .. Extra is null ? [] : new[] { NextExtra(graph) },
        ];
    }

    private int Result(ModelBuilder model, int i) => i < 2 ? model.Tensor(TensorType.INT32, [])
        : i == 2 ? model.Tensor(TensorType.FLOAT32, IsOpen ? [-1, -1, Units] : WrittenShape)
        : i < 3 + States ? model.Tensor(TensorType.FLOAT32, [IsOpen ? -1 : Batch, Units])
        : i == 3 + States ? model.Tensor(TensorType.FLOAT32, IsOpen ? [-1, -1, Features] : [Steps, Batch, Features]) : model.Tensor(Extra!.Type, Extra.Shape);

    private int[] Zeros(RoundGraph graph, int sequence) => [.. Enumerable.Range(0, States).Select(_ => First(graph, sequence, [Batch, Units], Initial))];

    // A constant, or filled in a run where dimensions are known only then.
    private int First(RoundGraph graph, int sequence, int[] shape, float value)
    {
        if (!IsOpen)
        {
            return graph.Model.Constant(shape, [.. Enumerable.Repeat(value, shape.Aggregate(1, (a, b) => a * b))]);
        }
        int dimensions = graph.Op(SHAPE, I32(3), new ShapeOptionsT { OutType = TensorType.INT32 }, sequence);
        int rows = shape.Length == 3 && IsSingle ? graph.Number(1) : Dimension(graph, dimensions, 1);
        int[] sizes = [.. shape.Length == 3 ? new[] { Dimension(graph, dimensions, 0) } : [], rows, graph.Number(Units)];
        int list = graph.Op(PACK, I32(sizes.Length), new PackOptionsT { ValuesCount = sizes.Length }, sizes);
        return graph.Op(FILL, new Operand(TensorType.FLOAT32, shape).Dynamic([.. Enumerable.Range(0, shape.Length - 1)]), null, list, graph.Scalar(value));
    }

    public static int Dimension(RoundGraph graph, int dimensions, int axis)
    {
        var options = new StridedSliceOptionsT { ShrinkAxisMask = 1 };
        return graph.Op(STRIDED_SLICE, I32(), options, dimensions, graph.Numbers(axis), graph.Numbers(axis + 1), graph.Numbers(1));
    }

    private static int Turned(RoundGraph graph, int x, int[] shape)
    {
        int y = graph.Model.Tensor(TensorType.FLOAT32, shape);
        graph.Model.Operator(TRANSPOSE, [x, graph.Numbers(1, 0, 2)], [y]);
        return y;
    }
}
