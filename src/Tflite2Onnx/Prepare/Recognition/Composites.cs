namespace Tflite2Onnx.Prepare;

/// <summary>
/// Composites for which ONNX has one operator, and ONNX Runtime a kernel: it has none on CPUs for GroupNormalization and HardSwish, which it spells
/// out itself. LpNormalization has no epsilon, as <c>odml.l2_norm</c> has.
/// </summary>
internal static class Composites
{
    private const int MostOnes = 1 << 22;

    private const string Centred = "add(mul(-1,mean[-1](x0)),x0)";
    private const string Layer = $"mul({Centred},rsqrt(add(#epsilon,mean[-1](mul({Centred},{Centred}))))";
    private const string Power = "exp(add(mul(-1,max[-1](x0)),x0))";
    private const string Logits = "mul(#scale,dot(t[-2,-3,-1](x0),t[-2,-1,-3](x1)))";

    private static readonly Composite[] All =
    [
        new("aten.gelu.default", 20, "mul(#half,add(1,tanh(mul(#slope,add(mul(#cubic,x0,x0,x0),x0)))),x0)")
        {
            Numbers = new() { ["half"] = 0.5, ["slope"] = Math.Sqrt(2 / Math.PI), ["cubic"] = 0.044715 },
            Layout = LayoutRule.Transparent,
            Convert = (op, _) => op.Emit("Gelu", [op.In(0)], new() { ["approximate"] = "tanh" }),
        },
        // A group of all channels is a layer.
        .. new[] { "odml.layer_norm", "odml.group_norm" }.Select(name => new Composite(name, 17, $"add({Layer},x1),x2)", $"{Layer})")
        {
            Fits = op => HasRows(op, 1) && HasRows(op, 2),
            Convert = (op, n) => op.Emit("LayerNormalization", [op.In(0), Row(op, 1), op.Has(2) ? Row(op, 2) : null],
                new() { ["axis"] = -1L, ["epsilon"] = n["epsilon"] }),
        }),
        new("odml.rms_norm", 23, "mul(rsqrt(add(#epsilon,mean[-1](mul(x0,x0)))),x0,x1)", "mul(rsqrt(add(#epsilon,mean[-1](mul(x0,x0)))),x0)")
        {
            Fits = op => HasRows(op, 1),
            Convert = (op, n) => op.Emit("RMSNormalization", [op.In(0), Row(op, 1)], new() { ["axis"] = -1L, ["epsilon"] = n["epsilon"] }),
        },
        new("odml.scaled_dot_product_attention", 23,
            $"t[-2,-3,-1](dot(softmax(add({Logits},x3)),t[-2,-3,-1](x2)))", $"t[-2,-3,-1](dot(softmax({Logits}),t[-2,-3,-1](x2)))")
        {
            Fits = op => Enumerable.Range(0, 3).All(i => op.Rank(i) == 4 && op.Shape(i)[2] == op.Shape(0)[2]) && (!op.Has(3) || IsMask(op, op.Shape(3))),
            Convert = (op, n) => Attention(op, n["scale"]),
        },
        new("odml.softmax", 17, $"mul({Power},rec(sum[-1]({Power})))")
        {
            Convert = (op, _) => op.Emit("Softmax", [op.In(0)], new() { ["axis"] = -1L }),
        },
    ];

    /// <summary>ONNX's operator for a composite; null where its operator sets up to one have none, or its decomposition computes something else.</summary>
    public static OpDefinition? Find(OpView op, int opset)
    {
        if (op.Source.Code != BuiltinOperator.STABLEHLO_COMPOSITE || op.Source.Options<StableHLOCompositeOptions>() is not { } options)
        {
            return null;
        }
        Composite[] named = [.. All.Where(composite => composite.Name == options.Name && composite.Opset <= opset)];
        if (named.Length == 0 || options.DecompositionSubgraphIndex < 0 || options.DecompositionSubgraphIndex >= op.Graph.Subgraphs.Length)
        {
            return null;
        }
        TfliteGraph decomposition = op.Graph.Subgraphs[options.DecompositionSubgraphIndex];
        return IsGiven(op, decomposition) && named[0].Match(Formula.Of(decomposition)) is { } numbers && named[0].Fits(op)
            ? new PlainOpDefinition(new(BuiltinOperator.STABLEHLO_COMPOSITE, options.Name))
            {
                Summary = $"{options.Name}, by ONNX's operator.",
                Layout = named[0].Layout,
                Shapes = ShapeRules.EachRow,
                Convert = context => named[0].Convert(context, numbers),
            } : null;
    }

    // Operands and result are what the decomposition was written for: floats of those shapes.
    private static bool IsGiven(OpView op, TfliteGraph decomposition)
    {
        (int Given, int Own)[] pairs = [.. op.Source.Inputs.Zip(decomposition.Inputs), .. op.Source.Outputs.Zip(decomposition.Outputs)];
        return op.OutputCount == 1 && op.InputCount == decomposition.Inputs.Length && decomposition.Outputs.Length == 1
            && pairs.All(p => p.Given >= 0 && op.Graph.Tensors[p.Given] is { Type: TensorType.FLOAT32, Quantization: null, Shape: { } shape }
                && decomposition.Tensors[p.Own] is { Type: TensorType.FLOAT32, Shape: { } own } && shape.AsSpan().SequenceEqual(own));
    }

    // A number for each element of the last axis; where none are given, ones are made, though not as many as a hostile shape asks for.
    private static bool HasRows(OpView op, int input) =>
        !op.Has(input) ? op.Shape(0)[^1] <= MostOnes
            : op.Shape(input) is [.., int last] shape && last == op.Shape(0)[^1] && ElementTypes.Count(shape) == last;

    // A number for each time of the query and of the keys.
    private static bool IsMask(OpView op, int[] mask) =>
        mask.Length == 4 && mask[2] == op.Shape(0)[1] && mask[3] == op.Shape(1)[1] && (mask[1] == 1 || mask[1] == op.Shape(0)[2]);

    private static Value Row(OpContext op, int input)
    {
        int dimension = op.Shape(0)[^1];
        return op.Has(input) ? op.Reshape(op.In(input), dimension)
            : Value.Of(Constants.FromFloats(ElementType.Float, [dimension], [.. Enumerable.Repeat(1.0, dimension)]), "ones");
    }

    // [batch, time, heads, features], as ONNX takes them too: heads and features in one axis.
    private static Value Attention(OpContext op, float scale)
    {
        Value?[] inputs = [.. Enumerable.Range(0, 3).Select(i => op.Emit("Reshape", [op.In(i), Value.Ints(0L, 0, -1)])), op.TryIn(3)];
        long heads = op.Shape(0)[2];
        Value y = op.Emit("Attention", inputs, new() { ["scale"] = scale, ["q_num_heads"] = heads, ["kv_num_heads"] = heads });
        return op.Emit("Reshape", [y, Value.Ints(0L, 0, heads, -1)]);
    }
}
