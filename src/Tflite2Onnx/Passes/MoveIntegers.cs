namespace Tflite2Onnx.Passes;

/// <summary>
/// Given nodes that move floats, behind a DequantizeLinear or in front of a QuantizeLinear of one scale; result: they move the integers. ONNX
/// Runtime does it by one pair more (its QDQPropagation), which from operator set 21 on has two types once signed bytes have become unsigned
/// ones (its QDQS8ToU8, release 1.31): the model does not load.
/// </summary>
internal static class MoveIntegers
{
    /// <summary>The first operator set in which it matters.</summary>
    public const int Opset = 21;

    private static readonly HashSet<string> Moving = ["Reshape", "Slice", "Squeeze", "Transpose", "Unsqueeze"];

    public static bool Run(Graph graph)
    {
        Dictionary<Value, List<Node?>> uses = graph.Uses();
        return graph.Replace((node, nodes) =>
        {
            Behind(node, nodes);
            Ahead(node, uses, nodes);
        });
    }

    // Whoever else reads the floats keeps them.
    private static void Behind(Node move, List<Node> nodes)
    {
        if (!Moves(move) || move.Inputs[0]!.Producer is not { OpType: "DequantizeLinear" } dequantize || !HasOneScale(dequantize))
        {
            return;
        }
        nodes.Add(Moved(move, dequantize.Inputs[0]!, new Value(dequantize.Inputs[0]!.Type, move.Outputs[0].Shape) { Hint = move.Outputs[0].Hint }));
        nodes.Add(new Node("DequantizeLinear", [nodes[^1].Outputs[0], .. dequantize.Inputs[1..]], move.Outputs) { Origin = dequantize.Origin });
    }

    private static void Ahead(Node quantize, Dictionary<Value, List<Node?>> uses, List<Node> nodes)
    {
        if (quantize.OpType != "QuantizeLinear" || !HasOneScale(quantize))
        {
            return;
        }
        var moves = new Stack<Node>();
        Value source = quantize.Inputs[0]!;
        while (source.Producer is { } maker && uses[source].Count == 1 && Moves(maker))
        {
            moves.Push(maker);
            source = maker.Inputs[0]!;
        }
        if (moves.Count == 0)
        {
            return;
        }
        Value Integers(Value like) => new(quantize.Outputs[0].Type, like.Shape) { Hint = like.Hint };
        nodes.Add(new Node("QuantizeLinear", [source, .. quantize.Inputs[1..]], [Integers(source)], quantize.Attributes) { Origin = quantize.Origin });
        while (moves.TryPop(out Node? move))
        {
            nodes.Add(Moved(move, nodes[^1].Outputs[0], moves.Count == 0 ? quantize.Outputs[0] : Integers(move.Outputs[0])));
        }
    }

    private static bool Moves(Node node) => Moving.Contains(node.OpType) && node.Inputs[0] is { Constant: null } data && data.Type.IsFloat();

    private static Node Moved(Node move, Value from, Value to) =>
        new(move.OpType, [from, .. move.Inputs[1..]], [to], move.Attributes) { Origin = move.Origin, Reason = move.Reason };

    private static bool HasOneScale(Node node) => node.Inputs[1]!.Constant is { Count: 1 } && !node.Attributes.ContainsKey("block_size");
}
