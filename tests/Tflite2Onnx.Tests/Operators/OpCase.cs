namespace Tflite2Onnx.Tests.Operators;

/// <summary>One use of one operator: a model of just that, and what becomes of it. Every axis has another dimension, so that a swapped axis shows.</summary>
internal sealed record OpCase(BuiltinOperator Code, string Name)
{
    /// <summary>Operands in the operator's order; null for an optional one left out.</summary>
    public required Operand?[] In { get; init; }

    /// <summary>What it computes.</summary>
    public required Operand[] Out { get; init; }

    public IFlatRecord? Options { get; init; }

    /// <summary>A custom operator's name and options; null for the others.</summary>
    public (string Name, byte[] Options)? Custom { get; init; }

    /// <summary>The operator as messages call it.</summary>
    public string Operator => Custom is { } custom ? $"{Code}:{custom.Name}" : Code.ToString();

    /// <summary>The subgraphs it runs; the first has the index 1.</summary>
    public Action<ModelBuilder>[] Subgraphs { get; init; } = [];

    /// <summary>Tensors of the operator's inside, for their scales.</summary>
    public Operand[] Inside { get; init; } = [];

    /// <summary>The operator's version, for TFLite's runtime: it has no kernels of some first versions.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The code of the diagnostic that refuses the case; null when it converts.</summary>
    public string? Fails { get; init; }

    /// <summary>Whether another operator hands the results on as they are: LiteRT keeps to itself what it knows before a run.</summary>
    public bool Relayed { get; init; }

    /// <summary>
    /// The model, where it takes more than the one operator; its inputs and outputs are those operands and results. It is told whether dimensions
    /// are unknown that the operands leave open.
    /// </summary>
    public Func<bool, byte[]>? Whole { get; init; }

    /// <summary>The operator's place in the model.</summary>
    public int Place { get; init; }

    /// <summary>Whether something is kept from run to run.</summary>
    public bool KeepsState => IsAboutState || In.Any(operand => operand is { IsVariable: true });

    /// <summary>Whether the model keeps state beside its operands.</summary>
    public bool IsAboutState { get; init; }

    public string Key => $"{Operator} {Name}";

    /// <summary>The operands that are given at run time.</summary>
    public RunTensor[] Inputs() => [.. In.Select((operand, i) => (operand, i)).Where(p => p.operand is { IsConstant: false, IsVariable: false })
        .Select(p => new RunTensor(p.operand!.Type.ToElementType(), p.operand.Shape, p.operand.Bytes(p.i + 1)))];

    /// <summary>
    /// The results where the case has them, because LiteRT has none to record: it gives out none whose dimensions only a run knows, and has its
    /// faults. Null where they are recorded.
    /// </summary>
    public RunTensor[]? Given() =>
        Out.All(o => o.Values is not null) ? [.. Out.Select(o => new RunTensor(o.Type.ToElementType(), o.Shape, o.Bytes(0)))] : null;

    /// <summary>The model of just that operator; <paramref name="open"/>: with the dimensions unknown that the operands leave open.</summary>
    public byte[] Model(bool open = true)
    {
        if (Whole is not null)
        {
            return Whole(open);
        }
        var builder = new ModelBuilder();
        int[] inputs = [.. In.Select((operand, i) => operand is null ? -1
            : Described(operand, operand.IsConstant ? builder.Constant(operand.Type, operand.Shape, operand.Bytes(i + 1), operand.Quantization)
                : operand.IsVariable ? builder.Variable(operand.Type, operand.Shape, operand.Quantization)
                : builder.Input(operand.Type, operand.Shape, operand.Quantization)))];
        int[] inside = [.. Inside.Select(tensor => builder.Tensor(tensor.Type, tensor.Shape, tensor.Quantization))];
        int[] outputs = [.. Out.Select(result => Described(result, builder.Tensor(result.Type, result.Shape, result.Quantization)))];
        builder.Operator(Code, inputs, outputs, Options, Custom?.Name, Version, Custom?.Options, inside.Length > 0 ? inside : null);
        foreach (int output in Relayed ? outputs.Select((o, i) => Relay(builder, o, Out[i])).ToArray() : outputs)
        {
            builder.Output(output);
        }
        Array.ForEach(Subgraphs, subgraph => builder.Subgraph(subgraph));
        return builder.Build();

        int Described(Operand operand, int tensor)
        {
            int[]? signature = open ? operand.Signature ?? builder.LastTensor.ShapeSignature : null;
            builder.LastTensor = builder.LastTensor with { Sparsity = operand.Sparsity, ShapeSignature = signature };
            return tensor;
        }
    }

    private static int Relay(ModelBuilder builder, int output, Operand result)
    {
        int relayed = builder.Tensor(result.Type, result.Shape, result.Quantization);
        builder.Operator(BuiltinOperator.MAXIMUM, [output, output], [relayed], new MaximumMinimumOptionsT());
        return relayed;
    }

    public override string ToString() => Key;
}
