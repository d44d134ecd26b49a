namespace Tflite2Onnx.Passes;

/// <summary>
/// The int8 values of a graph, put into chains: values that nodes which only move, pick or compare elements make of each other, so that they have to be of one
/// type. At a chain's ends stand QuantizeLinear, DequantizeLinear, or something else, which keeps its int8.
/// </summary>
internal sealed class SignedChains
{
    // Which operands of a node have to be of the type of its result; the others are indices, shapes and the like.
    private static readonly Dictionary<string, Func<Node, IEnumerable<int>>> Data = new()
    {
        ["Clip"] = node => Enumerable.Range(0, node.Inputs.Length),
        ["Concat"] = node => Enumerable.Range(0, node.Inputs.Length),
        ["DepthToSpace"] = _ => [0],
        ["Expand"] = _ => [0],
        ["Gather"] = _ => [0],
        ["GatherElements"] = _ => [0],
        ["GatherND"] = _ => [0],
        ["Max"] = node => Enumerable.Range(0, node.Inputs.Length),
        ["MaxPool"] = _ => [0],
        ["Min"] = node => Enumerable.Range(0, node.Inputs.Length),
        ["Pad"] = _ => [0, 2],
        ["Reshape"] = _ => [0],
        ["Resize"] = _ => [0],
        ["ReverseSequence"] = _ => [0],
        ["Slice"] = _ => [0],
        ["SpaceToDepth"] = _ => [0],
        ["Split"] = _ => [0],
        ["Squeeze"] = _ => [0],
        ["Tile"] = _ => [0],
        ["Transpose"] = _ => [0],
        ["Unsqueeze"] = _ => [0],
        ["Where"] = _ => [1, 2],
    };

    private readonly Dictionary<Value, Value> _parents = [];

    public SignedChains(Graph graph)
    {
        foreach (Node node in graph.Nodes.Where(Carries))
        {
            Value result = node.Outputs[0];
            foreach (Value other in node.Outputs.Concat(Operands(node).Select(i => node.Inputs.ElementAtOrDefault(i)).OfType<Value>()).Where(IsSigned))
            {
                _parents[First(other)] = First(result);
            }
        }
        foreach (Value value in graph.Inputs.Concat(graph.Nodes.SelectMany(node => node.Outputs)).Where(IsSigned))
        {
            Value first = First(value);
            (Chains.TryGetValue(first, out List<Value>? chain) ? chain : Chains[first] = []).Add(value);
        }
    }

    /// <summary>The chains, each by one of its values, in the order in which their first values are made.</summary>
    public Dictionary<Value, List<Value>> Chains { get; } = [];

    /// <summary>Whether a node's int8 operands and results are of one chain.</summary>
    public static bool Carries(Node node) => Data.ContainsKey(node.OpType) && IsSigned(node.Outputs[0])
        && (node.OpType != "Resize" || node.Attributes.GetValueOrDefault("mode", "nearest") is "nearest")
        && (node.OpType != "MaxPool" || node.Outputs.Length == 1)
        && (node.OpType != "Pad" || node.Inputs.ElementAtOrDefault(2) is not null);

    public static IEnumerable<int> Operands(Node node) => Data[node.OpType](node);

    public static bool IsSigned(Value value) => value is { Type: ElementType.Int8, Constant: null };

    private Value First(Value value)
    {
        while (_parents.TryGetValue(value, out Value? parent) && parent != value)
        {
            value = parent;
        }
        return value;
    }
}
