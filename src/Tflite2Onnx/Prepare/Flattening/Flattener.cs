namespace Tflite2Onnx.Prepare;

/// <summary>
/// Puts a graph and all that it calls into one list of tensors and one of operators, so that constants, ranks and layouts are seen through
/// calls. A subgraph's inputs are its caller's tensors, where both describe them alike; all its other tensors are its own, once per call.
/// </summary>
internal sealed class Flattener
{
    // Protobuf follows 100 messages into each other, and a graph within a graph takes three; some are left for what is in the innermost one.
    private const int MaxDepth = 24;

    // Operators and tensors: what is called twice is there twice, and calls that call others so double with every level.
    private const int MaxSize = 1 << 18;

    private readonly TfliteGraph[] _subgraphs;
    private readonly Func<TfliteOperator, OpDefinition?> _find;
    private readonly DiagnosticBag _log;
    private readonly List<int> _running = [];
    private readonly int _opset;
    private readonly CancellationToken _cancellation;
    private int _size;

    private Flattener(
        TfliteGraph[] subgraphs, Func<TfliteOperator, OpDefinition?> find, int opset, DiagnosticBag log, CancellationToken cancellation)
    {
        (_subgraphs, _find, _opset, _log, _cancellation) = (subgraphs, find, opset, log, cancellation);
        Built = new FlatGraphBuilder(find);
    }

    /// <summary>What is there so far.</summary>
    public FlatGraphBuilder Built { get; }

    /// <summary>The graph with all that it calls; what cannot be called is reported. <paramref name="find"/> says what an operator is.</summary>
    public static FlatGraph Run(TfliteGraph main, TfliteGraph[] subgraphs, Func<TfliteOperator, OpDefinition?> find, ConversionOptions options,
        DiagnosticBag log, CancellationToken cancellation = default)
    {
        // A decomposition serves in the lowest operator set: a newer one is used for its operators only where it is asked for.
        var flat = new Flattener(subgraphs, find, options.Opset ?? OnnxOperators.LowestOpset, log, cancellation);
        flat.Built.AddAll(main.Tensors);
        List<Step> steps = [];
        flat.Operators(main, [.. Enumerable.Range(0, main.Tensors.Length)], [], steps);
        return flat.Built.Build(main, steps);
    }

    /// <summary>Appends a subgraph's operators, run by an operator on these tensors; gives those of its results.</summary>
    public int[] Expand(TfliteOperator caller, int subgraph, int[] arguments, int results, List<Step> steps)
    {
        TfliteGraph callee = Called(subgraph, arguments.Length, results);
        _size += callee.Operators.Length + callee.Tensors.Length + 1;
        int[] at = new int[callee.Tensors.Length];
        Array.Fill(at, -1);
        for (int i = 0; i < arguments.Length; i++)
        {
            at[callee.Inputs[i]] = Bind(caller, arguments[i], callee.Tensors[callee.Inputs[i]], steps);
        }
        for (int i = 0; i < at.Length; i++)
        {
            at[i] = at[i] >= 0 ? at[i] : Built.Add(callee.Tensors[i]);
        }
        Operators(callee, at, [.. callee.Inputs], steps);
        return [.. callee.Outputs.Select(tensor => at[tensor])];
    }

    /// <summary>Which of its inputs a subgraph gives back as they came.</summary>
    public bool[] KeptBy(int subgraph, int count)
    {
        TfliteGraph callee = Called(subgraph, count, count);
        HashSet<int> written = [.. callee.Operators.SelectMany(op => op.Outputs)];
        return [.. callee.Inputs.Zip(callee.Outputs, (input, output) => input == output && !written.Contains(input))];
    }

    /// <summary>A tensor like an input of the subgraph.</summary>
    public int StateOf(int subgraph, int input) => Built.Add(_subgraphs[subgraph].Tensors[_subgraphs[subgraph].Inputs[input]] with { IsVariable = false });

    private void Operators(TfliteGraph graph, int[] at, HashSet<int> borrowed, List<Step> steps)
    {
        _running.Add(graph.Index);
        foreach (TfliteOperator op in graph.Operators)
        {
            _cancellation.ThrowIfCancellationRequested();
            int[] inputs = [.. op.Inputs.Select(tensor => tensor < 0 ? tensor : at[tensor])];
            // What writes to an input of the subgraph leaves the caller's tensor alone.
            foreach (int tensor in op.Outputs.Where(borrowed.Remove))
            {
                at[tensor] = Built.Add(graph.Tensors[tensor]);
            }
            int[] outputs = [.. op.Outputs.Select(tensor => tensor < 0 ? tensor : at[tensor])];
            int[] inside = [.. op.Intermediates.Select(tensor => tensor < 0 ? tensor : at[tensor])];
            Operator(new OpView(graph, op), op.Moved(Built.Count, inputs, outputs, inside), steps);
        }
        _running.RemoveAt(_running.Count - 1);
    }

    private void Operator(OpView op, TfliteOperator moved, List<Step> steps)
    {
        OpDefinition? definition = Refusal.OrNone(() => Composites.Find(op, _opset)) ?? _find(op.Source);
        if (definition is not CallDefinition call)
        {
            Built.Add(moved, definition);
            steps.Add(new Compute(moved));
            return;
        }
        var expanded = new List<Step>();
        try
        {
            call.Expand(op, new Call(this, moved, expanded));
            steps.AddRange(expanded);
        }
        catch (Refusal refusal)
        {
            refusal.Report(_log, op.Graph.LocationOf(op.Source));
            steps.Add(new Refused(moved));
        }
    }

    private TfliteGraph Called(int subgraph, int inputs, int outputs)
    {
        if (subgraph < 0 || subgraph >= _subgraphs.Length)
        {
            throw FlatGraphBuilder.Bad($"It runs subgraph {subgraph} of {_subgraphs.Length}");
        }
        if (_running.Contains(subgraph))
        {
            throw FlatGraphBuilder.Bad($"It runs subgraph {subgraph}, of which it is a part ({string.Join(" > ", _running.Append(subgraph))})");
        }
        TfliteGraph callee = _subgraphs[subgraph];
        if (callee.Inputs.Length != inputs || callee.Outputs.Length != outputs)
        {
            string has = $"Subgraph {subgraph} has {callee.Inputs.Length} inputs and {callee.Outputs.Length} outputs";
            throw FlatGraphBuilder.Bad($"{has} where {inputs} and {outputs} are expected");
        }
        return _running.Count > MaxDepth ? throw new Refusal(WayOut.Rewrite, $"subgraphs run others to a depth of more than {MaxDepth}")
            : _size > MaxSize ? throw new Refusal(WayOut.Rewrite, $"all that is run comes to more than {MaxSize} operators and tensors")
            : callee;
    }

    // The caller's tensor stands for the input, unless it is described otherwise: then the input reads it as its own description says.
    private int Bind(TfliteOperator caller, int argument, TfliteTensor input, List<Step> steps)
    {
        Built.Require(argument, input.Type, $"is given as '{input.Name}'");
        TfliteTensor given = Built.Tensor(argument);
        bool isAlike = Equals(given.Quantization, input.Quantization)
            && (input.Shape is not { } shape
                || (given.Shape?.Length == shape.Length && given.Shape.Zip(shape).All(e => e.Second == -1 || e.First == e.Second)));
        if (isAlike)
        {
            return argument;
        }
        int own = Built.Add(input with { IsVariable = false });
        Built.HandOn(caller, argument, own, steps);
        return own;
    }
}
