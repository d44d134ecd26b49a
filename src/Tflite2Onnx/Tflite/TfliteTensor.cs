namespace Tflite2Onnx.Tflite;

/// <summary>One tensor of a subgraph, as the file describes it. Immutable; constant data stays a slice of the file.</summary>
internal sealed record TfliteTensor
{
    public required int Index { get; init; }

    /// <summary>The subgraph whose tensor it is in the file.</summary>
    public required int Subgraph { get; init; }

    /// <summary>The name in the file, possibly the same as another tensor's; <c>tensor_</c> and the index where it has none.</summary>
    public required string Name { get; init; }

    public required TensorType Type { get; init; }

    /// <summary>Dimensions in TFLite's order of axes, -1 where only a run decides; empty for a scalar; null when not even the rank is known.</summary>
    public required int[]? Shape { get; init; }

    /// <summary>What the file says of its quantization; null where that quantizes nothing.</summary>
    public QuantParams? Quantization { get; init; }

    /// <summary>How its integers stand for floats; null where they do not. Biases (int32 and wider) are the convolutions' own affair.</summary>
    public QuantParams? Scaling => Type is TensorType.INT2 or TensorType.INT4 or TensorType.UINT4 or TensorType.INT8 or TensorType.UINT8
        or TensorType.INT16 or TensorType.UINT16 ? Quantization : null;

    /// <summary>
    /// The bytes of a constant, as many as its shape needs (before <see cref="Sparsity"/> is undone), or null when a run computes the tensor.
    /// </summary>
    public ReadOnlyMemory<byte>? Data { get; init; }

    /// <summary>The type of the elements in <see cref="Data"/>, where it is not the tensor's; null where it is.</summary>
    public TensorType? StoredType { get; init; }

    /// <summary>How a sparse constant is packed; null when it is dense.</summary>
    public SparsityParameters? Sparsity { get; init; }

    /// <summary>Its dimensions in the file, where an option makes them others, -1 where only a run decides; null where they are the file's.</summary>
    public int[]? FileShape { get; init; }

    /// <summary>Whether its dimensions are others than the file's, because the inputs' are.</summary>
    public bool IsResized => FileShape is not null;

    /// <summary>Whether the tensor keeps its value from one run to the next.</summary>
    public bool IsVariable { get; init; }

    /// <summary>Of a variable tensor: whether it starts with zeros whenever the branch or the loop begins whose subgraph it is in.</summary>
    public bool IsPassing { get; init; }

    /// <summary>How often it is made while one outside of all loops is made once; a guess, for the weighing of costs.</summary>
    public int Repeats { get; init; } = 1;

    public ModelLocation Location => new(Subgraph, Tensor: Name);

    public bool IsConstant => Data is not null;

    /// <summary>The same tensor, known to have so many axes.</summary>
    public TfliteTensor OfRank(int rank) => this with { Shape = [.. Enumerable.Repeat(-1, rank)] };
}
