namespace Tflite2Onnx.Lowering;

/// <summary>What TFLite keeps from one run to the next: a tensor that is variable, or a resource variable.</summary>
/// <param name="name">The tensor's name, or the one under which subgraphs share the variable.</param>
/// <param name="content">Its type, shape and quantization; its data are the initial value, null where an extent is not known.</param>
internal sealed class State(string name, TfliteTensor content)
{
    public string Name => name;

    public TfliteTensor Content => content;

    /// <summary>Whether a run reads what was there before it.</summary>
    public bool IsRead { get; set; }

    /// <summary>Whether a run leaves something there.</summary>
    public bool IsAssigned { get; set; }

    /// <summary>Whether runs depend on those before them.</summary>
    public bool IsCarried => IsRead && IsAssigned;

    /// <summary>What it holds at this point of the conversion, in TFLite's order of axes; null as long as that is the initial value.</summary>
    public Value? Now { get; set; }

    /// <summary>Whether it starts with zeros.</summary>
    public bool StartsWithZeros { get; init; }
}
