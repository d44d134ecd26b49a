namespace Tflite2Onnx.Prepare;

/// <summary>Which variable each handle of a flat graph stands for, by the variable's name: where VAR_HANDLE makes it, and where calls hand it on.</summary>
internal static class VariableNames
{
    /// <summary>The names by the handles' tensors, without those that may stand for one variable or another.</summary>
    public static Dictionary<int, string> Of(TfliteGraph graph, Func<TfliteOperator, OpDefinition?> find)
    {
        var names = new Dictionary<int, string?>();
        foreach (TfliteOperator op in graph.Operators.Where(op => op is { Code: BuiltinOperator.VAR_HANDLE, Outputs: [>= 0] }))
        {
            names[op.Outputs[0]] = Of(op);
        }
        TfliteOperator[] links = [.. graph.Operators.Where(op => op.Inputs.Any(t => IsHandle(graph, t)) && find(op) is CallDefinition)];
        while (links.Aggregate(false, (changed, link) => HandOn(link, names) || changed))
        {
        }
        return names.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!);
    }

    /// <summary>The name under which all subgraphs know a variable.</summary>
    public static string Of(TfliteOperator handle)
    {
        VarHandleOptions? o = handle.Options<VarHandleOptions>();
        (string container, string name) = (o?.Container ?? "", o?.SharedName ?? "");
        return container.Length > 0 ? $"{container}/{name}" : name;
    }

    public static bool IsHandle(TfliteGraph graph, int tensor) => tensor >= 0 && graph.Tensors[tensor].Type == TensorType.RESOURCE;

    // Of a name and another one comes none, and of none comes none.
    private static bool HandOn(TfliteOperator link, Dictionary<int, string?> names)
    {
        string?[] given = [.. link.Inputs.Where(names.ContainsKey).Select(t => names[t]).Distinct()];
        bool changed = false;
        foreach (int output in link.Outputs.Where(_ => given.Length > 0))
        {
            bool isKnown = names.TryGetValue(output, out string? had);
            string? now = given.Length == 1 && (!isKnown || had == given[0]) ? given[0] : null;
            changed |= !isKnown || had != now;
            names[output] = now;
        }
        return changed;
    }
}
