namespace Tflite2Onnx.Lowering.Layouts;

/// <summary>
/// The layouts a graph is converted in: for each operator the one it works in, and for each tensor the one it has if it is moved at all.
/// Layouts start at the operators that fix them and spread through those that do not care. A poor plan costs a Transpose, never a wrong
/// result: the driver puts one wherever a tensor's layout differs from what a use demands.
/// </summary>
internal sealed class LayoutPlan
{
    private readonly TfliteGraph _graph;
    private readonly LayoutRule[] _rules;
    private readonly Layout?[] _tensors;
    private readonly List<int>[] _users;
    private readonly Queue<int> _changed = new();

    private LayoutPlan(TfliteGraph graph, OpDefinition?[] definitions)
    {
        _graph = graph;
        _tensors = new Layout?[graph.Tensors.Length];
        _users = [.. graph.Tensors.Select(_ => new List<int>())];
        _rules = [.. graph.Operators.Select(op => definitions[op.Index]?.Layout.For(new OpView(graph, op)) ?? LayoutRule.Terminate)];
        foreach (TfliteOperator op in graph.Operators)
        {
            foreach (int tensor in op.Inputs.Concat(op.Outputs).Where(t => t >= 0))
            {
                _users[tensor].Add(op.Index);
            }
        }
    }

    /// <summary>The layout a tensor has where it is moved; null where nothing moves it.</summary>
    public Layout? OfTensor(int tensor) => _tensors[tensor];

    public static LayoutPlan Make(TfliteGraph graph, OpDefinition?[] definitions, ConversionOptions options)
    {
        var plan = new LayoutPlan(graph, definitions);
        foreach (int input in graph.Inputs)
        {
            plan.Assign(input, options.InputLayouts.GetValueOrDefault(graph.Tensors[input].Name));
        }
        plan.Propagate();
        return plan;
    }

    public LayoutRule RuleOf(TfliteOperator op) => _rules[op.Index];

    /// <summary>The layout an operator's operands come in; null for TFLite's order. (An Implicit one has a layout per operand instead.)</summary>
    public Layout? Working(TfliteOperator op)
    {
        LayoutRule rule = RuleOf(op);
        if (rule.Class is LayoutClass.Terminate or LayoutClass.Implicit)
        {
            return null;
        }
        return Carriers(op).Select(t => _tensors[t]).FirstOrDefault(l => l is not null)
            ?? (rule.Origins is null ? op.Outputs.Where(t => t >= 0).Select(t => _tensors[t]).FirstOrDefault(l => l is not null) : null);
    }

    /// <summary>The layout of an operator's result.</summary>
    public Layout? Result(TfliteOperator op, int output)
    {
        LayoutRule rule = RuleOf(op);
        return rule.Class == LayoutClass.Implicit ? rule.Outputs.ElementAtOrDefault(output)
            : rule.IsReordering && Working(op) is null ? _tensors[op.Outputs[output]]
            : Through(op, rule, Working(op));
    }

    private Layout? Through(TfliteOperator op, LayoutRule rule, Layout? layout) =>
        layout is null || rule.Origins is null ? layout : layout.Through(rule.Origins(new OpView(_graph, op)));

    private void Propagate()
    {
        foreach (TfliteOperator op in _graph.Operators)
        {
            LayoutRule rule = _rules[op.Index];
            foreach ((int tensor, Layout? layout) in op.Inputs.Zip(rule.Inputs).Concat(op.Outputs.Zip(rule.Outputs)))
            {
                Assign(tensor, layout);
            }
        }
        while (_changed.TryDequeue(out int tensor))
        {
            foreach (int index in _users[tensor])
            {
                Spread(_graph.Operators[index], tensor);
            }
        }
    }

    private void Spread(TfliteOperator op, int tensor)
    {
        LayoutRule rule = _rules[op.Index];
        if (rule.Class is LayoutClass.Terminate or LayoutClass.Implicit)
        {
            return;
        }
        int[] carriers = [.. Carriers(op)];
        bool fromInput = carriers.Contains(tensor);
        if (fromInput)
        {
            Layout? result = Through(op, rule, _tensors[tensor]);
            foreach (int output in op.Outputs)
            {
                Assign(output, result);
            }
        }
        if (rule.Origins is null && (fromInput || op.Outputs.Contains(tensor)))
        {
            foreach (int input in carriers)
            {
                Assign(input, _tensors[tensor]);
            }
        }
    }

    // Computed operands of full rank: constants follow for free, and operands of lower rank are brought to full rank when they are used.
    private IEnumerable<int> Carriers(TfliteOperator op)
    {
        LayoutRule rule = _rules[op.Index];
        int? rank = op.Outputs is [>= 0 and int first, ..] && rule.Origins is null ? _graph.Tensors[first].Shape?.Length : null;
        for (int i = 0; i < op.Inputs.Length; i++)
        {
            int tensor = op.Inputs[i];
            if (tensor >= 0 && rule.Carries(i) && _graph.Tensors[tensor] is { IsConstant: false, Shape: { } shape } && (rank is null || shape.Length == rank))
            {
                yield return tensor;
            }
        }
    }

    private void Assign(int tensor, Layout? layout)
    {
        bool isOpen = tensor >= 0 && layout is not null && _tensors[tensor] is null;
        if (isOpen && _graph.Tensors[tensor] is { IsConstant: false, Shape: { } shape } && shape.Length == layout!.Rank)
        {
            _tensors[tensor] = layout;
            _changed.Enqueue(tensor);
        }
    }
}
