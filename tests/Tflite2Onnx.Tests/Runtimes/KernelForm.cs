using Tflite2Onnx.Onnx;

namespace Tflite2Onnx.Tests.Runtimes;

/// <summary>A node as conversions emit it, to be loaded alone with other types in the places of T and U.</summary>
internal sealed record KernelForm(Node Node)
{
    /// <summary>What tells kernels apart: operator, which attributes (words too) and which operands there are, and whether the first is constant.</summary>
    public string Key
    {
        get
        {
            IEnumerable<string> attributes = Node.Attributes
                .Select(a => a.Value is string word && a.Key is not ("equation" or "pattern" or "delimiter") ? $"{a.Key}={word}" : a.Key);
            IEnumerable<char> operands = Node.Inputs.Select((input, i) => input is null ? '_' : i == 0 && input.Constant is not null ? 'c' : 'x');
            return $"{Node.OpType} {string.Join(",", attributes)} {string.Concat(operands)} {Node.Outputs.Length}";
        }
    }

    private Kernel Kernel => Kernels.Find(Node.Name)!;

    /// <summary>The type in a letter's place; null where no operand and no result has the letter.</summary>
    public ElementType? TypeOf(char letter) => Places(letter).Select(value => (ElementType?)value.Type).FirstOrDefault();

    /// <summary>The same with what newer operator sets have as an input and older ones as an attribute; null where it has nothing of that kind.</summary>
    public KernelForm? Newer()
    {
        bool isTransform = Node.OpType == "DFT";
        string name = isTransform ? "axis" : "axes";
        if (!(isTransform || Node.OpType.StartsWith("Reduce", StringComparison.Ordinal)) || !Node.Attributes.TryGetValue(name, out object? axes))
        {
            return null;
        }
        var attributes = new Attributes();
        foreach ((string other, object value) in Node.Attributes.Where(attribute => attribute.Key != name))
        {
            attributes[other] = value;
        }
        Value input = isTransform ? Value.Of(Constant.Of(ElementType.Int64, [], (long)axes), "axis") : Value.Ints((long[])axes);
        return new(new Node(Node.OpType, isTransform ? [Node.Inputs[0], null, input] : [Node.Inputs[0], input], Node.Outputs, attributes));
    }

    /// <summary>The model of just that node, with one type in the place of a letter.</summary>
    public byte[] Model(char letter, ElementType type, int opset)
    {
        HashSet<Value> changed = [.. Places(letter)];
        Dictionary<Value, Value> inputs = Node.Inputs.OfType<Value>().Distinct()
            .ToDictionary(input => input, input => Input(input, changed.Contains(input) ? type : input.Type));
        Value[] outputs = [.. Node.Outputs.Select(output => new Value(changed.Contains(output) ? type : output.Type, output.Shape) { Hint = "result" })];
        var graph = new Graph("form") { Opset = opset };
        graph.Inputs.AddRange(inputs.Values.Where(input => input.Constant is null));
        IEnumerable<Value?> operands = Node.Inputs.Select(input => input is null ? null : inputs[input]);
        graph.Nodes.Add(new Node(Node.Name, operands, outputs, Attributes(changed, type)) { Domain = Node.Domain });
        graph.Outputs.AddRange(outputs.Select(output => Output(graph, output)));
        Names.Assign(graph);
        using var onnx = new MemoryStream();
        OnnxWriter.Prepare(graph, Converter.Version).Write(onnx);
        return onnx.ToArray();
    }

    private Attributes Attributes(HashSet<Value> changed, ElementType type)
    {
        var attributes = new Attributes();
        foreach ((string name, object value) in Node.Attributes)
        {
            bool names = changed.Contains(Node.Outputs[0]);
            attributes[name] = !names ? value : name is "to" or "dtype" ? (long)type : value is Constant filled ? Ones(type, filled.Shape) : value;
        }
        return attributes;
    }

    // Not every binding of the runtime takes and gives every type.
    private static bool IsForeign(ElementType type) =>
        type is ElementType.BFloat16 or ElementType.Float8E4M3FN or ElementType.Float8E5M2 || type.Bits() is > 0 and < 8;

    private static Value Input(Value like, ElementType type)
    {
        int[]? shape = like.Constant?.Shape
            ?? (IsForeign(type) ? [.. (like.Shape ?? [2, 3]).Select(dimension => Math.Max(dimension, 1))] : like.Shape);
        Constant? constant = like.Constant is { } same && like.Type == type ? same : like.Constant is not null || IsForeign(type) ? Ones(type, shape!) : null;
        return new(type, shape) { Constant = constant, Hint = "value" };
    }

    private static Value Output(Graph graph, Value output)
    {
        if (!IsForeign(output.Type))
        {
            return output;
        }
        var given = new Value(ElementType.Float, output.Shape) { Hint = "given" };
        graph.Nodes.Add(new Node("Cast", [output], [given], new() { ["to"] = (long)ElementType.Float }));
        return given;
    }

    private IEnumerable<Value> Places(char letter) =>
        Places(Kernel.Operands, Node.Inputs, letter).Concat(Places(Kernel.Results, Node.Outputs, letter));

    private static IEnumerable<Value> Places(string letters, IEnumerable<Value?> values, char letter) =>
        values.Where((value, i) => value is not null && char.ToUpperInvariant(Kernel.LetterAt(letters, i)) == letter).OfType<Value>();

    private static Constant Ones(ElementType type, int[] shape)
    {
        var count = (int)ElementTypes.Count(shape);
        return type switch
        {
            ElementType.String => new Constant(type, shape, () => default) { Strings = [.. Enumerable.Repeat("", count)] },
            ElementType.Float or ElementType.Float16 or ElementType.Double => Operator.Constants.FromFloats(type, shape, [.. Enumerable.Repeat(1.0, count)]),
            ElementType.BFloat16 or ElementType.Float8E4M3FN or ElementType.Float8E5M2 =>
                Constant.Of(type, shape, [.. Enumerable.Repeat((byte)0x3c, (int)ElementTypes.ByteCount(type, shape))]),
            ElementType.Bool => Constant.Of(type, shape, [.. Enumerable.Repeat((byte)1, count)]),
            _ => Operator.Constants.FromIntegers(type, shape, [.. Enumerable.Repeat(1L, count)]),
        };
    }
}
