namespace Tflite2Onnx.Passes;

/// <summary>Values that stand in for others, collected by a pass and put in place in one sweep over the graph.</summary>
internal sealed class Substitution(Graph graph)
{
    private readonly HashSet<Value> _outputs = [.. graph.Outputs];
    private readonly Dictionary<Value, Value> _with = [];

    /// <summary>The value that stands for another by now: itself, unless it was replaced.</summary>
    public Value Of(Value value)
    {
        while (_with.TryGetValue(value, out Value? next))
        {
            value = next;
        }
        return value;
    }

    /// <summary>
    /// Puts one value in another's place. False where that cannot be: an output of the graph has to be made by a node of it that makes no
    /// other output, so it can only give its name away.
    /// </summary>
    public bool Replace(Value from, Value by)
    {
        by = Of(by);
        if (_outputs.Contains(from))
        {
            if (by.Producer is not { } maker || _outputs.Contains(by) || !graph.Nodes.Contains(maker))
            {
                return false;
            }
            by.Name = from.Name;
            _outputs.Remove(from);
            _outputs.Add(by);
        }
        _with[from] = by;
        return true;
    }

    /// <summary>Rewires all nodes and outputs, those of graphs within this one too; whether there was anything to do.</summary>
    public bool Apply()
    {
        if (_with.Count == 0)
        {
            return false;
        }
        foreach (Graph part in graph.WithNested())
        {
            Apply(part);
        }
        return true;
    }

    private void Apply(Graph part)
    {
        foreach (Node node in part.Nodes)
        {
            for (int i = 0; i < node.Inputs.Length; i++)
            {
                node.Inputs[i] = node.Inputs[i] is { } input ? Of(input) : null;
            }
        }
        for (int i = 0; i < part.Outputs.Count; i++)
        {
            part.Outputs[i] = Of(part.Outputs[i]);
        }
    }
}
