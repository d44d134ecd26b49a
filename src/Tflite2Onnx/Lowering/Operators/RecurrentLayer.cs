namespace Tflite2Onnx.Lowering.Operators;

/// <summary>What all recurrent layers share: their steps, and how a sequence goes into them and comes out. Operands without a time axis are one step.</summary>
internal abstract class RecurrentLayer(OpContext op, int data, int aux, RecurrentForm form)
{
    // Above this many steps ONNX Runtime takes seconds and more to load the graph.
    private const int MaxSteps = 500;

    protected OpContext Op => op;

    protected RecurrentForm Form => form;

    protected bool IsSingle { get; } = op.Rank(data) == 2;

    /// <summary>How many steps there are; -1 when only a run knows.</summary>
    protected int Steps { get; } = op.Rank(data) switch
    {
        2 => 1,
        3 => op.Shape(data)[form.IsTimeMajor ? 0 : 1],
        int rank => throw OpView.Unsupported($"its input has {rank} axes"),
    };

    private int Batch => op.Shape(data)[!IsSingle && form.IsTimeMajor ? 1 : 0];

    private int TimeAxis => form.IsTimeMajor ? 0 : 1;

    /// <summary>The input as [time, batch, features], with the second input's features behind its own.</summary>
    protected Value Sequence()
    {
        Value x = Features();
        return IsSingle ? op.Unsqueeze(x, 0) : form.IsTimeMajor ? x : Turned(x);
    }

    /// <summary>The results of an ONNX node, [time, 1, batch, units], as TFLite has them.</summary>
    protected Value Result(Value y, int units)
    {
        y.Shape = [Steps, 1, Batch, units];
        return IsSingle ? op.Squeeze(y, 0, 1) : form.IsTimeMajor ? op.Squeeze(y, 1) : Turned(op.Squeeze(y, 1));
    }

    /// <summary>A state, [batch, units], as ONNX's nodes take it; null, for zeros, where it is known to hold those.</summary>
    protected Value? Initial(int state) => op.KeepsZeros(state) ? null : op.Unsqueeze(op.Kept(state), 0);

    protected void KeepLast(int state, Value last) => op.Keep(state, op.Squeeze(last, 0));

    /// <summary>
    /// Goes through the steps: each is given its inputs' products with the weights plus <paramref name="bias"/>, [batch, rows], and gives [batch, units].
    /// </summary>
    protected Value Unroll(Value weights, int rows, Value? bias, Func<Value, Value> step)
    {
        CheckSteps();
        int features = op.Shape(data)[^1] + (aux >= 0 ? op.Shape(aux)[^1] : 0);
        Value x = IsSingle ? Features() : op.Reshape(Features(), -1, features);
        return Unroll(op.Emit("Gemm", [x, weights, bias], new() { ["transB"] = 1L }), rows, step);
    }

    /// <summary>The same for products that are there already, those of all steps in the order of the input.</summary>
    protected Value Unroll(Value products, int rows, Func<Value, Value> step)
    {
        CheckSteps();
        if (IsSingle)
        {
            return step(products);
        }
        products = op.Reshape(products, form.IsTimeMajor ? [Steps, Batch, rows] : [Batch, Steps, rows]);
        Value[] inputs = Steps == 1 ? [products]
            : op.Emit("Split", [products, OpContext.Ints(Enumerable.Repeat(1, Steps))], new() { ["axis"] = (long)TimeAxis }, Steps);
        var outputs = new Value[Steps];
        for (int i = 0; i < Steps; i++)
        {
            int t = form.IsBackward ? Steps - 1 - i : i;
            outputs[t] = op.Unsqueeze(step(op.Squeeze(inputs[t], TimeAxis)), TimeAxis);
        }
        return Steps == 1 ? outputs[0] : op.Emit("Concat", outputs, new() { ["axis"] = (long)TimeAxis });
    }

    private void CheckSteps()
    {
        if (Steps is < 1 or > MaxSteps)
        {
            string count = Steps < 0 ? "an unknown number of" : $"{Steps}";
            throw OpView.Unsupported($"it has to be written out step by step, and has {count} steps; 1 to {MaxSteps} are");
        }
    }

    private Value Features() => aux < 0 ? op.In(data) : op.Emit("Concat", [op.In(data), op.In(aux)], new() { ["axis"] = IsSingle ? 1L : 2L });

    private Value Turned(Value x)
    {
        x.Shape ??= op.Shape(data);
        return op.Transpose(x, [1, 0, 2]);
    }
}
