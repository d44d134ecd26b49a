namespace Tflite2Onnx.Prepare;

/// <summary>
/// Shapes of all tensors, worked out once from those of the inputs, operator by operator in the order of a run. What the file says of a tensor
/// that an operator computes is checked, and counts where nothing else is known. Dimensions that options change, and the batch, are followed along
/// the axes they belong to (<see cref="Dim"/>).
/// </summary>
internal sealed class Inference
{
    // How often what a loop carries may become another shape until nothing of it is taken for known.
    private const int MostChanges = 3;

    private readonly InferredGraph _graph;
    private readonly OperatorShapes _operators;
    private readonly Dictionary<TfliteOperator, int> _changes = [];

    private Inference(InferredGraph graph, OperatorShapes operators) => (_graph, _operators) = (graph, operators);

    /// <summary>The graph with the shapes that its tensors have; what contradicts the options is reported, and faults of rules are kept.</summary>
    public static TfliteGraph Run(
        TfliteGraph graph, List<Step> steps, OpDefinition?[] definitions, ConversionOptions options, DiagnosticBag log,
        Dictionary<TfliteOperator, Exception> faults)
    {
        var inferred = new InferredGraph(graph, log);
        foreach ((int input, Dim[] shape) in new InputShapes(graph, options, inferred.Shapes).All(log))
        {
            inferred.Set(input, shape);
        }
        new Inference(inferred, new OperatorShapes(inferred, definitions, options.State == StateMode.Expose, faults)).Walk(steps);
        inferred.CheckOutputs();
        return inferred.Graph;
    }

    private void Walk(List<Step> steps)
    {
        foreach (Step step in steps)
        {
            switch (step)
            {
                case Compute compute:
                    _operators.Infer(compute.Operator);
                    break;
                case Choice choice:
                    Array.ForEach(choice.Arms, arm => Walk(arm.Steps));
                    Array.ForEach(choice.Links, link => _graph.Attempt(link, () => _graph.Settle(link, United(link.Inputs))));
                    break;
                case Loop loop:
                    Repeat(loop);
                    break;
                case Refused refused:
                    _graph.Attempt(refused.Operator, () => _graph.Settle(refused.Operator, default));
                    break;
            }
        }
    }

    // The body is walked on the shapes that the first round is given, and again where the next round would be given others.
    private void Repeat(Loop loop)
    {
        foreach (TfliteOperator link in loop.Links)
        {
            _graph.Attempt(link, () => Carry(link, _graph.Shapes[link.Inputs[0]]));
        }
        do
        {
            Walk(loop.Body);
        }
        while (loop.Links.Aggregate(false, (any, link) => Changes(link) || any));
    }

    // What a link carries so far, together with one more shape.
    private void Carry(TfliteOperator link, Dim[]? shape)
    {
        Dim[]? had = _changes.ContainsKey(link) ? _graph.Shapes[link.Outputs[0]] : shape;
        _changes.TryAdd(link, 0);
        Open(link, had is null || shape is null ? null : Met(had, shape));
    }

    private bool Changes(TfliteOperator link)
    {
        bool changes = false;
        _graph.Attempt(link, () =>
        {
            (Dim[]? had, Dim[]? next) = (_graph.Shapes[link.Outputs[0]], _graph.Shapes[link.Inputs[1]]);
            Dim[]? met = had is null || next is null ? null : Met(had, next);
            changes = had is not null && (met is null || !met.AsSpan().SequenceEqual(had));
            if (changes)
            {
                int change = ++_changes[link];
                Open(link, met is null || change > MostChanges ? null : change == MostChanges ? Array.ConvertAll(met, _ => _graph.Shapes.New(-1, -1)) : met);
            }
        });
        return changes;
    }

    // The tensor that the body reads, and the one that the loop gives.
    private void Open(TfliteOperator link, Dim[]? shape)
    {
        foreach (int tensor in link.Outputs)
        {
            _graph.Set(tensor, shape);
        }
    }

    // The shape that all of these have: dimensions in which they differ only a run knows, and of different ranks none is known.
    private Dim[]? United(int[] tensors) => tensors.Select(tensor => _graph.Shapes[tensor])
        .Aggregate((one, other) => one is null || other is null || one.Length != other.Length ? null : [.. one.Zip(other, United)]);

    private Dim United(Dim one, Dim other) => one == other ? one
        : one.HasBatch || other.HasBatch ? throw ShapeView.Mixing($"it hands on {one} elements along an axis one way, and {other} the other")
        : _graph.Shapes.New(-1, -1);

    // As above, but what is open already stays the same unknown.
    private Dim[]? Met(Dim[] had, Dim[] other) => had.Length != other.Length ? null
        : [.. had.Zip(other, (one, two) => one is { Number: null, HasBatch: false, File: < 0 } ? one : United(one, two))];
}
