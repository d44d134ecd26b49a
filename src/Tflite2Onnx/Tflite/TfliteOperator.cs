namespace Tflite2Onnx.Tflite;

/// <summary>One operator of a subgraph: what it is, and the tensors it reads and writes (-1 for an optional input left out).</summary>
internal sealed class TfliteOperator(int index, BuiltinOperator code, string? customCode, int version, int[] inputs, int[] outputs, Operator table)
{
    public int Index => index;

    /// <summary>Where the file has it: the subgraph, and its number there. <see cref="Index"/> is its number where it has been put since.</summary>
    public required (int Subgraph, int Index) Place { get; init; }

    public BuiltinOperator Code => code;

    /// <summary>The version of the operator that the model was written for; some custom operators mean another thing in each.</summary>
    public int Version => version;

    public int[] Inputs => inputs;
    public int[] Outputs => outputs;

    /// <summary>The tensor that an operator cannot do without; refuses a file that leaves it out.</summary>
    public int Operand(int input) =>
        input < inputs.Length && inputs[input] >= 0 ? inputs[input] : throw new FileContradiction(Descriptors.BadReference, $"Its input {input} is missing");

    /// <summary>Tensors of its inside, of which only the quantization says something.</summary>
    public int[] Intermediates { get; init; } = table.Intermediates;

    /// <summary>TFLite's name; a custom operator's own one follows a colon.</summary>
    public string Name => new OperatorKey(code, CustomName).ToString();

    /// <summary>A custom operator's own name; null for the others.</summary>
    public string? CustomName => code == BuiltinOperator.CUSTOM ? customCode ?? "" : null;

    /// <summary>A custom operator's options, in whatever form it has them: a FlexBuffer, a struct of C, nothing.</summary>
    public ReadOnlyMemory<byte> CustomOptions { get; init; } = table.CustomOptions;

    /// <summary>The same operator at another place, on other tensors.</summary>
    public TfliteOperator Moved(int to, int[] reads, int[] writes, int[]? inside = null) =>
        new(to, code, customCode, version, reads, writes, table) { Place = Place, CustomOptions = CustomOptions, Intermediates = inside ?? [] };

    /// <summary>Which tables the two option unions hold; NONE where the file leaves one out.</summary>
    public (BuiltinOptions First, BuiltinOptions2 Second) OptionTags => (table.BuiltinOptionsType, table.BuiltinOptions2Type);

    /// <summary>
    /// The operator's options, from whichever union has them; all defaults when the file has none. Null when the file
    /// holds another operator's table, which must not be read as this one.
    /// </summary>
    public T? Options<T>()
        where T : struct, IFlatTable<T>
    {
        (BuiltinOptions first, BuiltinOptions2 second) = OptionTags;
        return first != BuiltinOptions.NONE && first.ToString() == typeof(T).Name ? table.BuiltinOptions<T>()
            : second != BuiltinOptions2.NONE && second.ToString() == typeof(T).Name ? table.BuiltinOptions2<T>()
            : (first, second) == default ? FlatTable.Empty<T>()
            : null;
    }
}
