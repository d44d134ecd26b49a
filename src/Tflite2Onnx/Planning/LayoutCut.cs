namespace Tflite2Onnx.Planning;

/// <summary>
/// Which operators work on moved operands, so that the fewest bytes are transposed per run: a minimum cut. Operators that have the choice
/// are variables, on where they are moved and off in TFLite's order. A tensor costs its size for each order that is demanded of it and that
/// it does not have: once, however many users demand that one.
/// </summary>
internal sealed class LayoutCut
{
    private readonly TfliteGraph _graph;
    private readonly LayoutUse[] _uses;
    private readonly Layout?[] _candidates;
    private readonly Either[] _made;
    private readonly Dictionary<Demand, HashSet<int>> _demands = [];
    private readonly BinaryEnergy _energy;

    private LayoutCut(TfliteGraph graph, LayoutUse[] uses, Layout?[] candidates)
    {
        (_graph, _uses, _candidates, _made) = (graph, uses, candidates, new Either[graph.Tensors.Length]);
        _energy = new BinaryEnergy(graph.Operators.Length);
    }

    /// <summary>
    /// For each operator with a candidate, the layout it has where it is moved, whether it is; <paramref name="ends"/> gives the layouts of
    /// the graph's inputs and outputs.
    /// </summary>
    public static bool[] Solve(TfliteGraph graph, LayoutUse[] uses, Layout?[] candidates, Func<int, bool, Layout?> ends, CancellationToken cancellation)
    {
        if (candidates.All(candidate => candidate is null))
        {
            return new bool[candidates.Length];
        }
        var cut = new LayoutCut(graph, uses, candidates);
        Array.Fill(cut._made, Either.Always(null));
        foreach (int input in graph.Inputs)
        {
            cut._made[input] = Either.Always(ends(input, true));
        }
        foreach (TfliteOperator op in graph.Operators)
        {
            cut.Operator(op);
        }
        foreach (int output in graph.Outputs.Where(cut.HasPrice))
        {
            cut.Want(output, Either.Always(ends(output, false)));
        }
        cut.Charge();
        bool[] moved = cut._energy.Minimize(cancellation);
        return [.. candidates.Select((candidate, op) => candidate is not null && moved[op])];
    }

    private void Operator(TfliteOperator op)
    {
        foreach ((int tensor, int i) in op.Outputs.Select((tensor, i) => (tensor, i)).Where(output => output.tensor >= 0))
        {
            _made[tensor] = Result(op, i);
        }
        if (_uses[op.Index] is { IsFlexible: true } use && _candidates[op.Index] is { } candidate && op.Outputs is [>= 0 and int y, ..])
        {
            long bytes = ElementTypes.LeastBytes(ElementType.Float, _graph.Tensors[y].Shape);
            _energy.Single(op.Index, use.Rule.Inside(use.Op, candidate) * _graph.Tensors[y].Repeats * bytes);
        }
        for (int i = 0; i < op.Inputs.Length; i++)
        {
            if (op.Inputs[i] >= 0 && HasPrice(op.Inputs[i]))
            {
                Operand(op, i);
            }
        }
    }

    // Constants are transposed at conversion, and a tensor without a rank has no layout.
    private bool HasPrice(int tensor) => _graph.Tensors[tensor] is { IsConstant: false, Shape: not null };

    private Either Result(TfliteOperator op, int output)
    {
        LayoutUse use = _uses[op.Index];
        if (use.Rule.Class == LayoutClass.Implicit)
        {
            return Either.Always(use.Rule.Outputs.ElementAtOrDefault(output));
        }
        if (_candidates[op.Index] is not { } candidate)
        {
            return Either.Always(null);
        }
        if (use.GivesAnyOrder)
        {
            return output == 0 ? new(op.Index, null, candidate) : Either.Always(null);
        }
        return new(op.Index, null, use.TryResult(candidate, out Layout? result) ? result : null);
    }

