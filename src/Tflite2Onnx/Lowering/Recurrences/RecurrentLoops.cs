using Tflite2Onnx.Lowering.Subgraphs;

namespace Tflite2Onnx.Lowering.Recurrences;

/// <summary>
/// Finds loops that go through a sequence as one of ONNX's recurrent operators does (Keras's recurrent layers, as TensorFlow's converter writes
/// them), and puts an operator in their place. A loop of which anything is not proven stays one.
/// </summary>
internal static class RecurrentLoops
{
    /// <summary>Bodies of more operators are none of a layer.</summary>
    public const int MaxOperators = 256;

    public static FlatGraph Fold(FlatGraph flat, ConversionOptions options)
    {
        if (!HasLoop(flat.Steps))
        {
            return flat;
        }
        TfliteGraph graph = StoredConstants.Unpack(flat.Graph) with { Operators = [.. flat.Graph.Operators] };
        var folded = new Dictionary<int, OpDefinition?>();
        List<Step> steps = Folded(flat.Steps, new Dataflow(graph), options, (loop, recurrence, definition) => Replace(graph, folded, loop, recurrence, definition));
        return folded.Count > 0 ? new FlatGraph(graph, steps) { Folded = folded } : flat;
    }

    private static bool HasLoop(List<Step> steps) => steps.Any(step => step is Loop || (step is Choice choice && choice.Arms.Any(arm => HasLoop(arm.Steps))));

    private static List<Step> Folded(
        List<Step> steps, Dataflow flow, ConversionOptions options, Func<Loop, Recurrence, RecurrenceDefinition, TfliteOperator> replace) => [.. steps.Select(step => step switch
        {
            Loop loop when Recurrence.Of(loop, flow, options) is { } found => new Compute(replace(loop, found, new RecurrenceDefinition(found))),
            Loop loop => loop with { Body = Folded(loop.Body, flow, options, replace) },
            Choice choice => choice with { Arms = [.. choice.Arms.Select(arm => arm with { Steps = Folded(arm.Steps, flow, options, replace) })] },
            _ => step,
        })];

    // The operator takes the first link's place. The others, and those of the body, have nothing left to do.
    private static TfliteOperator Replace(
        TfliteGraph graph, Dictionary<int, OpDefinition?> folded, Loop loop, Recurrence recurrence, RecurrenceDefinition definition)
    {
        foreach (TfliteOperator op in loop.Links.Concat(loop.Body.OfType<Compute>().Select(step => step.Operator)))
        {
            graph.Operators[op.Index] = op.Moved(op.Index, [], []);
            folded[op.Index] = null;
        }
        for (int i = 0; i < loop.Links.Length; i++)
        {
            int result = loop.Links[i].Outputs[1];
            graph.Tensors[result] = graph.Tensors[result] with { Shape = recurrence.Shape(i) ?? graph.Tensors[loop.Links[i].Inputs[0]].Shape };
        }
        int place = loop.Links[0].Index;
        folded[place] = definition;
        return graph.Operators[place] = loop.Call.Moved(place, recurrence.Operands, [.. loop.Links.Select(link => link.Outputs[1])]);
    }
}
