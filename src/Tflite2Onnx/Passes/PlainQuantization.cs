namespace Tflite2Onnx.Passes;

/// <summary>
/// Given QuantizeLinear and DequantizeLinear that may not stay; result: the same numbers by Cast, Sub, Mul and by Div, Round, Add, Clip, Cast,
/// and constants of less than 8 bits as 8 bits. They may not where the operator sets allowed do not have them for their types, and not at all
/// in a model of floats: ONNX Runtime quantizes the weights of a layer that stands between a pair of them (its WeightBiasQuantization).
/// </summary>
internal static class PlainQuantization
{
    public static bool Run(Graph graph, ConversionOptions options) => graph.Replace((node, nodes) =>
    {
        bool isNewer = OnnxOperators.Since(node).Opset > options.OpsetCeiling;
        bool hasBlocks = node.Attributes.ContainsKey("block_size");
        if (hasBlocks && isNewer)
        {
            DequantizeBlocks(node, nodes);
        }
        else if (node.OpType == "DequantizeLinear" && !hasBlocks && (isNewer || options.Quantization == QuantizationMode.Float))
        {
            Dequantize(node, nodes, options.Quantization == QuantizationMode.Float);
        }
        else if (node.OpType == "QuantizeLinear" && isNewer)
        {
            Quantize(node, nodes);
        }
        else if (node.OpType == "Cast" && isNewer && Widened(node.Inputs[0]!) is var wider && wider != node.Inputs[0])
        {
            nodes.Add(new Node("Cast", [wider], node.Outputs, node.Attributes) { Origin = node.Origin });
        }
    });

    /// <summary>The floats of a DequantizeLinear by Cast, Sub and Mul; nothing where the axis of its scales is not known.</summary>
    public static void Spell(Node dequantize, List<Node> nodes)
    {
        if (dequantize.Attributes.ContainsKey("block_size"))
        {
            DequantizeBlocks(dequantize, nodes);
        }
        else
        {
            Dequantize(dequantize, nodes, isPlain: true);
        }
    }

    private static void Dequantize(Node node, List<Node> nodes, bool isPlain)
    {
        Value x = Widened(node.Inputs[0]!);
        Value? zero = node.Inputs.ElementAtOrDefault(2) is { } point ? Widened(point) : null;
        if (x != node.Inputs[0] && !isPlain)
        {
            nodes.Add(new Node("DequantizeLinear", [x, node.Inputs[1], zero], node.Outputs, node.Attributes) { Origin = node.Origin });
            return;
        }
        if (Along(node, node.Inputs[1]!) is not { } scale)
        {
            return;
        }
        Value y = Emit(nodes, node, "Cast", [x], ElementType.Float, new() { ["to"] = (long)ElementType.Float });
        if (zero is not null && zero.Constant!.Integers().Any(z => z != 0))
        {
            y = Emit(nodes, node, "Sub", [y, Along(node, Floats(zero))!], ElementType.Float);
        }
        nodes.Add(new Node("Mul", [y, scale], node.Outputs) { Origin = node.Origin });
    }

    // A block is an axis of its own, along which the scales have one element.
    private static void DequantizeBlocks(Node node, List<Node> nodes)
    {
        (int axis, int block) = ((int)node.Attributes.Integer("axis", 1), (int)node.Attributes.Integer("block_size", 0));
        if (node.Inputs[0]!.Shape is not { } shape || shape[axis] % block != 0)
        {
            return;
        }
        int[] apart = [.. shape[..axis], shape[axis] / block, block, .. shape[(axis + 1)..]];
        Value Spread(Value numbers) => Value.Of(numbers.Constant!.Reshaped([.. apart[..(axis + 1)], 1, .. apart[(axis + 2)..]]), numbers.Name);
        Value y = Emit(nodes, node, "Cast", [Widened(node.Inputs[0]!)], ElementType.Float, new() { ["to"] = (long)ElementType.Float });
        y = Emit(nodes, node, "Reshape", [y, Value.Ints(apart)], ElementType.Float, shape: apart);
        if (node.Inputs.ElementAtOrDefault(2) is { } zero && zero.Constant!.Integers().Any(z => z != 0))
        {
            y = Emit(nodes, node, "Sub", [y, Spread(Floats(Widened(zero)))], ElementType.Float, shape: apart);
        }
        y = Emit(nodes, node, "Mul", [y, Spread(node.Inputs[1]!)], ElementType.Float, shape: apart);
        nodes.Add(new Node("Reshape", [y, Value.Ints(shape)], node.Outputs) { Origin = node.Origin });
    }

    private static void Quantize(Node node, List<Node> nodes)
    {
        ElementType type = node.Outputs[0].Type;
        if (Along(node, node.Inputs[1]!) is not { } scale)
        {
            return;
        }
        (long lowest, long highest) = type.Range();
        Value y = Emit(nodes, node, "Round", [Emit(nodes, node, "Div", [node.Inputs[0], scale], ElementType.Float)], ElementType.Float);
        if (node.Inputs.ElementAtOrDefault(2) is { } zero && zero.Constant!.Integers().Any(z => z != 0))
        {
            y = Emit(nodes, node, "Add", [y, Along(node, Floats(zero))!], ElementType.Float);
        }
        y = Emit(nodes, node, "Clip", [y, Number(lowest), Number(highest)], ElementType.Float);
        nodes.Add(new Node("Cast", [y], node.Outputs, new() { ["to"] = (long)type }) { Origin = node.Origin });
    }

    private static Value Emit(
        List<Node> nodes, Node origin, string opType, Value?[] inputs, ElementType type, Attributes? attributes = null, int[]? shape = null)
    {
        var result = new Value(type, shape ?? origin.Inputs[0]!.Shape) { Hint = $"{origin.Outputs[0].Hint}/{opType}" };
        nodes.Add(new Node(opType, inputs, [result], attributes) { Origin = origin.Origin });
        return result;
    }

    private static Value Number(long value) => Value.Of(Constant.Of(ElementType.Float, [], (float)value), "bound");

    private static Value Floats(Value integers) =>
        Value.Of(Constant.Of(ElementType.Float, integers.Constant!.Shape, [.. integers.Constant.Integers().Select(z => (float)z)]), integers.Name);

    // Numbers per index of the node's axis, with axes of dimension 1 behind them; null where the operand's rank is not known.
    private static Value? Along(Node node, Value numbers)
    {
        Constant constant = numbers.Constant!;
        if (constant.Shape.Length == 0)
        {
            return numbers;
        }
        if (node.Inputs[0]!.Shape is not { } shape)
        {
            return null;
        }
        var axis = (int)node.Attributes.Integer("axis", 1);
        return Value.Of(constant.Reshaped([constant.Shape[0], .. Enumerable.Repeat(1, shape.Length - axis - 1)]), numbers.Name);
    }

    /// <summary>A constant of less than 8 bits an element with 8; any other as it is.</summary>
    public static Value Widened(Value value)
    {
        if (value.Constant is not { } packed || packed.Type.Bits() >= 8)
        {
            return value;
        }
        ElementType type = packed.Type.IsUnsigned() ? ElementType.UInt8 : ElementType.Int8;
        return Value.Of(new Constant(type, packed.Shape, () => packed.Integers().Select(i => unchecked((byte)i)).ToArray()), value.Name);
    }
}
