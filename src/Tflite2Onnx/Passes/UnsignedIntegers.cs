namespace Tflite2Onnx.Passes;

/// <summary>
/// Given int8 values between QuantizeLinear and DequantizeLinear; result: the same as uint8, with zero points that are larger by 128, in whole
/// chains, where a layer gains by it. ONNX Runtime does so itself on x86, but only to a QuantizeLinear that one DequantizeLinear alone reads
/// (qdq_s8_to_u8.cc), and a layer between both types becomes no integer kernel. Inputs and outputs of the graph stay int8, by a pair more.
/// </summary>
internal sealed class UnsignedIntegers
{
    private readonly Graph _graph;
    private readonly Fusions _fusions;

    // For each value that becomes unsigned, what it is then, and a QuantizeLinear or DequantizeLinear of its chain, for their scale.
    private readonly Dictionary<Value, (Value Unsigned, Node Like)> _with = [];

    private UnsignedIntegers(Graph graph) => (_graph, _fusions) = (graph, new Fusions(graph));

    public static bool Run(Graph graph)
    {
        var pass = new UnsignedIntegers(graph);
        foreach (List<Value> chain in new SignedChains(graph).Chains.Values)
        {
            pass.Choose(chain);
        }
        bool changed = pass._with.Count > 0;
        if (changed)
        {
            pass.Rewrite();
        }
        return changed | pass.Constants();
    }

    private void Choose(List<Value> chain)
    {
        Node[] ends = [.. chain.Select(value => value.Producer).Concat(chain.SelectMany(_fusions.Uses)).OfType<Node>().Where(IsEnd)];
        if (Array.Find(ends, end => end.Inputs[1]!.Constant!.Count == 1) is not { } like || !Array.Exists(ends, Gains))
        {
            return;
        }
        foreach (Value value in chain)
        {
            bool hasOthers = _fusions.Uses(value).Any(user => !Follows(user));
            string name = hasOthers || !Follows(value.Producer) ? "" : value.Name;
            var unsigned = new Value(ElementType.UInt8, value.Shape, name) { Hint = $"{value.Name}/unsigned" };
            _with[value] = (unsigned, like);
        }
    }

    private static bool IsEnd(Node node) => node.OpType is "QuantizeLinear" or "DequantizeLinear"
        && node.Inputs is [_, { Constant: not null }, { Constant.Type: ElementType.Int8 }];

    // Whether the node takes or gives unsigned values where its chain is unsigned.
    private static bool Follows(Node? node) => node is not null && (IsEnd(node) || SignedChains.Carries(node));

    // Whether an integer kernel stands at this end, which has to have one type at all of its own.
    private bool Gains(Node end) => end.OpType == "DequantizeLinear" ? _fusions.Readers(end.Outputs[0]).Any(IsKernel)
        : Fusions.Maker(end.Inputs[0]!) is { } maker && IsKernel(maker);

    private static bool IsKernel(Node node) =>
        Fusions.IsLayer(node) ? node.Inputs[1]!.Producer?.OpType == "DequantizeLinear" : Fusions.HasKernel(node);

    private void Rewrite()
    {
        var nodes = new List<Node>(_graph.Nodes.Count + 8);
        foreach (Value input in _graph.Inputs.Where(_with.ContainsKey))
        {
            nodes.AddRange(Pair(input, _with[input].Unsigned, _with[input].Like, input.Name));
        }
        foreach (Node node in _graph.Nodes)
        {
            bool follows = Follows(node);
            if (follows)
            {
                Follow(node);
            }
            nodes.Add(node);
            for (int i = 0; i < node.Outputs.Length; i++)
            {
                if (!_with.TryGetValue(node.Outputs[i], out (Value Unsigned, Node Like) chain))
                {
                    continue;
                }
                Value signed = node.Outputs[i];
                if (!follows)
                {
                    nodes.AddRange(Pair(signed, chain.Unsigned, chain.Like, node.Origin));
                    continue;
                }
                (node.Outputs[i], chain.Unsigned.Producer) = (chain.Unsigned, node);
                if (_fusions.Uses(signed).Any(user => !Follows(user)))
                {
                    nodes.AddRange(Pair(chain.Unsigned, signed, chain.Like, node.Origin));
                }
            }
        }
        _graph.Nodes = nodes;
    }

    private void Follow(Node node)
    {
        bool isChosen = node.Inputs.Concat(node.Outputs).Any(value => value is not null && _with.ContainsKey(value));
        if (!isChosen)
        {
            return;
        }
        foreach (int i in IsEnd(node) ? [0, 2] : SignedChains.Operands(node))
        {
            if (node.Inputs.ElementAtOrDefault(i) is { } input)
            {
                node.Inputs[i] = _with.TryGetValue(input, out (Value Unsigned, Node) chain) ? chain.Unsigned
                    : input.Constant is { Type: ElementType.Int8 } ? Flipped.Of(input) : input;
            }
        }
    }

    // From int8 to uint8, or back: exact, since each number is a whole multiple of the scale.
    private static Node[] Pair(Value from, Value to, Node like, string origin)
    {
        bool isSigned = from.Type == ElementType.Int8;
        Value zero = like.Inputs[2]!;
        (Value signed, Value unsigned) = zero.Type == ElementType.Int8 ? (zero, Flipped.Of(zero)) : (Flipped.Of(zero), zero);
        var floats = new Value(ElementType.Float, from.Shape) { Hint = $"{from.Name}/float" };
        return
        [
            new Node("DequantizeLinear", [from, like.Inputs[1], isSigned ? signed : unsigned], [floats]) { Origin = origin },
            new Node("QuantizeLinear", [floats, like.Inputs[1], isSigned ? unsigned : signed], [to]) { Origin = origin },
        ];
    }

    // Constants beside them: operands of products and sums, which are no weights.
    private bool Constants()
    {
        bool changed = false;
        foreach (Node node in _graph.Nodes)
        {
            if (node is { OpType: "DequantizeLinear", Inputs: [{ Constant.Type: ElementType.Int8 } integers, _, { Constant.Type: ElementType.Int8 } zero] }
                && _fusions.Uses(node.Outputs[0]).All(user => user is not null && Fusions.HasKernel(user) && !Fusions.IsLayer(user)))
            {
                (node.Inputs[0], node.Inputs[2], changed) = (Flipped.Of(integers), Flipped.Of(zero), true);
            }
        }
        return changed;
    }
}
