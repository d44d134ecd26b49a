using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Prepare;

/// <summary>What the subgraphs that CALL_ONCE names assign to resource variables before the first run.</summary>
internal static class Initialization
{
    /// <summary>The initial values, by the variables' names. What is not a constant is reported.</summary>
    public static Dictionary<string, TfliteTensor> Of(TfliteModel model, Func<TfliteOperator, OpDefinition?> find, DiagnosticBag log)
    {
        var values = new Dictionary<string, TfliteTensor>(StringComparer.Ordinal);
        foreach ((ModelLocation call, int callee) in Calls(model))
        {
            if (callee < 0 || callee >= model.Subgraphs.Length)
            {
                log.Add(Descriptors.BadReference, call, $"It calls subgraph {callee} of {model.Subgraphs.Length}");
                continue;
            }
            TfliteGraph graph = StoredConstants.Unpack(model.Subgraphs[callee], find);
            Dictionary<int, string> handles = VariableNames.Of(graph, find);
            foreach (TfliteOperator op in graph.Operators.Where(op => op.Code == ASSIGN_VARIABLE))
            {
                if (op.Inputs is not [int handle, >= 0 and int value] || !handles.TryGetValue(handle, out string? name))
                {
                    log.Add(Descriptors.BadReference, graph.LocationOf(op), "It assigns to no variable");
                }
                else if (graph.Tensors[value].IsConstant)
                {
                    values[name] = graph.Tensors[value];
                }
                else
                {
                    new Refusal(WayOut.MakeConstant, $"the initial value of '{name}' is computed by {graph.Name}, and has to be a constant").Report(log, call);
                }
            }
        }
        return values;
    }

    /// <summary>The names of the variables that subgraphs other than this one assign, initialization aside.</summary>
    public static IEnumerable<string> AssignedElsewhere(TfliteModel model, TfliteGraph graph, Func<TfliteOperator, OpDefinition?> find)
    {
        var once = new HashSet<int>(Calls(model).Select(call => call.Callee));
        IEnumerable<TfliteGraph> others = model.Subgraphs.Where(g => g.Index != graph.Index && !once.Contains(g.Index));
        foreach (TfliteGraph other in others.Where(g => g.Operators.Any(op => op.Code == VAR_HANDLE)))
        {
            TfliteGraph flat = Flattener.Run(other, model.Subgraphs, find, new(), new DiagnosticBag()).Graph;
            Dictionary<int, string> handles = VariableNames.Of(flat, find);
            foreach (TfliteOperator op in flat.Operators.Where(op => op.Code == ASSIGN_VARIABLE))
            {
                if (op.Inputs is [int handle, ..] && handles.TryGetValue(handle, out string? name))
                {
                    yield return name;
                }
            }
        }
    }

    private static IEnumerable<(ModelLocation Call, int Callee)> Calls(TfliteModel model) =>
        from graph in model.Subgraphs
        from op in graph.Operators
        where op.Code == CALL_ONCE
        select (graph.LocationOf(op), op.Options<CallOnceOptions>()?.InitSubgraphIndex ?? -1);
}
