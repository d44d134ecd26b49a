namespace Tflite2Onnx.Lowering.Layouts;

/// <summary>
/// Which operators work on moved operands, so that the fewest bytes are transposed per run: a minimum cut. Operators that have the choice
/// are nodes; the source's side is moved, the sink's side is TFLite's order. A tensor costs its size when its maker and one of its users,
/// or several, are on different sides: it is transposed once, however many users want the other order.
/// </summary>
internal sealed class LayoutCut
{
    private const int Moved = 0;
    private const int Original = 1;
    private const int FirstOperator = 2;

    private readonly TfliteGraph _graph;
    private readonly LayoutUse[] _uses;
    private readonly Layout?[] _tensors;
    private readonly Layout?[] _candidates;
    private readonly Rim _rim;
    private readonly MinimumCut _cut;
    private int _next;

    private LayoutCut(TfliteGraph graph, LayoutUse[] uses, Layout?[] tensors, Layout?[] candidates, Rim rim)
    {
        (_graph, _uses, _tensors, _candidates, _rim) = (graph, uses, tensors, candidates, rim);
        // Two nodes more for each tensor that several operators use.
        _cut = new MinimumCut(FirstOperator + graph.Operators.Length + (2 * graph.Tensors.Length));
        _next = FirstOperator + graph.Operators.Length;
    }

    /// <summary>
    /// For each operator with a candidate, whether it works in it; <paramref name="tensors"/> and <paramref name="candidates"/> are the
    /// layouts of moved tensors and operators.
    /// </summary>
    public static bool[] Solve(TfliteGraph graph, LayoutUse[] uses, Layout?[] tensors, Layout?[] candidates, Rim rim)
    {
        if (candidates.All(candidate => candidate is null))
        {
            return new bool[candidates.Length];
        }
        var cut = new LayoutCut(graph, uses, tensors, candidates, rim);
        int[] makers = cut.Makers();
        List<int>[] users = cut.Users(makers);
        for (int tensor = 0; tensor < tensors.Length; tensor++)
        {
            if (cut.Cost(tensor) is > 0 and long cost)
            {
                cut.Connect(makers[tensor], [.. users[tensor].Distinct()], cost);
            }
        }
        bool[] moved = cut._cut.SourceSide(Moved, Original);
        return [.. candidates.Select((candidate, op) => candidate is not null && moved[FirstOperator + op])];
    }

    // Bytes of the tensor's elements as they are stored; an extent that is not known counts as 1.
    private long Cost(int tensor)
    {
        TfliteTensor t = _graph.Tensors[tensor];
        bool isFree = t.Shape is null || t.IsConstant || _tensors[tensor] is not { } layout || Layout.IsFree(null, layout, t.Shape);
        return isFree ? 0 : Bytes(t);
    }

    private static long Bytes(TfliteTensor t) => Math.Max(1, ElementTypes.ByteCount(ElementTypes.From(t.Type), [.. t.Shape!.Select(e => Math.Max(e, 1))]));

    // The node on whose side each tensor is made.
    private int[] Makers()
    {
        int[] makers = [.. Enumerable.Repeat(Original, _graph.Tensors.Length)];
        foreach (int input in _graph.Inputs)
        {
            makers[input] = Side(_rim.LayoutOf(_graph.Tensors[input], _tensors[input], isInput: true), input);
        }
        foreach (TfliteOperator op in _graph.Operators)
        {
            for (int i = 0; i < op.Outputs.Length; i++)
            {
                if (op.Outputs[i] >= 0)
                {
                    makers[op.Outputs[i]] = Maker(op, i);
                }
            }
        }
        return makers;
    }

    private int Maker(TfliteOperator op, int output)
    {
        (LayoutUse use, int tensor) = (_uses[op.Index], op.Outputs[output]);
        if (use.Rule.Class == LayoutClass.Implicit)
        {
            return Side(use.Rule.Outputs.ElementAtOrDefault(output), tensor);
        }
        if (_candidates[op.Index] is not { } candidate)
        {
            return Original;
        }
        bool isOwn = LayoutPlan.GivesAnyOrder(use) ? output == 0 : use.TryResult(candidate, out Layout? result) && Equals(result, _tensors[tensor]);
        return isOwn ? FirstOperator + op.Index : Original;
    }

