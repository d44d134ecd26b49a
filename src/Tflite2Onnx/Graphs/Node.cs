namespace Tflite2Onnx.Graphs;

/// <summary>One ONNX operator. A null input is an optional one left out.</summary>
internal sealed class Node
{
    public Node(string opType, IEnumerable<Value?> inputs, IEnumerable<Value> outputs, Attributes? attributes = null)
    {
        (Name, Inputs, Outputs, Attributes) = (opType, [.. inputs], [.. outputs], attributes ?? []);
        Graphs = [.. Attributes.Values.OfType<Graph>()];
        foreach (Value output in Outputs)
        {
            output.Producer = this;
        }
    }

    /// <summary>What it does: an operator of ONNX, or one of another domain with the domain in front, so that nobody takes one for the other.</summary>
    public string OpType => Domain.Length == 0 ? Name : $"{Domain}::{Name}";

    /// <summary>The operator's name within its domain.</summary>
    public string Name { get; }

    /// <summary>Empty for ONNX's own operators.</summary>
    public string Domain { get; init; } = "";
    public Value?[] Inputs { get; }
    public Value[] Outputs { get; }
    public Attributes Attributes { get; }

    /// <summary>The graphs among the attributes: branches, or a loop's body. They read values of the graph around them by name.</summary>
    public Graph[] Graphs { get; }

    /// <summary>The TFLite operator it came from, for its name in the file and for messages.</summary>
    public string Origin { get; init; } = "";

    /// <summary>All it depends on: its inputs, and what the graphs it holds read of those around them.</summary>
    public IEnumerable<Value> Reads() => Inputs.OfType<Value>().Concat(Graphs.SelectMany(graph => graph.Captures()));

    /// <summary>Of a Transpose that the layout plan left: who made the tensor in which order, and who wants it in which. Empty for any other node.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>Attributes by name: <c>long</c>, <c>float</c>, <c>string</c>, arrays of those, <see cref="Constant"/> or <see cref="Graph"/>.</summary>
internal sealed class Attributes : SortedDictionary<string, object>
{
    public Attributes()
        : base(StringComparer.Ordinal)
    {
    }

    public long Integer(string name, long value = 0) => TryGetValue(name, out object? found) ? (long)found : value;

    public long[]? Integers(string name) => TryGetValue(name, out object? found) ? (long[])found : null;
}
