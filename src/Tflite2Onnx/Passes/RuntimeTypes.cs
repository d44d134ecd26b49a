using T = Tflite2Onnx.Graphs.ElementType;

namespace Tflite2Onnx.Passes;

/// <summary>
/// Given a node in an element type for which ONNX Runtime has no CPU kernel, though ONNX allows it; result: the same node in a wider type
/// that holds every value, between Casts. The table is what the released runtime (1.31) accepts, found by loading one node after the other.
/// </summary>
internal static class RuntimeTypes
{
    private static readonly T[] Floats = [T.Float, T.Double, T.Float16];

    // Operators with gaps; those not listed run in every type that is emitted.
    private static readonly Dictionary<string, HashSet<T>> Kernels = new()
    {
        ["ArgMax"] = [.. Floats, T.Int8, T.UInt8, T.Int32, T.Int64],
        ["ArgMin"] = [.. Floats, T.Int8, T.UInt8, T.Int32, T.Int64],
        ["AveragePool"] = [T.Float, T.Float16],
        ["Clip"] = [.. Floats, T.Int8, T.UInt8, T.Int32, T.UInt32, T.Int64, T.UInt64],
        ["CumSum"] = [.. Floats, T.Int32, T.Int64],
        ["DepthToSpace"] = [.. Floats, T.Int8, T.UInt8],
        ["Einsum"] = [.. Floats, T.Int32, T.Int64],
        ["Expand"] = [.. Floats, T.Int8, T.UInt8, T.Int16, T.UInt16, T.Int32, T.UInt32, T.Int64, T.UInt64, T.Bool, T.String],
        ["MatMul"] = [.. Floats, T.Int32, T.UInt32, T.Int64, T.UInt64],
        ["Max"] = [.. Floats, T.Int8, T.UInt8, T.Int32, T.UInt32, T.Int64, T.UInt64],
        ["MaxPool"] = [.. Floats, T.Int8, T.UInt8],
        ["Min"] = [.. Floats, T.Int8, T.UInt8, T.Int32, T.UInt32, T.Int64, T.UInt64],
        ["NonZero"] = [T.Float, T.Float16, T.UInt8, T.Int32, T.Int64, T.Bool],
        ["PRelu"] = [.. Floats, T.Int32, T.UInt32, T.Int64],
        ["Pad"] = [.. Floats, T.Int8, T.UInt8, T.Int32, T.UInt32, T.Int64, T.UInt64, T.Bool],
        ["Pow"] = [.. Floats, T.Int32, T.Int64],
        ["Range"] = [T.Float, T.Double, T.Int16, T.Int32, T.Int64],
        ["ReduceMax"] = [.. Floats, T.Int8, T.UInt8, T.Int32, T.Int64],
        ["ReduceMean"] = [.. Floats, T.Int32, T.Int64],
        ["ReduceMin"] = [.. Floats, T.Int8, T.UInt8, T.Int32, T.Int64],
        ["ReduceProd"] = [.. Floats, T.Int32, T.Int64],
        ["ReduceSum"] = [.. Floats, T.Int32, T.Int64],
        ["Relu"] = [.. Floats, T.Int8, T.Int32],
        ["Resize"] = [T.Float, T.Float16, T.Int8, T.UInt8, T.Int32],
        ["SpaceToDepth"] = [.. Floats, T.Int8, T.UInt8],
        ["Tile"] = [.. Floats, T.Int8, T.UInt8, T.Int16, T.UInt16, T.Int32, T.UInt32, T.Int64, T.UInt64, T.Bool, T.String],
        ["TopK"] = [.. Floats, T.Int8, T.UInt8, T.Int16, T.Int32, T.Int64],
        ["Trilu"] = [.. Floats, T.Int32, T.Int64, T.Bool],
        ["Unique"] = [.. Floats, T.Int8, T.Int64, T.String],
        ["Where"] = [.. Floats, T.UInt8, T.Int32, T.UInt32, T.Int64, T.String],
    };

