namespace Tflite2Onnx.Operator;

/// <summary>Appends nodes to a graph, with the names and types their results get.</summary>
internal sealed class Emitter(Graph graph)
{
    /// <summary>The graph that nodes are appended to: the main one, or the branch or body that is being made.</summary>
    public Graph Graph { get; set; } = graph;

    /// <summary>The TFLite operator being converted, for the names of its nodes.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>The TFLite tensor being computed; intermediate results are named after it.</summary>
    public string Tensor { get; private set; } = "";

    /// <summary>Nodes that are appended from here on are those of an operator that computes a tensor.</summary>
    public void NameAfter(string origin, string tensor) => (Origin, Tensor) = (origin, tensor);

    public Value Emit(string opType, Value?[] inputs, Attributes? attributes = null) => Emit(opType, inputs, attributes, 1)[0];

    public Value[] Emit(string opType, Value?[] inputs, Attributes? attributes, int outputs) => Emit(opType, inputs, attributes, new int[]?[outputs]);

    /// <summary>A node whose results have these shapes; null for those that follow from the operands, or that only a run knows.</summary>
    public Value[] Emit(string opType, Value?[] inputs, Attributes? attributes, int[]?[] shapes, string reason = "")
    {
        if (inputs is [{ } x, ..] && !x.Type.IsFloat() && OnnxOperators.IsOfFloats(opType))
        {
            throw new Refusal(WayOut.GiveScale, $"ONNX has {opType} for floats, and it is one of {x.Type} without a scale");
        }
        attributes ??= [];
        var results = new Value[shapes.Length];
        for (int i = 0; i < results.Length; i++)
        {
            ElementType type = OnnxOperators.ResultType(opType, inputs, attributes, i);
            results[i] = new Value(type, shapes[i] ?? OnnxOperators.ResultShape(opType, inputs)) { Hint = $"{Tensor}/{opType}" };
        }
        Graph.Nodes.Add(new Node(opType, inputs, results, attributes) { Domain = OnnxOperators.DomainOf(opType), Origin = Origin, Reason = reason });
        return results;
    }

    /// <summary>A node of another domain than ONNX's; what its results are has to be said.</summary>
    public Value[] EmitForeign(string domain, string opType, Value?[] inputs, Attributes attributes, IEnumerable<(ElementType Type, int[]? Shape)> results)
    {
        Value[] outputs = [.. results.Select(r => new Value(r.Type, r.Shape) { Hint = $"{Tensor}/{opType}" })];
        Graph.Nodes.Add(new Node(opType, inputs, outputs, attributes) { Domain = domain, Origin = Origin });
        return outputs;
    }

    /// <summary>One more output of the graph that is being made: ONNX wants it to be a node's of that graph, and no other output.</summary>
    public void Give(Value value)
    {
        bool isOwn = value.Producer is { } maker && Graph.Nodes.Contains(maker) && !Graph.Outputs.Contains(value);
        Graph.Outputs.Add(isOwn ? value : Emit("Identity", [value]));
    }

    public Value Cast(Value x, ElementType type) =>
        x.Type == type ? x : Emit("Cast", [x], new() { ["to"] = (long)type });

    /// <summary>The value with its axes in another order; free where that moves no element.</summary>
    public Value Transpose(Value x, int[] perm, string reason = "")
    {
        if (Permutation.IsIdentity(perm))
        {
            return x;
        }
        if (x.Constant is { } constant)
        {
            return Value.Of(constant.Transposed(perm), x.Name);
        }
        int[]? shape = x.Shape is { } s ? [.. perm.Select(axis => s[axis])] : null;
        if (shape is not null && shape.Count(dimension => dimension < 0) <= 1 && Permutation.KeepsOrder(x.Shape, perm))
        {
            return Reshape(x, shape);
        }
        return Emit("Transpose", [x], new() { ["perm"] = perm.Select(axis => (long)axis).ToArray() }, [shape], reason)[0];
    }

    /// <summary>The same elements in the same order under another shape, at most one of whose dimensions is -1.</summary>
    public Value Reshape(Value x, int[] shape)
    {
        if (x.Shape is { } had && had.AsSpan().SequenceEqual(shape))
        {
            return x;
        }
        if (x.Constant is { } constant && !shape.Contains(-1))
        {
            return Value.Of(constant.Reshaped(shape), x.Name);
        }
        // With allowzero a dimension of 0 is one; without, it copies the operand's dimension.
        Attributes attributes = shape.Contains(0) ? new() { ["allowzero"] = 1L } : [];
        var dimensions = Constant.Of(ElementType.Int64, [shape.Length], shape.Select(d => (long)d).ToArray());
        return Emit("Reshape", [x, Value.Of(dimensions, "shape")], attributes, [shape])[0];
    }

    /// <summary>The value without these axes, each of dimension 1.</summary>
    public Value Squeeze(Value x, int[] axes)
    {
        int[]? shape = x.Shape is { } had ? [.. had.Where((_, axis) => !axes.Contains(axis))] : null;
        return Relabel("Squeeze", x, axes, shape);
    }

    /// <summary>The value with axes of dimension 1 more, given as the result counts them.</summary>
    public Value Unsqueeze(Value x, int[] axes)
    {
        int[]? shape = null;
        if (x.Shape is { } had)
        {
            var rest = new Queue<int>(had);
            shape = [.. Enumerable.Range(0, had.Length + axes.Length).Select(axis => axes.Contains(axis) ? 1 : rest.Dequeue())];
        }
        return Relabel("Unsqueeze", x, axes, shape);
    }

    private Value Relabel(string opType, Value x, int[] axes, int[]? shape)
    {
        if (axes.Length == 0 || x.Constant is not null)
        {
            return axes.Length == 0 ? x : Reshape(x, shape!);
        }
        var numbers = Constant.Of(ElementType.Int64, [axes.Length], axes.Select(axis => (long)axis).ToArray());
        return Emit(opType, [x, Value.Of(numbers, "axes")], null, [shape])[0];
    }
}
