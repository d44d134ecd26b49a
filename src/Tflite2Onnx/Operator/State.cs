namespace Tflite2Onnx.Operator;

/// <summary>What TFLite keeps from one run to the next: a tensor that is variable, or a resource variable.</summary>
/// <param name="name">The tensor's name, or the one under which subgraphs share the variable.</param>
/// <param name="content">Its type, shape and quantization; its data are the initial value, null where a dimension is not known.</param>
internal sealed class State(string name, TfliteTensor content)
{
    // No model keeps as much as this; a damaged file may say it does.
    private const long MaxBytes = 1 << 24;

    public string Name => name;

    public TfliteTensor Content => content;

    /// <summary>The variable tensor that it is; null for a resource variable.</summary>
    public int? Tensor { get; init; }

    /// <summary>Whether a run reads what was there before it.</summary>
    public bool IsRead { get; set; }

    /// <summary>Whether a run leaves something there.</summary>
    public bool IsAssigned { get; set; }

    /// <summary>Whether runs depend on those before them.</summary>
    public bool IsCarried => IsRead && IsAssigned && !content.IsPassing;

    /// <summary>Whether it starts with zeros.</summary>
    public bool StartsWithZeros { get; init; }

    /// <summary>
    /// One that nothing initializes. TFLite fills variable tensors with 0, those of int8 with their zero point (ResetVariableTensor in tensor_utils.cc).
    /// </summary>
    public static State Empty(string name, TfliteTensor tensor, int? index = null)
    {
        long zero = tensor is { Type: TensorType.INT8, Quantization: { } q } ? q.ZeroPoint[0] : 0;
        long count = tensor.Shape is { } shape && !shape.Contains(-1) ? ElementTypes.ByteCount(tensor.Type.ToElementType(), shape) : -1;
        bool isKnown = count is >= 0 and <= MaxBytes;
        byte[] zeros = new byte[isKnown ? count : 0];
        if (zero != 0)
        {
            zeros.AsSpan().Fill(unchecked((byte)zero));
        }
        TfliteTensor content = tensor.IsConstant ? tensor : tensor with { Data = isKnown ? zeros : default(ReadOnlyMemory<byte>?) };
        bool isZero = !tensor.IsConstant && (tensor.Scaling is not { } own || own.ZeroPoint[0] == zero);
        return new State(name, content with { Name = name }) { Tensor = index, StartsWithZeros = isZero };
    }
}
