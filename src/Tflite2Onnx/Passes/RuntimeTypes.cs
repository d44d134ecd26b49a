using T = Tflite2Onnx.Graphs.ElementType;

namespace Tflite2Onnx.Passes;

/// <summary>
/// Given a node in an element type for which not every supported ONNX Runtime has a CPU kernel (<see cref="Kernels"/>), though ONNX allows it;
/// result: the same node in a wider type that holds every value, between Casts.
/// </summary>
internal static class RuntimeTypes
{
    // Operators that give the same bits whether integers have a sign or not: they move (Resize, of integers, picks), add or multiply them.
    private static readonly HashSet<string> Signless = ["Add", "Einsum", "Mul", "ReduceProd", "ReduceSum", "Resize", "Sub", "Where"];

    // Operators of two types, of which one alone does not become another.
    private static readonly HashSet<string> Converting = ["Cast", "DequantizeLinear", "MatMulInteger"];

    public static bool Run(Graph graph) => graph.Replace((node, nodes) =>
    {
        if (Wider(node) is { } type)
        {
            Widen(node, type, nodes);
        }
    });

    // The condition of Where is not of the type its operands share; -1 where the operands' types are none of the kernel's.
    private static int FirstOperand(Node node) => Kernels.Find(node.OpType)?.Operands.IndexOf('T', StringComparison.Ordinal) ?? -1;

    private static T? Wider(Node node)
    {
        if (Converting.Contains(node.OpType) || FirstOperand(node) is not (>= 0 and var first) || node.Inputs[first] is not { } operand)
        {
            return null;
        }
        Kernel kernel = Kernels.Find(node.OpType)!;
        int opset = Math.Max(OnnxOperators.LowestOpset, OnnxOperators.Since(node).Opset);
        bool Runs(T type) => kernel.Has('T', type, opset);
        if (Runs(operand.Type))
        {
            return null;
        }
        T[] wider = Signless.Contains(node.OpType) ? [.. Signed(operand.Type), .. Holding(operand.Type)] : Holding(operand.Type);
        return wider.Where(Runs).Cast<T?>().FirstOrDefault();
    }

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
