namespace Tflite2Onnx.Graphs;

/// <summary>An ONNX graph in memory. It knows nothing of protobuf; <c>Onnx/OnnxWriter</c> does.</summary>
internal sealed class Graph(string name)
{
    public string Name => name;
    public List<Value> Inputs { get; } = [];
    public List<Value> Outputs { get; } = [];

    /// <summary>In an order in which they can run.</summary>
    public List<Node> Nodes { get; set; } = [];

    /// <summary>The version of the ONNX operator set its nodes are written in.</summary>
    public int Opset { get; set; } = OnnxOperators.LowestOpset;

    public SortedDictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>The constants its nodes and outputs use, each once, in order of first use.</summary>
    public IEnumerable<Value> Constants() =>
        Nodes.SelectMany(n => n.Inputs).Concat(Outputs).OfType<Value>().Where(v => v.Constant is not null).Distinct();

    /// <summary>The domains of its operators besides ONNX's own.</summary>
    public IEnumerable<string> Domains() => Nodes.Select(node => node.Domain).Where(domain => domain.Length > 0).Distinct().Order(StringComparer.Ordinal);

    public IEnumerable<Node> Transposes() => Nodes.Where(node => node.OpType == "Transpose");

    /// <summary>Which nodes read each value; a graph output counts as one more use, without a node.</summary>
    public Dictionary<Value, List<Node?>> Uses()
    {
        var uses = new Dictionary<Value, List<Node?>>();
        foreach (Node node in Nodes)
        {
            foreach (Value input in node.Inputs.OfType<Value>())
            {
                Of(input).Add(node);
            }
        }
        foreach (Value output in Outputs)
        {
            Of(output).Add(null);
        }
        return uses;

        List<Node?> Of(Value value) => uses.TryGetValue(value, out List<Node?>? list) ? list : uses[value] = [];
    }
}
