using Tflite2Onnx.Lowering.Subgraphs;

namespace Tflite2Onnx.Lowering;

/// <summary>Refuses state that only some runs change, or change several times: what branches and loops assign.</summary>
internal static class ConditionalStates
{
    public static void Check(TfliteModel model, DiagnosticBag log)
    {
        foreach (TfliteGraph graph in model.Subgraphs)
        {
            foreach (TfliteOperator op in graph.Operators.Where(op => OpRegistry.Find(op) is CallDefinition { RunsOnce: false }))
            {
                if (Reached(model, Callees(op)).Any(callee => callee.Operators.Any(each => Assigns(callee, each))))
                {
                    const string Why = "a subgraph that it runs changes state that is kept from run to run";
                    log.Add(Descriptors.UnsupportedUse, graph.LocationOf(op), Why, WaysOut.Of(Why));
                }
            }
        }
    }

    private static bool Assigns(TfliteGraph graph, TfliteOperator op) => op.Code == BuiltinOperator.ASSIGN_VARIABLE
        || (OpRegistry.Find(op)?.States ?? []).Any(i => i < op.Inputs.Length && op.Inputs[i] >= 0 && graph.Tensors[op.Inputs[i]].IsVariable);

    private static IEnumerable<TfliteGraph> Reached(TfliteModel model, IEnumerable<int> from)
    {
        var open = new Stack<int>(from);
        var seen = new HashSet<int>();
        while (open.TryPop(out int index))
        {
            if (index < 0 || index >= model.Subgraphs.Length || !seen.Add(index))
            {
                continue;
            }
            yield return model.Subgraphs[index];
            foreach (int callee in model.Subgraphs[index].Operators.SelectMany(Callees))
            {
                open.Push(callee);
            }
        }
    }

    private static int[] Callees(TfliteOperator op) => OpRegistry.Find(op) is CallDefinition call ? call.Callees(op) : [];
}
