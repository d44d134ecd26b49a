namespace Tflite2Onnx.Graphs;

/// <summary>What flows along one edge of the graph: made by one node's output, an input of the graph, or a constant.</summary>
internal sealed class Value(ElementType type, int[]? shape, string name = "")
{
    /// <summary>The name the file gets it under: unique once <see cref="Names"/> has run, before that what it would like to be called, or empty.</summary>
    public string Name { get; set; } = name;

    /// <summary>What to call it when nobody names it.</summary>
    public string Hint { get; init; } = "value";

    public ElementType Type { get; set; } = type;

    /// <summary>Dimensions in ONNX's order of axes, -1 where only a run decides; null when nothing is known.</summary>
    public int[]? Shape { get; set; } = shape;

    /// <summary>What its axes are called, in the order it has: N, H, W, C. Null where nothing names them, and inside of the graph.</summary>
    public string[]? Axes { get; set; }

    /// <summary>The value itself when it is known at conversion.</summary>
    public Constant? Constant { get; init; }

    /// <summary>Of an input that callers may leave out: what it is then.</summary>
    public Constant? Default { get; init; }

    /// <summary>The node that computes it; null for inputs and constants.</summary>
    public Node? Producer { get; set; }

    public bool IsStatic => Shape is not null && !Shape.AsSpan().Contains(-1);

    /// <summary>Size in bytes; dimensions that only a run decides count as 1, and a shape of which nothing is known as one element.</summary>
    public long Bytes => ElementTypes.LeastBytes(Type, Shape);

    public static Value Of(Constant constant, string name) => new(constant.Type, constant.Shape, name) { Constant = constant };

    /// <summary>A constant list of int64.</summary>
    public static Value Ints(params long[] values) => Of(Constant.Of(ElementType.Int64, [values.Length], values), "ints");

    /// <inheritdoc cref="Ints(long[])"/>
    public static Value Ints(IEnumerable<int> values) => Ints([.. values.Select(v => (long)v)]);

    public override string ToString() => Name;
}