    private void Operand(TfliteOperator op, int input)
    {
        (LayoutUse use, int tensor) = (_uses[op.Index], op.Inputs[input]);
        int rank = _graph.Tensors[tensor].Shape!.Length;
        if (use.Rule.Class == LayoutClass.Implicit)
        {
            Want(tensor, Either.Always(use.Rule.Inputs.ElementAtOrDefault(input)));
        }
        else if (use.Rule.IsReordering && input == 0 && use.Map is not null && op.Outputs is [>= 0, ..])
        {
            Reorder(op);
        }
        else if (!use.IsFlexible && input == 0 && _made[tensor].On is { } layout && use.Absorbs(layout))
        {
            return;
        }
        else if (!use.IsFlexible || _candidates[op.Index] is not { } candidate || !use.Rule.Carries(input) || rank > candidate.Rank)
        {
            Want(tensor, Either.Always(null));
        }
        else if (rank == candidate.Rank)
        {
            Want(tensor, new(op.Index, null, candidate));
        }
        else
        {
            // It is brought to its user's rank first, in TFLite's order.
            Want(tensor, Either.Always(null));
            Add(new(tensor, candidate, WhenOn: true), op.Index);
        }
    }

    private void Want(int tensor, Either layouts)
    {
        if (layouts.Variable >= 0)
        {
            Add(new(tensor, layouts.Off, WhenOn: false), layouts.Variable);
            Add(new(tensor, layouts.On, WhenOn: true), layouts.Variable);
            return;
        }
        // What has no choice joins those that want the same when they are on, or TFLite's order when they are off.
        bool isMoved = layouts.On is not null;
        Add(new(tensor, layouts.On, isMoved), isMoved ? BinaryEnergy.On : BinaryEnergy.Off);
    }

    private void Add(Demand demand, int user)
    {
        if (!_demands.TryGetValue(demand, out HashSet<int>? users))
        {
            _demands[demand] = users = [];
        }
        users.Add(user);
    }

    // What is demanded of a tensor costs by how it is made.
    private void Charge()
    {
        foreach ((Demand demand, HashSet<int> users) in _demands)
        {
            Either made = _made[demand.Tensor];
            (long off, long on) = (Bytes(made.Off, demand), Bytes(made.On, demand));
            _energy.Any(BinaryEnergy.On, true, users, demand.WhenOn, Math.Min(off, on));
            _energy.Any(made.Variable, on > off, users, demand.WhenOn, Math.Abs(on - off));
        }
    }

    // Of the tensor's elements as they are stored; a dimension that is not known counts as 1. Ranks that contradict each other cost nothing
    // here: they are refused where the operator is converted.
    private long Bytes(Layout? have, Demand demand)
    {
        TfliteTensor t = _graph.Tensors[demand.Tensor];
        int rank = t.Shape!.Length, widened = (demand.Layout?.Rank ?? rank) - rank;
        return widened < 0 || (have is not null && have.Rank != rank) ? 0
            : widened == 0 ? Relayout.Count(have, demand.Layout, t.Shape) * Size(t)
            : Relayout.Count(null, demand.Layout, [.. Enumerable.Repeat(1, widened), .. t.Shape]) * Size(t);
    }

    private static long Size(TfliteTensor t) => t.Repeats * ElementTypes.LeastBytes(t.Type.ToElementType(), t.Shape);

    // A model's own TRANSPOSE takes its operand as it is made and gives its result in either order: each of the four ways costs or does not.
    private void Reorder(TfliteOperator op)
    {
        (TfliteTensor from, TfliteTensor to) = (_graph.Tensors[op.Inputs[0]], _graph.Tensors[op.Outputs[0]]);
        if (to.Shape is null || to.Shape.Length != _uses[op.Index].Map!.ResultRank)
        {
            return;
        }
        (Either operand, Either result, int rank) = (_made[from.Index], _made[to.Index], _uses[op.Index].Map!.OperandRank);
        long Way(Layout? given, Layout? wanted)
        {
            bool isTaken = given is { IsShuffled: false } && given.Rank == rank;
            long before = isTaken ? 0 : Relayout.Count(given, null, from.Shape!) * Size(from);
            bool isKnown = _uses[op.Index].Map!.TryThrough((isTaken ? given : null) ?? Layout.Identity(rank), out Layout? through);
            return before + (isKnown && Layout.IsFree(through, wanted, to.Shape) ? 0 : Size(to));
        }
        _energy.Pair(operand.Variable, result.Variable, new(
            Way(operand.Off, result.Off), Way(operand.Off, result.On), Way(operand.On, result.Off), Way(operand.On, result.On)));
    }

    /// <summary>Layouts of a tensor, or of a use of it, where a variable is off and where it is on.</summary>
    private readonly record struct Either(int Variable, Layout? Off, Layout? On)
    {
        public static Either Always(Layout? layout) => new(BinaryEnergy.Off, layout, layout);
    }

    /// <summary>A layout that users demand of a tensor where they are on, or where they are off.</summary>
    private readonly record struct Demand(int Tensor, Layout? Layout, bool WhenOn);
}
