using Tflite2Onnx.Operators;

namespace Tflite2Onnx.Prepare;

/// <summary>A loop as one of ONNX's recurrent operators.</summary>
internal sealed record RecurrenceDefinition : OpDefinition
{
    private const int First = 3;

    private readonly Recurrence _loop;

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public RecurrenceDefinition(Recurrence loop)
        : base(BuiltinOperator.WHILE) => (_loop, Summary) = (loop, "A recurrent layer that is written as a loop.");

    private Cell Cell => _loop.Cell;

    public override Results Lower(OpContext op)
    {
        Value x = op.In(0);
        Value?[] inputs =
        [
            x, Weights(op, gate => gate.Input), Weights(op, gate => gate.Recurrent), Bias(), null, Initial(op, 1),
            .. Cell.Memory >= 0 ? new[] { Initial(op, 2) } : [],
        ];
        int[] last = [1, _loop.Dimensions.Batch, Cell.Units];
        int[] all = [_loop.Dimensions.Steps, .. last];
        Value[] nodes = op.Emit(Cell.OpType, inputs, Attributes(), Cell.Memory >= 0 ? [all, last, last] : [all, last]);
        return (Value[])[.. _loop.Results.Select((result, i) => Result(op, result, nodes, x, i))];
    }

    public override ResultShapes ShapesOf(ShapeView op)
    {
        if (op.Dims(0) is not [var steps, var batch, _])
        {
            return default;
        }
        op.Alone(0, 0, 2);
        var units = Dim.Of(Cell.Units);
        return _loop.Results.Select(result => result switch
        {
            LoopResult.Rounds => null,
            LoopResult.Hidden or LoopResult.Memory => [batch, units],
            LoopResult.LastStep => [Dim.One, batch, units],
            _ => (Dim[]?)[steps, batch, units],
        }).ToArray();
    }

    private Value Result(OpContext op, LoopResult result, Value[] nodes, Value x, int output) => result switch
    {
        LoopResult.Rounds => Rounds(op, x, output),
        LoopResult.Hidden => op.Squeeze(nodes[1], 0),
        LoopResult.Memory => op.Squeeze(nodes[2], 0),
        LoopResult.LastStep => op.Emit("Identity", [nodes[1]]),
        _ when (result == LoopResult.SequenceBackward) == _loop.IsBackward => op.Squeeze(nodes[0], 1),
        _ => op.Emit("Slice", [op.Squeeze(nodes[0], 1), Value.Ints(-1), Value.Ints(long.MinValue), Value.Ints(0), Value.Ints(-1)]),
    };

    private Value Rounds(OpContext op, Value x, int output)
    {
        ElementType type = op.Output(output).Type.ToElementType();
        int[] shape = [.. op.ResultShape(output).Select(_ => 1)];
        return _loop.Dimensions.Steps is >= 0 and int steps ? Value.Of(Constants.FromIntegers(type, shape, [steps]), "rounds")
            : op.Cast(op.Reshape(op.Dimension(x, 0), shape), type);
    }

    private static Value? Initial(OpContext op, int input) => op.Has(input) ? op.Unsqueeze(op.In(input), 0) : null;

    private Attributes Attributes()
    {
        var attributes = new Attributes
        {
            ["activations"] = Cell.Functions.Select(function => function.Name).ToArray(),
            ["direction"] = _loop.IsBackward ? "reverse" : "forward",
            ["hidden_size"] = (long)Cell.Units,
        };
        GateFunction[] parametrized = [.. Cell.Functions.Where(function => function.HasParameters)];
        if (parametrized.Length > 0)
        {
            attributes["activation_alpha"] = parametrized.Select(function => function.Alpha).ToArray();
            attributes["activation_beta"] = parametrized.Select(function => function.Beta).ToArray();
        }
        if (Cell.ResetsAfter)
        {
            attributes["linear_before_reset"] = 1L;
        }
        return attributes;
    }

    private Value Weights(OpContext op, Func<Gate, WeightBlock> part)
    {
        WeightBlock[] blocks = [.. Cell.Gates.Select(part)];
        return GateMatrix.Stack(op, [.. blocks.Select(block => block.Matrix(op, First))], [1, blocks.Sum(block => block.Rows), blocks[0].Columns]);
    }

    private Value Bias()
    {
        float[] all = [.. Cell.Gates.SelectMany(gate => gate.Bias), .. Cell.Gates.SelectMany(gate => gate.RecurrentBias)];
        return Value.Of(Constant.Of(ElementType.Float, [1, all.Length], all), "bias");
    }
}
