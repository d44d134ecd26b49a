namespace Tflite2Onnx.Planning;

/// <summary>
/// The layouts a graph is converted in: for each operator the one it works in, and for each of its results the one it has. A poor plan
/// costs a Transpose, never a wrong result: the driver puts one wherever a tensor's layout differs from what a use demands.
/// </summary>
internal sealed class LayoutPlan
{
    private readonly TfliteGraph _graph;
    private readonly LayoutUse[] _uses;
    private readonly Layout?[] _tensors;
    private readonly Layout?[] _made;
    private readonly Layout?[] _candidates;
    private readonly bool[] _moved;
    private readonly IoOrders _orders;

    private LayoutPlan(TfliteGraph graph, LayoutUse[] uses, IoOrders orders, Func<LayoutPlan, bool[]> choose)
    {
        (_graph, _uses, _orders) = (graph, uses, orders);
        _tensors = LayoutCandidates.Find(graph, uses, orders);
        _candidates = [.. graph.Operators.Select(Candidate)];
        _moved = choose(this);
        _made = new Layout?[graph.Tensors.Length];
        foreach (int input in graph.Inputs)
        {
            _made[input] = OfInput(input);
        }
        foreach (TfliteOperator op in graph.Operators)
        {
            for (int i = 0; i < op.Outputs.Length; i++)
            {
                if (op.Outputs[i] >= 0)
                {
                    _made[op.Outputs[i]] = Result(op, i);
                }
            }
        }
    }

    public int Operators => _uses.Length;

    /// <summary>The plan that transposes the fewest bytes, or the naive one.</summary>
    /// <param name="graph">What is to be converted.</param>
    /// <param name="rules">The layout rules of its operators; null for those that are not converted.</param>
    /// <param name="options">How.</param>
    /// <param name="choose">Which operators work on moved operands, where that is not to be found here: for tests of what holds of any plan.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static LayoutPlan Make(
        TfliteGraph graph, LayoutRule?[] rules, ConversionOptions options, Func<LayoutPlan, bool[]>? choose = null, CancellationToken cancellation = default)
    {
        LayoutUse[] uses = [.. graph.Operators.Select(op => LayoutUse.Of(rules[op.Index], new OpView(graph, op)))];
        return new LayoutPlan(graph, uses, new IoOrders(graph, options), choose
            ?? (plan => options.Layout == LayoutMode.Transpose ? new bool[graph.Operators.Length]
                : LayoutCut.Solve(graph, uses, plan._candidates, (t, isInput) => isInput ? plan.OfInput(t) : plan.OfOutput(t), cancellation)));
    }

    public LayoutUse UseOf(TfliteOperator op) => _uses[op.Index];

    /// <summary>Which operators have the choice between a layout and TFLite's order.</summary>
    public IEnumerable<int> Choices => Enumerable.Range(0, _candidates.Length).Where(op => _candidates[op] is not null);

    /// <summary>The layout in which a tensor is made.</summary>
    public Layout? OfTensor(int tensor) => _made[tensor];

    /// <summary>What the axes of an input or output of the graph are called, in the order it has; null where no use names them.</summary>
    public string[]? AxesAt(int tensor, Layout? layout) =>
        layout?.Permute(layout.Axes) ?? (_tensors[tensor] is { IsChannelsFirst: true } candidate ? candidate.Axes : null);

    public Layout? OfInput(int tensor) => _orders.LayoutOf(_graph.Tensors[tensor], _tensors[tensor], isInput: true);

    public Layout? OfOutput(int tensor) => _orders.LayoutOf(_graph.Tensors[tensor], _tensors[tensor], isInput: false);

    /// <summary>The layouts that an operator is converted in.</summary>
    public Placement Of(TfliteOperator op) => new(_uses[op.Index], Working(op), [.. op.Outputs.Select((_, output) => Result(op, output))]);

    /// <inheritdoc cref="Placement.Working"/>
    public Layout? Working(TfliteOperator op)
    {
        LayoutUse use = _uses[op.Index];
        if (use.IsFlexible && !use.Rule.IsReordering)
        {
            return _moved[op.Index] ? _candidates[op.Index] : null;
        }
        // What takes its operand in any order, takes it as it is.
        Layout? made = op.Inputs is [>= 0 and int first, ..] ? _made[first] : null;
        return made is not null && ((use.Rule.IsReordering && !made.IsShuffled) || use.Absorbs(made)) ? made : null;
    }

    /// <summary>The layout of an operator's result.</summary>
    public Layout? Result(TfliteOperator op, int output)
    {
        LayoutUse use = _uses[op.Index];
        if (use.Rule.Class == LayoutClass.Implicit)
        {
            return use.Rule.Outputs.ElementAtOrDefault(output);
        }
        Layout? result = _moved[op.Index] ? _candidates[op.Index] : null;
        return result is null || use.GivesAnyOrder ? result : use.TryResult(result, out Layout? given) ? given : null;
    }

    // The layout an operator has if it is moved: of its operands where it is flexible, of its result where it gives that in any order.
    private Layout? Candidate(TfliteOperator op)
    {
        LayoutUse use = _uses[op.Index];
        Layout? result = op.Outputs is [>= 0 and int first, ..] ? _tensors[first] : null;
        if (use.Rule.IsReordering && use.Map is not null)
        {
            return result;
        }
        if (!use.IsFlexible)
        {
            return result is not null && use.Offers(result) ? result : null;
        }
        IEnumerable<Layout?> operands = LayoutCandidates.Carriers(_graph, op, use).Select(t => _tensors[t]);
        return operands.FirstOrDefault(layout => layout is not null && use.TryResult(layout, out _))
            ?? (result is not null && use.TryOperand(result, out Layout? operand) ? operand : null);
    }
}
