namespace Tflite2Onnx.Passes;

/// <summary>Given a graph; result: in the lowest operator set that has all of its nodes, each in the form it has there.</summary>
internal static class Opsets
{
    // Before these versions the operators take their axes as an attribute, from them on as an input, the form that is emitted.
    private static readonly Dictionary<string, int> AxesAsInput = new()
    {
        ["ReduceL1"] = 18, ["ReduceL2"] = 18, ["ReduceMax"] = 18, ["ReduceMean"] = 18, ["ReduceMin"] = 18, ["ReduceProd"] = 18, ["ReduceSumSquare"] = 18,
        ["ReduceLogSumExp"] = 18,
    };

    public static bool Choose(Graph graph, ConversionOptions options, DiagnosticBag log)
    {
        (int opset, string reason) = graph.AllNodes().Select(Needs).Append((OnnxOperators.LowestOpset, "")).MaxBy(need => need.Item1);
        if (opset > options.OpsetCeiling)
        {
            log.Add(Descriptors.NeedsOpset, opset, $"{reason}, for {Tensors(graph, options)}", options.OpsetCeiling);
            return false;
        }
        if (opset > OnnxOperators.LowestOpset)
        {
            log.Add(Descriptors.OpsetRaised, opset, reason);
        }
        graph.Opset = opset;
        foreach (Graph part in graph.WithNested().ToArray())
        {
            part.Nodes = [.. part.Nodes.Select(node => OlderForm(node, opset))];
        }
        return true;
    }

    // The first few results of nodes that the options' set does not have.
    private static string Tensors(Graph graph, ConversionOptions options)
    {
        const int Most = 5;
        string[] names = [.. graph.AllNodes().Where(node => Needs(node).Opset > options.OpsetCeiling)
            .Select(node => node.Origin.Length > 0 ? $"'{node.Outputs[0].Name}' of {node.Origin}" : $"'{node.Outputs[0].Name}'").Distinct()];
        return string.Join(", ", names.Take(Most)) + (names.Length > Most ? $" and {names.Length - Most} more" : "");
    }

    private static (int Opset, string Reason) Needs(Node node)
    {
        (int opset, string reason) = OnnxOperators.Since(node);
        // Axes that are computed cannot become an attribute.
        bool isComputed = node.Inputs is [_, { Constant: null }] && AxesAsInput.GetValueOrDefault(node.OpType) > opset;
        return isComputed ? (AxesAsInput[node.OpType], $"{node.OpType} with computed axes") : (opset, reason);
    }

    private static Node OlderForm(Node node, int opset)
    {
        if (node.OpType == "DFT" && opset < 20 && node.Inputs is [{ } signal, _, { Constant: { } axis }])
        {
            return new Node(node.OpType, [signal, node.Inputs[1]], node.Outputs, With(node.Attributes, "axis", axis.Integers()[0])) { Origin = node.Origin };
        }
        if (!AxesAsInput.TryGetValue(node.OpType, out int since) || opset >= since || node.Inputs is not [{ } data, { Constant: { } axes }])
        {
            return node;
        }
        return new Node(node.OpType, [data], node.Outputs, With(node.Attributes, "axes", axes.Integers())) { Origin = node.Origin };
    }

    private static Attributes With(Attributes attributes, string name, object value)
    {
        var more = new Attributes { [name] = value };
        foreach ((string given, object its) in attributes)
        {
            more[given] = its;
        }
        return more;
    }
}
