namespace Tflite2Onnx.Operators;

/// <summary>What all recurrent layers share: their steps, and how a sequence goes into them and comes out. Operands without a time axis are one step.</summary>
internal abstract class RecurrentLayer(OpContext op, int data, int aux, RecurrentForm form)
{
    protected OpContext Op => op;

    protected RecurrentForm Form => form;

    protected bool IsSingle { get; } = op.Rank(data) == 2;

    /// <summary>How many steps there are; -1 when only a run knows.</summary>
    protected int Steps { get; } = op.Rank(data) switch
    {
        2 => 1,
        3 when op.Shape(data)[form.IsTimeMajor ? 0 : 1] is var steps => steps != 0 ? steps : throw new Refusal(WayOut.Rewrite, "it has no steps"),
        int rank => throw new Refusal(WayOut.Rewrite, $"its input has {rank} axes"),
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
    protected Value? Initial(int state) => op.KeepsZeros(state) ? null : op.Unsqueeze(op.KeptForAll(state), 0);

    protected void KeepLast(int state, Value last) => op.Keep(state, op.Squeeze(last, 0));

    /// <summary>
    /// Goes through the steps: each is given its inputs' products with the weights plus <paramref name="bias"/>, [batch, rows], and what is kept
    /// (null for zeros), and gives what is kept from there on, the first of which comes out.
    /// </summary>
    protected Value StepByStep(Value weights, Value? bias, Kept[] kept, Func<Value, Value?[], Value[]> step)
    {
        Value x = IsSingle ? Features() : op.Reshape(Features(), -1, weights.Shape![1]);
        Value?[] first = [.. kept.Select(state => op.KeepsZeros(state.Input) ? null : op.KeptForAll(state.Input))];
        return StepByStep(op.Emit("Gemm", [x, weights, bias], new() { ["transB"] = 1L }), weights.Shape![0], kept, first, step, raw: false);
    }

    /// <summary>The same for products that are there, [batch and time, rows], and for what is kept as floats or as raw integers.</summary>
    protected Value StepByStep(Value products, int rows, Kept[] kept, Value?[] first, Func<Value, Value?[], Value[]> step, bool raw)
    {
        Value[] last = Steps == 1 ? step(products, first)
            : op.Scan([.. first.Select((value, i) => value ?? Zeros(kept[i].Width))], ByTime(products, rows), TimeAxis, form.IsBackward, step);
        for (int i = 0; i < kept.Length; i++)
        {
            op.Keep(kept[i].Input, last[i], raw);
        }
        Value y = IsSingle ? last[0] : Steps == 1 ? op.Unsqueeze(last[0], TimeAxis) : last[^1];
        y.Shape = Dimensions(kept[0].Width);
        return y;
    }

    private Value ByTime(Value products, int rows)
    {
        int[] shape = Dimensions(rows);
        if (shape.Count(dimension => dimension < 0) <= 1)
        {
            return op.Reshape(products, shape);
        }
        Value dimensions = op.Emit("Concat", [op.Dimension(op.In(data), 0), op.Dimension(op.In(data), 1), Value.Ints(rows)], new() { ["axis"] = 0L });
        Value y = op.Emit("Reshape", [products, dimensions]);
        y.Shape = shape;
        return y;
    }

    // Those of the input, with another number of features.
    private int[] Dimensions(int features) => [.. op.Shape(data)[..^1], features];

    private Value Zeros(int width)
    {
        Value dimensions = op.Emit("Concat", [op.Dimension(op.In(data), 1 - TimeAxis), Value.Ints(width)], new() { ["axis"] = 0L });
        Value zeros = op.Emit("ConstantOfShape", [dimensions]);
        zeros.Shape = [Batch, width];
        return zeros;
    }

    private Value Features()
    {
        if (aux < 0)
        {
            return op.In(data);
        }
        Value both = op.Emit("Concat", [op.In(data), op.In(aux)], new() { ["axis"] = IsSingle ? 1L : 2L });
        (int one, int other) = (op.Shape(data)[^1], op.Shape(aux)[^1]);
        both.Shape = Dimensions(Math.Min(one, other) < 0 ? -1 : one + other);
        return both;
    }

    private Value Turned(Value x)
    {
        x.Shape ??= op.Shape(data);
        return op.Transpose(x, [1, 0, 2]);
    }
}

/// <summary>An operand under which something is kept, [batch, width].</summary>
internal sealed record Kept(int Input, int Width);
