namespace Tflite2Onnx.Prepare;

/// <summary>
/// Opens dimensions that the file states, and a run may change: a loop's state that grows, branches that differ, a subgraph that is called
/// with another shape than it was written for. Whatever is computed from those has dimensions that only a run knows.
/// </summary>
internal static class Dimensions
{
    public static TfliteGraph Open(TfliteGraph graph, OpDefinition?[] definitions)
    {
        if (!definitions.Any(d => d is CallDefinition))
        {
            return graph;
        }
        TfliteTensor[] tensors = [.. graph.Tensors];
        var opened = new HashSet<int>();
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach (TfliteOperator op in graph.Operators)
            {
                changed |= definitions[op.Index] is CallDefinition ? Unite(op, tensors, opened) : Spread(op, tensors, opened);
            }
        }
        return graph with { Tensors = tensors };
    }

    // What a link gives has the dimensions in which all that it reads agree, and those its own description states no other of.
    private static bool Unite(TfliteOperator link, TfliteTensor[] tensors, HashSet<int> opened)
    {
        bool changed = false;
        int[]?[] read = [.. link.Inputs.Select(t => tensors[t].Shape)];
        foreach (int output in link.Outputs)
        {
            int[]? had = tensors[output].Shape;
            int[]? now = United(had is null ? read : [had, .. read]);
            if (had is null ? now is null : now is not null && had.AsSpan().SequenceEqual(now))
            {
                continue;
            }
            tensors[output] = tensors[output] with { Shape = now };
            changed = true;
            if (had is not null)
            {
                opened.Add(output);
            }
        }
        return changed;
    }

    // A shape of unknown rank is taken for one of the others' rank.
    private static int[]? United(int[]?[] shapes)
    {
        int[][] known = [.. shapes.OfType<int[]>()];
        bool isOneRank = known.Length > 0 && known.All(shape => shape.Length == known[0].Length);
        return isOneRank
            ? [.. known[0].Select((dimension, axis) => known.Length == shapes.Length && known.All(shape => shape[axis] == dimension) ? dimension : -1)]
            : null;
    }

    private static bool Spread(TfliteOperator op, TfliteTensor[] tensors, HashSet<int> opened)
    {
        bool changed = false;
        if (op.Inputs.Any(opened.Contains))
        {
            foreach (int output in op.Outputs.Where(t => t >= 0 && !tensors[t].IsConstant && opened.Add(t)))
            {
                tensors[output] = tensors[output].Shape is { } shape ? tensors[output].OfRank(shape.Length) : tensors[output];
                changed = true;
            }
        }
        return changed;
    }
}
