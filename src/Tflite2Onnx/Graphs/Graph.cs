namespace Tflite2Onnx.Graphs;

/// <summary>An ONNX graph in memory. It knows nothing of protobuf; <c>Onnx/OnnxWriter</c> does.</summary>
internal sealed class Graph(string name)
{
    public string Name => name;
    public List<Value> Inputs { get; } = [];
    public List<Value> Outputs { get; } = [];

    /// <summary>How many inputs, and as many outputs, at the ends of their lists are states that callers hand from one run to the next.</summary>
    public int StateCount { get; set; }

    /// <summary>In an order in which they can run.</summary>
    public List<Node> Nodes { get; set; } = [];

    /// <summary>The version of the ONNX operator set its nodes are written in.</summary>
    public int Opset { get; set; } = OnnxOperators.LowestOpset;

    public SortedDictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>The graph, and at any depth those that its nodes hold; each before the ones within it.</summary>
    public IEnumerable<Graph> WithNested() => Nodes.SelectMany(node => node.Graphs).SelectMany(graph => graph.WithNested()).Prepend(this);

    /// <summary>Its nodes, and those of the graphs within it.</summary>
    public IEnumerable<Node> AllNodes() => WithNested().SelectMany(graph => graph.Nodes);

    /// <summary>The constants its nodes, those of the graphs within it, and outputs use, each once, in order of first use.</summary>
    public IEnumerable<Value> Constants() =>
        Nodes.SelectMany(n => n.Reads()).Concat(Outputs).Where(v => v.Constant is not null).Distinct();

    /// <summary>Puts in each node's place what is added for it; where nothing is, it stays. Whether anything was.</summary>
    public bool Replace(Action<Node, List<Node>> add)
    {
        var nodes = new List<Node>(Nodes.Count);
        bool changed = false;
        foreach (Node node in Nodes)
        {
            int count = nodes.Count;
            add(node, nodes);
            bool stays = nodes.Count == count;
            changed |= !stays;
            if (stays)
            {
                nodes.Add(node);
            }
        }
        Nodes = nodes;
        return changed;
    }

    /// <summary>The domains of its operators besides ONNX's own.</summary>
    public IEnumerable<string> Domains() => AllNodes().Select(node => node.Domain).Where(domain => domain.Length > 0).Distinct().Order(StringComparer.Ordinal);

    public IEnumerable<Node> Transposes() => AllNodes().Where(node => node.OpType == "Transpose");

    /// <summary>What it reads and does not make: values of the graphs around it, and constants.</summary>
    public IEnumerable<Value> Captures()
    {
        var own = new HashSet<Value>(Inputs.Concat(Nodes.SelectMany(n => n.Outputs)));
        return Nodes.SelectMany(n => n.Reads()).Concat(Outputs).Where(value => !own.Contains(value));
    }

    /// <summary>
    /// Which nodes read each value, a graph that a node holds being part of the node; a graph output counts as one more use, without a node.
    /// </summary>
    public Dictionary<Value, List<Node?>> Uses()
    {
        var uses = new Dictionary<Value, List<Node?>>();
        foreach (Node node in Nodes)
        {
            foreach (Value input in node.Reads())
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
