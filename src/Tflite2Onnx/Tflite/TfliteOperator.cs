namespace Tflite2Onnx.Tflite;

/// <summary>One operator of a subgraph: what it is, and the tensors it reads and writes (-1 for an optional input left out).</summary>
internal sealed class TfliteOperator(int index, BuiltinOperator code, string? customCode, int[] inputs, int[] outputs, Operator table)
{
    public int Index => index;
    public BuiltinOperator Code => code;
    public int[] Inputs => inputs;
    public int[] Outputs => outputs;

    /// <summary>Tensors of its inside, of which only the quantization says something.</summary>
    public int[] Intermediates => table.Intermediates;

    /// <summary>TFLite's name; a custom operator's own one follows a colon.</summary>
    public string Name => code == BuiltinOperator.CUSTOM ? $"CUSTOM:{customCode}" : Enum.IsDefined(code) ? code.ToString() : $"UNKNOWN_{(int)code}";

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