    // Operators that give the same bits whether integers have a sign or not: they move (Resize, of integers, picks), add or multiply them.
    private static readonly HashSet<string> Signless = ["Einsum", "ReduceProd", "ReduceSum", "Resize", "Where"];

    // The only operators that ONNX has for types of less than a byte.
    private static readonly HashSet<string> Packed =
        ["Cast", "DequantizeLinear", "Identity", "If", "Loop", "QuantizeLinear", "Reshape", "Shape", "Squeeze", "Transpose", "Unsqueeze"];

    // The only others that run in BFloat16: they move elements, of whatever type.
    private static readonly HashSet<string> Moving = ["Concat", "Gather", "GatherElements", "GatherND", "ScatterElements", "ScatterND", "Slice", "Split"];

    public static bool Run(Graph graph) => graph.Replace((node, nodes) =>
    {
        if (Wider(node) is { } type)
        {
            Widen(node, type, nodes);
        }
    });

    // The condition of Where is not of the type its operands share.
    private static int FirstOperand(Node node) => node.OpType == "Where" ? 1 : 0;

    private static T? Wider(Node node)
    {
        if (node.Inputs.ElementAtOrDefault(FirstOperand(node)) is not { } operand)
        {
            return null;
        }
        HashSet<T>? kernels = Kernels.GetValueOrDefault(node.OpType);
        if (kernels?.Contains(operand.Type) ?? RunsIn(operand.Type, node.OpType))
        {
            return null;
        }
        T[] wider = Signless.Contains(node.OpType) ? [.. Signed(operand.Type), .. Holding(operand.Type)] : Holding(operand.Type);
        return wider.Where(type => kernels?.Contains(type) ?? true).Cast<T?>().FirstOrDefault();
    }

    private static bool RunsIn(T type, string opType) => Packed.Contains(opType)
        || (type == T.BFloat16 ? Moving.Contains(opType) : type.Bits() is 0 or >= 8);

    private static T[] Signed(T type) => type switch
    {
        T.UInt32 => [T.Int32],
        T.UInt64 => [T.Int64],
        _ => [],
    };

    // Types that hold every value of the given one, the cheapest first.
    private static T[] Holding(T type) => type switch
    {
        T.Bool or T.UInt4 or T.UInt2 => [T.UInt8, T.Int32, T.Int64, T.Float],
        T.Int4 or T.Int2 => [T.Int8, T.Int32, T.Int64, T.Float],
        T.Int8 or T.UInt8 or T.Int16 or T.UInt16 => [T.Int32, T.Int64, T.Float],
        T.Int32 or T.UInt32 => [T.Int64, T.Double],
        T.Float16 or T.BFloat16 => [T.Float],
        _ => [],
    };

    private static void Widen(Node node, T wide, List<Node> nodes)
    {
        int first = FirstOperand(node);
        T narrow = node.Inputs[first]!.Type;
        Value?[] inputs = [.. node.Inputs.Select((input, i) => i >= first && input?.Type == narrow ? Convert(input, wide) : input)];
        Value[] outputs = [.. node.Outputs.Select(output => output.Type == narrow ? new Value(wide, output.Shape) { Hint = $"{output.Name}/wide" } : output)];
        nodes.Add(new Node(node.OpType, inputs, outputs, node.Attributes) { Origin = node.Origin });
        for (int i = 0; i < outputs.Length; i++)
        {
            if (outputs[i] != node.Outputs[i])
            {
                nodes.Add(new Node("Cast", [outputs[i]], [node.Outputs[i]], new() { ["to"] = (long)narrow }) { Origin = node.Origin });
            }
        }

        Value Convert(Value input, T type)
        {
            var value = new Value(type, input.Shape) { Hint = $"{input.Name}/wide" };
            nodes.Add(new Node("Cast", [input], [value], new() { ["to"] = (long)type }) { Origin = node.Origin });
            return value;
        }
    }
}
