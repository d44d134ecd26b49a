namespace Tflite2Onnx.Passes;

/// <summary>
/// Which nodes between DequantizeLinear and QuantizeLinear ONNX Runtime makes one integer kernel of on CPUs
/// (onnxruntime/core/optimizer/qdq_transformer/selectors_actions): what does not fuse computes floats, and dequantizes its constants in every run.
/// </summary>
internal sealed class Fusions(Graph graph)
{
    private static readonly HashSet<string> Layers = ["Conv", "Gemm", "MatMul"];

    private static readonly HashSet<string> Others =
        ["Add", "AveragePool", "Concat", "GlobalAveragePool", "LeakyRelu", "MaxPool", "Mul", "Resize", "Sigmoid", "Softmax", "Where"];

    // What the runtime moves a DequantizeLinear over.
    private static readonly HashSet<string> Moving = ["Flatten", "Reshape", "Slice", "Squeeze", "Transpose", "Unsqueeze"];

    private readonly Dictionary<Value, List<Node?>> _uses = graph.Uses();

    /// <summary>Whether the runtime has an integer kernel of the operator at all.</summary>
    public static bool HasKernel(Node node) => Layers.Contains(node.OpType) || Others.Contains(node.OpType);

    public static bool IsLayer(Node node) => Layers.Contains(node.OpType);

    /// <summary>The nodes that read a value; null stands for the graph's outputs.</summary>
    public IReadOnlyList<Node?> Uses(Value value) => _uses.GetValueOrDefault(value) ?? [];

    /// <summary>The nodes that read a value, or what moves its elements on.</summary>
    public IEnumerable<Node> Readers(Value value) =>
        Uses(value).OfType<Node>().SelectMany(user => Moving.Contains(user.OpType) ? Readers(user.Outputs[0]) : [user]);

    /// <summary>The node that computed a value, before its elements were moved or held within bounds.</summary>
    public static Node? Maker(Value value)
    {
        Node? maker = value.Producer;
        while (maker is not null && (maker.OpType is "Relu" or "Clip" || Moving.Contains(maker.OpType)))
        {
            maker = maker.Inputs[0]!.Producer;
        }
        return maker;
    }

    /// <summary>Whether a node becomes an integer kernel, whatever bits its weights have.</summary>
    public bool Fuses(Node node)
    {
        if (!HasKernel(node) || Source(node) is not { } x)
        {
            return false;
        }
        Node? quantize = QuantizedBy(node);
        if (quantize is not null && quantize.Outputs[0].Type != x)
        {
            return false;
        }
        return node.OpType switch
        {
            "Conv" => quantize is not null && IsDequantized(node, 1) && (node.Inputs.ElementAtOrDefault(2) is null || IsDequantized(node, 2)),
            "Gemm" => IsDequantized(node, 1) && (node.Inputs.ElementAtOrDefault(2) is null || IsDequantized(node, 2)),
            "MatMul" => IsDequantized(node, 1),
            "Where" => quantize is not null && IsDequantized(node, 1) && IsDequantized(node, 2),
            _ => quantize is not null && (node.OpType == "Resize" || node.Inputs.All(input => input?.Producer?.OpType == "DequantizeLinear")),
        };
    }

    /// <summary>The QuantizeLinear that is all that reads the node's result, behind a Relu or Clip that it makes superfluous.</summary>
    public Node? QuantizedBy(Node node)
    {
        Value result = node.Outputs[0];
        while (Uses(result) is [{ } user])
        {
            if (user.OpType == "QuantizeLinear")
            {
                return user;
            }
            if (user.OpType is not ("Relu" or "Clip") || Uses(user.Outputs[0]) is not [{ OpType: "QuantizeLinear" } quantize]
                || !Bounds.Of(user).IsImpliedBy(quantize))
            {
                return null;
            }
            result = user.Outputs[0];
        }
        return null;
    }

    private static bool IsDequantized(Node node, int input) => node.Inputs[input]!.Producer?.OpType == "DequantizeLinear";

    // The type of the integers that the first operand stands for.
    private static ElementType? Source(Node node)
    {
        Value value = node.Inputs[node.OpType == "Where" ? 1 : 0]!;
        while (value.Producer is { } maker && Moving.Contains(maker.OpType))
        {
            value = maker.Inputs[0]!;
        }
        return value.Producer is { OpType: "DequantizeLinear" } dequantize && dequantize.Inputs[0]!.Type is ElementType.UInt8 or ElementType.Int8
            ? value.Producer.Inputs[0]!.Type : null;
    }
}
