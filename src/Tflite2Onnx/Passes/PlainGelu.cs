namespace Tflite2Onnx.Passes;

/// <summary>Given Gelu where the operator sets allowed do not have it; result: its formula (ONNX specification, Gelu-20) by Erf or Tanh.</summary>
internal static class PlainGelu
{
    public static bool Run(Graph graph, ConversionOptions options) => graph.Replace((node, nodes) =>
    {
        if (node.OpType == "Gelu" && OnnxOperators.Since(node).Opset > options.OpsetCeiling)
        {
            Expand(node, nodes);
        }
    });

    private static void Expand(Node node, List<Node> nodes)
    {
        Value Add(string opType, Value[] inputs, Value result, Attributes? attributes = null)
        {
            nodes.Add(new Node(opType, inputs, [result], attributes) { Origin = node.Origin });
            return result;
        }
        Value New(string opType) => new(ElementType.Float, node.Inputs[0]!.Shape) { Hint = $"{node.Outputs[0].Hint}/{opType}" };
        Value Emit(string opType, params Value[] inputs) => Add(opType, inputs, New(opType));
        static Value Number(double value) => Value.Of(Operator.Constants.FromFloats(ElementType.Float, [], value), "gelu");

        // Of 16 bits each step would be rounded.
        Value y = node.Outputs[0];
        bool isHalf = y.Type != ElementType.Float;
        Value x = isHalf ? Add("Cast", [node.Inputs[0]!], New("Cast"), new() { ["to"] = (long)ElementType.Float }) : node.Inputs[0]!;
        bool isByTanh = node.Attributes.TryGetValue("approximate", out object? by) && by is "tanh";
        Value share = isByTanh
            ? Emit("Tanh", Emit("Mul", Emit("Add", x, Emit("Mul", Emit("Mul", Emit("Mul", x, x), x), Number(0.044715))), Number(Math.Sqrt(2 / Math.PI))))
            : Emit("Erf", Emit("Mul", x, Number(Math.Sqrt(0.5))));
        Value product = Add("Mul", [Emit("Mul", x, Number(0.5)), Emit("Add", share, Number(1))], isHalf ? New("Mul") : y);
        if (isHalf)
        {
            Add("Cast", [product], y, new() { ["to"] = (long)y.Type });
        }
    }
}
