namespace Tflite2Onnx.Prepare;

/// <summary>
/// Finds loops that go through a sequence as one of ONNX's recurrent operators does (Keras's recurrent layers, as TensorFlow's converter writes
/// them), and puts an operator in their place. A loop of which anything is not proven stays one.
/// </summary>
internal sealed class RecurrentLoops
{
    private readonly ConversionOptions _options;
    private readonly TfliteGraph _graph;
    private readonly Dataflow _flow;
    private readonly OpDefinition?[] _definitions;
    private bool _found;

    private RecurrentLoops(FlatGraph flat, ConversionOptions options)
    {
        (_options, _definitions) = (options, [.. flat.Definitions]);
        _graph = flat.Graph with { Tensors = [.. flat.Graph.Tensors], Operators = [.. flat.Graph.Operators] };
        // What is proven has to hold for the inputs that are asked for.
        _flow = new Dataflow(Inference.Run(flat.Graph, flat.Steps, flat.Definitions, options, new DiagnosticBag(), []), flat.Definitions);
    }

    public static FlatGraph Fold(FlatGraph flat, ConversionOptions options)
    {
        if (!HasLoop(flat.Steps))
        {
            return flat;
        }
        var loops = new RecurrentLoops(flat, options);
        List<Step> steps = loops.Folded(flat.Steps);
        return loops._found ? new FlatGraph(loops._graph, loops._definitions, steps) : flat;
    }

    private static bool HasLoop(List<Step> steps) => steps.Any(step => step is Loop || (step is Choice choice && choice.Arms.Any(arm => HasLoop(arm.Steps))));

    private List<Step> Folded(List<Step> steps) => [.. steps.Select(step => step switch
    {
        Loop loop => Refusal.OrNone(() => Recurrence.Of(loop, _flow, _options)) is { } found ? new Compute(Replace(loop, found))
            : loop with { Body = Folded(loop.Body) },
        Choice choice => choice with { Arms = [.. choice.Arms.Select(arm => arm with { Steps = Folded(arm.Steps) })] },
        _ => step,
    })];

    // The operator takes the first link's place. The others, and those of the body, have nothing left to do.
    private TfliteOperator Replace(Loop loop, Recurrence recurrence)
    {
        foreach (TfliteOperator op in loop.Links.Concat(loop.Body.OfType<Compute>().Select(step => step.Operator)))
        {
            _graph.Operators[op.Index] = op.Moved(op.Index, [], []);
            _definitions[op.Index] = null;
        }
        for (int i = 0; i < loop.Links.Length; i++)
        {
            (int initial, int result) = (loop.Links[i].Inputs[0], loop.Links[i].Outputs[1]);
            _graph.Tensors[result] = _graph.Tensors[result] with { Shape = recurrence.Shape(i) ?? _graph.Tensors[initial].Shape };
        }
        _found = true;
        int place = loop.Links[0].Index;
        _definitions[place] = new RecurrenceDefinition(recurrence);
        return _graph.Operators[place] = loop.Call.Moved(place, recurrence.Operands, [.. loop.Links.Select(link => link.Outputs[1])]);
    }
}