    // The nodes whose sides want each tensor.
    private List<int>[] Users(int[] makers)
    {
        List<int>[] users = [.. _graph.Tensors.Select(_ => new List<int>())];
        foreach (TfliteOperator op in _graph.Operators)
        {
            for (int i = 0; i < op.Inputs.Length; i++)
            {
                if (op.Inputs[i] >= 0 && User(op, i, makers) is { } user)
                {
                    users[op.Inputs[i]].Add(user);
                }
            }
        }
        foreach (int output in _graph.Outputs)
        {
            users[output].Add(Side(_rim.LayoutOf(_graph.Tensors[output], _tensors[output], isInput: false), output));
        }
        return users;
    }

    private int? User(TfliteOperator op, int input, int[] makers)
    {
        (LayoutUse use, int tensor) = (_uses[op.Index], op.Inputs[input]);
        if (use.Rule.Class == LayoutClass.Implicit)
        {
            return Side(use.Rule.Inputs.ElementAtOrDefault(input), tensor);
        }
        if (use.Rule.IsReordering && input == 0 && use.Map is not null)
        {
            Reorder(op, makers[tensor]);
            return null;
        }
        if (!use.IsFlexible)
        {
            bool absorbs = input == 0 && _tensors[tensor] is { } layout && use.Rule.Absorbs(new OpView(_graph, op), layout);
            return absorbs ? null : Original;
        }
        if (_candidates[op.Index] is not { } candidate || !use.Rule.Carries(input))
        {
            return Original;
        }
        if (candidate.Equals(_tensors[tensor]))
        {
            return FirstOperator + op.Index;
        }
        Foreign(op, candidate, _graph.Tensors[tensor]);
        return Original;
    }

    // An operand that has another layout than its operator, or a lower rank: it pays where the operator moves.
    private void Foreign(TfliteOperator op, Layout candidate, TfliteTensor t)
    {
        if (t is { IsConstant: false, Shape: { } shape } && shape.Length <= candidate.Rank)
        {
            int[] wide = [.. Enumerable.Repeat(1, candidate.Rank - shape.Length), .. shape];
            if (!Layout.IsFree(null, candidate.For(wide), wide))
            {
                _cut.Edge(FirstOperator + op.Index, Original, Bytes(t));
            }
        }
    }

    // A model's own TRANSPOSE takes its operand from either side and gives its result on either: each of the four ways is free or costs.
    private void Reorder(TfliteOperator op, int maker)
    {
        (TfliteTensor from, TfliteTensor to) = (_graph.Tensors[op.Inputs[0]], _graph.Tensors[op.Outputs[0]]);
        int node = _candidates[op.Index] is null ? Original : FirstOperator + op.Index;
        if (from.Shape is null || to.Shape is null || from.IsConstant)
        {
            return;
        }
        long Way(bool fromMoved, bool toMoved)
        {
            Layout operand = (fromMoved ? _tensors[from.Index] : null) ?? Layout.Identity(from.Shape.Length);
            bool isKnown = _uses[op.Index].Map!.TryThrough(operand, out Layout? result);
            return isKnown && Layout.IsFree(result, toMoved ? _tensors[to.Index] : null, to.Shape) ? 0 : Bytes(to);
        }
        (long neither, long second, long first, long both) = (Way(false, false), Way(false, true), Way(true, false), Way(true, true));
        // cost(a, b) = neither + a (first - neither) + b (both - first) + (1 - a) b (first + second - neither - both)
        Alone(maker, first - neither);
        Alone(node, both - first);
        _cut.Edge(node, maker, Math.Max(0, first + second - neither - both));
    }

    // A cost of being moved, or, when negative, of not being so.
    private void Alone(int node, long cost)
    {
        if (node >= FirstOperator)
        {
            _cut.Edge(cost > 0 ? node : Moved, cost > 0 ? Original : node, Math.Abs(cost));
        }
    }

    private void Connect(int maker, int[] users, long cost)
    {
        if (users.Length == 1)
        {
            _cut.Edge(maker, users[0], cost);
            _cut.Edge(users[0], maker, cost);
        }
        else if (users.Length > 1)
        {
            (int toOriginal, int toMoved) = (_next++, _next++);
            _cut.Edge(maker, toOriginal, cost);
            _cut.Edge(toMoved, maker, cost);
            foreach (int user in users)
            {
                _cut.Edge(toOriginal, user, MinimumCut.Unlimited);
                _cut.Edge(user, toMoved, MinimumCut.Unlimited);
            }
        }
    }

    private int Side(Layout? layout, int tensor) => layout is not null && layout.Equals(_tensors[tensor]) ? Moved : Original;
}
