namespace Tflite2Onnx.Prepare;

/// <summary>
/// The graph for inputs of other dimensions than the file's, as <see cref="ConversionOptions.Shapes"/> and <see cref="ConversionOptions.BatchSize"/>
/// ask for: dimensions are followed along the axes they belong to. Those that are not known to stay, and that an operator's record does not
/// work out, are left to the run.
/// </summary>
internal sealed class NewShapes
{
    private readonly TfliteGraph _old;
    private readonly TfliteGraph _new;

    private NewShapes(TfliteGraph graph) => (_old, _new) = (graph, graph with { Tensors = [.. graph.Tensors] });

    public static TfliteGraph Apply(TfliteGraph graph, OpDefinition?[] definitions, ConversionOptions options)
    {
        if (options.Shapes.Count == 0 && options.BatchSize is null)
        {
            return graph;
        }
        var shapes = new NewShapes(graph);
        foreach ((int input, string name) in graph.Inputs.Zip(graph.InputNames))
        {
            shapes.Set(input, Wanted(graph.Tensors[input], name, options));
        }
        foreach (TfliteOperator op in graph.Operators.Where(op => op.Inputs.Any(shapes.IsChanged)))
        {
            shapes.Operator(op, definitions[op.Index]);
        }
        return shapes._new;
    }

    /// <summary>Reports names that no input has, and shapes of another rank.</summary>
    public static void Check(TfliteGraph graph, ConversionOptions options, DiagnosticBag log)
    {
        (TfliteTensor Tensor, string Name)[] inputs = [.. graph.Inputs.Select(t => graph.Tensors[t]).Zip(graph.InputNames)];
        foreach ((string name, int[] shape) in options.Shapes)
        {
            TfliteTensor? input = inputs.FirstOrDefault(i => i.Name == name || i.Tensor.Name == name).Tensor;
            if (input is null)
            {
                log.Add(Descriptors.UnknownTensor, "input", name, string.Join(", ", inputs.Select(i => $"'{i.Name}'").Distinct()));
            }
            else if (input.Shape is { } old && old.Length != shape.Length)
            {
                log.Add(Descriptors.UnknownOption, $"[{string.Join(", ", shape)}] is no shape of input '{name}', which has {old.Length} axes.");
            }
        }
    }

    private static int[]? Wanted(TfliteTensor input, string name, ConversionOptions options) =>
        options.Shapes.TryGetValue(name, out int[]? shape) || options.Shapes.TryGetValue(input.Name, out shape) ? shape
        : options.BatchSize is { } batch && input.Shape is [_, .. int[] rest] ? [batch, .. rest]
        : input.Shape;

    private bool IsChanged(int tensor) => tensor >= 0 && _new.Tensors[tensor].IsResized;

    private void Set(int tensor, int[]? shape)
    {
        if (shape is not null && !shape.AsSpan().SequenceEqual(_old.Tensors[tensor].Shape))
        {
            _new.Tensors[tensor] = _old.Tensors[tensor] with { Shape = shape, IsResized = true };
        }
    }

    private void Operator(TfliteOperator op, OpDefinition? definition)
    {
        LayoutUse use = LayoutUse.Of(definition?.Layout, new OpView(_old, op));
        int[]? known = definition?.DimensionsOf(new OpView(_new, op));
        foreach (int output in op.Outputs.Where(t => t >= 0))
        {
            Set(output, known ?? (_old.Tensors[output].Shape is { } old ? Followed(op, use, definition, old) : null));
        }
    }

    private int[] Followed(TfliteOperator op, LayoutUse use, OpDefinition? definition, int[] old)
    {
        if (!use.IsFlexible)
        {
            return [.. old.Select(_ => -1)];
        }
        bool keeps = use.Rule.IsRelabelling || use.Rule.IsReordering || use.Rule.Class == LayoutClass.Transparent || definition!.KeepsDimensions;
        if (use.Map is not { } map)
        {
            return [.. old.Select((dimension, axis) => Broadcast(op, old.Length - axis, dimension, keeps))];
        }
        int carrier = op.Inputs[use.Rule.Carrier];
        (int[] from, int[] to) = (_old.Tensors[carrier].Shape!, _new.Tensors[carrier].Shape!);
        int[] dimensions = Through(map, from, to, old, keeps);
        if (use.Rule.IsRelabelling)
        {
            Reappear(map, from, to, dimensions);
        }
        return dimensions;
    }

    // An axis counted from the end: what its dimension becomes in whichever operand gives it.
    private int Broadcast(TfliteOperator op, int fromEnd, int dimension, bool keeps)
    {
        foreach (int input in op.Inputs.Where(IsChanged))
        {
            if (_old.Tensors[input].Shape is { } from && from.Length >= fromEnd && from[^fromEnd] != _new.Tensors[input].Shape![^fromEnd])
            {
                return keeps && from[^fromEnd] == dimension ? _new.Tensors[input].Shape![^fromEnd] : -1;
            }
        }
        return dimension;
    }

    // Of the axes that a block falls apart into, the first takes what changes.
    private static int[] Through(AxisMap map, int[] from, int[] to, int[] result, bool keeps)
    {
        int[] dimensions = [.. result];
        foreach ((int[] source, int[] target) in map.Blocks.Where(b => b.To.Length > 0))
        {
            if (source.Any(axis => from[axis] != to[axis]))
            {
                long rest = target[1..].Aggregate(1L, (product, axis) => product * result[axis]);
                long whole = source.Aggregate(1L, (product, axis) => product * to[axis]);
                bool isKnown = keeps && source.All(axis => to[axis] >= 0) && rest > 0 && whole % rest == 0;
                dimensions[target[0]] = isKnown ? checked((int)(whole / rest)) : -1;
            }
        }
        return dimensions;
    }

    // An axis of one element that was left out and has more now: it is the result's axis in its place, if that is one of one element too,
    // and otherwise a part of what follows it.
    private static void Reappear(AxisMap map, int[] from, int[] to, int[] dimensions)
    {
        int[] added = [.. map.Blocks.Where(b => b.From.Length == 0).SelectMany(b => b.To)];
        foreach (int axis in map.Blocks.Where(b => b.To.Length == 0).SelectMany(b => b.From).Where(axis => from[axis] != to[axis]))
        {
            int at = added.Contains(axis) ? axis
                : map.Blocks.Where(b => b.From.Length > 0 && b.To.Length > 0 && b.From[0] > axis)
                    .OrderBy(b => b.From[0]).Select(b => b.To[0]).FirstOrDefault(-1);
            if (at >= 0)
            {
                dimensions[at] = dimensions[at] < 0 || to[axis] < 0 ? -1 : checked(dimensions[at] * to[axis]);
            }
        }
    }
}
