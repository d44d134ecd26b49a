using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Prepare;

/// <summary>A loop that is one recurrent operator.</summary>
/// <param name="Cell">What each round computes.</param>
/// <param name="Operands">The sequence, the first h and c (-1 for zeros, or none), and the weights.</param>
/// <param name="Results">What each of the loop's links holds in the end.</param>
/// <param name="Dimensions">Of time and batch; -1 where only a run knows.</param>
/// <param name="IsBackward">Whether the last step is read first.</param>
internal sealed record Recurrence(Cell Cell, int[] Operands, LoopResult[] Results, (int Steps, int Batch) Dimensions, bool IsBackward)
{
    private const int MaxComparisons = 8;

    /// <summary>The loop as a recurrent operator; null where it is not proven to be one.</summary>
    public static Recurrence? Of(Loop loop, Dataflow flow, ConversionOptions options)
    {
        if (LoopBody.Of(flow, loop) is not { } body)
        {
            return null;
        }
        var forms = new BodyForms(body, options.Hybrid == HybridMode.Dequantize);
        Dictionary<int, Form> next = [];
        for (int i = 0; i < body.Links.Length; i++)
        {
            if (forms.Of(body.Links[i].Inputs[1]) is { } form)
            {
                next[i] = form;
            }
        }
        if (Cell.Find(next) is not { } cell || body.Steps is not { } steps || body.Integers.Dimension(body.Sequence, 1) is not { } batch
            || steps.Is(0) || !RunsThrough(body, loop, steps))
        {
            return null;
        }
        var results = new LoopResults(body, forms, cell, steps, batch);
        LoopResult[] held = [.. Enumerable.Range(0, body.Links.Length).Select(results.Of).OfType<LoopResult>()];
        return Initial(body, cell, batch) is { } initial && held.Length == body.Links.Length
            ? new Recurrence(cell, [body.Sequence, .. initial, .. Weights(cell)], held, (Known(steps), Known(batch)), body.IsBackward) : null;
    }

    /// <summary>The shape of what a link holds in the end; null for that of what it holds at first.</summary>
    public int[]? Shape(int link) => Results[link] switch
    {
        LoopResult.Rounds => null,
        LoopResult.Hidden or LoopResult.Memory => [Dimensions.Batch, Cell.Units],
        LoopResult.LastStep => [1, Dimensions.Batch, Cell.Units],
        _ => [Dimensions.Steps, Dimensions.Batch, Cell.Units],
    };

    private static int Known(Linear dimension) => dimension is { Rounds: 0, Dimension: "" } ? (int)dimension.Constant : -1;

    private static IEnumerable<int> Weights(Cell cell) => cell.Gates.SelectMany(gate => new[] { gate.Input.Tensor, gate.Recurrent.Tensor }).Distinct();

    // The first h and c; null where they are not those of the sequence's rows.
    private static int[]? Initial(LoopBody body, Cell cell, Linear batch)
    {
        int[] given = [.. new[] { cell.Hidden, cell.Memory }.Select(link => link < 0 ? -1 : First(body, link, cell.Units, batch) ?? -2)];
        return given.Contains(-2) ? null : given;
    }

    private static int? First(LoopBody body, int link, int units, Linear batch)
    {
        int tensor = body.Flow.Origin(body.Links[link].Inputs[0]);
        bool isZero = body.Flow.IsZero(tensor);
        bool isState = body.Flow.Tensor(tensor) is { Type: TensorType.FLOAT32, Quantization: null, Shape.Length: 2 }
            && body.Integers.Dimension(tensor, 1) == new Linear(units);
        Linear? rows = body.Integers.Dimension(tensor, 0);
        // One row of zeros is as good as zeros in every row.
        return !isState || (rows != batch && !(isZero && rows == new Linear(1))) ? null : isZero ? -1 : tensor;
    }

    // Whether there are as many rounds as the sequence has steps.
    private static bool RunsThrough(LoopBody body, Loop loop, Linear steps) =>
        AreBounds(Comparisons(body, loop.Again), Linear.Round.Plus(1), steps) && AreBounds(Comparisons(body, loop.Before), new Linear(0), steps);

    private static bool AreBounds(List<(Linear Lesser, Linear Greater)>? comparisons, Linear counter, Linear steps)
    {
        bool IsLarge(Linear bound) => bound.Dimension == steps.Dimension && bound.Rounds == 0 && bound.Constant >= steps.Constant;
        return comparisons is not null && comparisons.Any(c => c.Greater == steps) && comparisons.All(c => c.Lesser == counter && IsLarge(c.Greater));
    }

    // What all has to be less than what; null for a condition of another kind.
    private static List<(Linear Lesser, Linear Greater)>? Comparisons(LoopBody body, int condition)
    {
        var found = new List<(Linear, Linear)>();
        var open = new Stack<int>([condition]);
        while (open.TryPop(out int tensor) && found.Count + open.Count < MaxComparisons)
        {
            if (tensor < 0 || body.Flow.Maker(body.Flow.Origin(tensor))?.Op is not { Inputs: [int left, int right] } op)
            {
                return null;
            }
            if (op.Code == LOGICAL_AND)
            {
                open.Push(left);
                open.Push(right);
                continue;
            }
            (int lesser, int greater) = op.Code is LESS or LESS_EQUAL ? (left, right) : op.Code is GREATER or GREATER_EQUAL ? (right, left) : (-1, -1);
            if (body.Integers.One(lesser) is not { } a || body.Integers.One(greater) is not { } b)
            {
                return null;
            }
            found.Add((a, b.Plus(op.Code is LESS_EQUAL or GREATER_EQUAL ? 1 : 0)));
        }
        return open.Count == 0 ? found : null;
    }
}
