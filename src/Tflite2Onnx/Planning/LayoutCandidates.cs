namespace Tflite2Onnx.Planning;

/// <summary>
/// The layout each tensor has if it is moved at all. Layouts start at what callers ask for, then at the operators that fix them, then at a
/// model's own TRANSPOSEs, and spread from there, both ways, through operators that work in any.
/// </summary>
internal sealed class LayoutCandidates
{
    private readonly TfliteGraph _graph;
    private readonly LayoutUse[] _uses;
    private readonly Layout?[] _tensors;
    private readonly List<int>[] _users;
    private readonly Queue<int> _changed = new();

    private LayoutCandidates(TfliteGraph graph, LayoutUse[] uses)
    {
        (_graph, _uses) = (graph, uses);
        _tensors = new Layout?[graph.Tensors.Length];
        _users = [.. graph.Tensors.Select(_ => new List<int>())];
        foreach (TfliteOperator op in graph.Operators)
        {
            foreach (int tensor in op.Inputs.Concat(op.Outputs).Where(t => t >= 0))
            {
                _users[tensor].Add(op.Index);
            }
        }
    }

    /// <summary>A layout per tensor, null where nothing suggests one.</summary>
    public static Layout?[] Find(TfliteGraph graph, LayoutUse[] uses, IoOrders orders)
    {
        var candidates = new LayoutCandidates(graph, uses);
        foreach (int tensor in graph.Inputs.Concat(graph.Outputs))
        {
            candidates.Assign(tensor, orders.Named(graph.Tensors[tensor]));
        }
        candidates.Seed(op => op.Inputs.Zip(uses[op.Index].Rule.Inputs).Concat(op.Outputs.Zip(uses[op.Index].Rule.Outputs)));
        candidates.Seed(candidates.OfTranspose);
        return candidates._tensors;
    }

    /// <summary>The computed inputs of full rank that carry an operator's layout: constants follow for free, lower ranks are raised on use.</summary>
    public static IEnumerable<int> Carriers(TfliteGraph graph, TfliteOperator op, LayoutUse use)
    {
        int? rank = op.Outputs is [>= 0 and int first, ..] && use.Map is null ? graph.Tensors[first].Shape?.Length : null;
        for (int i = 0; i < op.Inputs.Length; i++)
        {
            int tensor = op.Inputs[i];
            bool carries = tensor >= 0 && use.Rule.Carries(i) && graph.Tensors[tensor] is { IsConstant: false, Shape: { } shape }
                && (rank ?? shape.Length) == shape.Length;
            if (carries)
            {
                yield return tensor;
            }
        }
    }

    private void Seed(Func<TfliteOperator, IEnumerable<(int Tensor, Layout? Layout)>> seeds)
    {
        foreach ((int tensor, Layout? layout) in _graph.Operators.SelectMany(seeds))
        {
            Assign(tensor, layout);
        }
        while (_changed.TryDequeue(out int tensor))
        {
            foreach (int index in _users[tensor])
            {
                Spread(_graph.Operators[index], tensor);
            }
        }
    }

    // On either side of a TRANSPOSE, the order that the other side has: there it costs nothing.
    private IEnumerable<(int Tensor, Layout? Layout)> OfTranspose(TfliteOperator op)
    {
        if (_uses[op.Index] is not { Rule.IsReordering: true, Map: { } map } || op is not { Inputs: [>= 0, ..], Outputs: [>= 0, ..] })
        {
            return [];
        }
        map.TryThrough(Layout.Identity(map.OperandRank), out Layout? result);
        map.TryBack(Layout.Identity(map.ResultRank), out Layout? operand);
        return [(op.Outputs[0], result), (op.Inputs[0], operand)];
    }

    private void Spread(TfliteOperator op, int tensor)
    {
        LayoutUse use = _uses[op.Index];
        if (!use.IsFlexible || _tensors[tensor] is not { } layout)
        {
            return;
        }
        int[] carriers = [.. Carriers(_graph, op, use)];
        if (carriers.Contains(tensor) && use.TryResult(layout, out Layout? result))
        {
            Assign(op.Outputs, result);
            Assign(carriers, layout);
        }
        if (op.Outputs.Contains(tensor) && use.TryOperand(layout, out Layout? operand))
        {
            Assign(op.Outputs, layout);
            Assign(carriers, operand);
        }
    }

    private void Assign(int[] tensors, Layout? layout)
    {
        foreach (int tensor in tensors)
        {
            Assign(tensor, layout);
        }
    }

    private void Assign(int tensor, Layout? layout)
    {
        if (tensor < 0 || layout is null || _tensors[tensor] is not null)
        {
            return;
        }
        TfliteTensor t = _graph.Tensors[tensor];
        // Scales per axis would have to follow the elements inside of that axis.
        bool fits = !t.IsConstant && t.Shape?.Length == layout.Rank && !(layout.IsShuffled && t.Quantization is { PerAxis: true });
        if (fits)
        {
            _tensors[tensor] = layout;
            _changed.Enqueue(tensor);
        }
    }
}
