namespace Tflite2Onnx;

/// <summary>The order of axes at the inputs and outputs of the converted model.</summary>
public enum IoLayout
{
    /// <summary>Inputs and outputs keep TFLite's order (NHWC), so that callers' code keeps working.</summary>
    Preserve,

    /// <summary>Image-like inputs and outputs become channels-first (NCHW), and no Transpose is left at them.</summary>
    ChannelsFirst,
}

/// <summary>Where Transposes go between TFLite's channels-last tensors and ONNX's channels-first operators.</summary>
public enum LayoutMode
{
    /// <summary>Where the fewest bytes are moved per run.</summary>
    Planned,

    /// <summary>Around every operator that is channels-first in ONNX: many, for comparison and to look into a suspected plan.</summary>
    Transpose,
}

/// <summary>What to do with weights stored as float16.</summary>
public enum Float16Weights
{
    /// <summary>They stay float16 in the file, behind a Cast: half the size.</summary>
    Keep,

    /// <summary>They are written as float32.</summary>
    Widen,
}

/// <summary>How quantized operators are expressed.</summary>
public enum QuantizationMode
{
    /// <summary>
    /// Reals between DequantizeLinear and QuantizeLinear, the form ONNX Runtime makes integer kernels of. Results differ from TFLite's by a
    /// step here and there, as those of TFLite's own kernels do among themselves.
    /// </summary>
    Qdq,

    /// <summary>
    /// The integer arithmetic of TFLite's reference kernels: equal to them, and slower. Operators without such a form are as in
    /// <see cref="Qdq"/>.
    /// </summary>
    Exact,

    /// <summary>Reals throughout: weights are dequantized at conversion, and values are held within the ranges that integers would have.</summary>
    Float,
}

/// <summary>What layers with real operands and integer weights do ("hybrid" or dynamic-range models).</summary>
public enum HybridMode
{
    /// <summary>Weights stay integers in the file, and are dequantized when the model is loaded.</summary>
    Dequantize,

    /// <summary>Each row of the operand is quantized in every run, as TFLite's hybrid kernels do.</summary>
    Dynamic,
}

/// <summary>The element type of quantized inputs and outputs.</summary>
public enum IoType
{
    /// <summary>As in the TFLite model: integers, whose scale and zero point stand in the ONNX model's metadata.</summary>
    Preserve,

    /// <summary>Reals; the model quantizes and dequantizes them.</summary>
    Float,
}

/// <summary>How a model is to be converted. Immutable; change one with <c>with</c>.</summary>
public sealed record ConversionOptions
{
    /// <summary>The order of axes at inputs and outputs. Default: <see cref="IoLayout.Preserve"/>.</summary>
    public IoLayout IoLayout { get; init; } = IoLayout.Preserve;

    /// <summary>What to do with float16 weights. Default: <see cref="Float16Weights.Keep"/>.</summary>
    public Float16Weights Float16 { get; init; } = Float16Weights.Keep;

    /// <summary>How quantized operators are expressed. Default: <see cref="QuantizationMode.Qdq"/>.</summary>
    public QuantizationMode Quantization { get; init; } = QuantizationMode.Qdq;

    /// <summary>What layers with real operands and integer weights do. Default: <see cref="HybridMode.Dequantize"/>.</summary>
    public HybridMode Hybrid { get; init; } = HybridMode.Dequantize;

    /// <summary>The element type of quantized inputs and outputs. Default: <see cref="IoType.Preserve"/>.</summary>
    public IoType IoType { get; init; } = IoType.Preserve;

    /// <summary>The highest ONNX operator set that may be used, 17 to 25. Default: null, no ceiling; the lowest one that serves is used in any case.</summary>
    public int? Opset { get; init; }

    /// <summary>
    /// Orders of axes of single inputs, whatever <see cref="IoLayout"/> says: the tensor's name, and its axes in the order wanted (<c>NCHW</c>,
    /// <c>NHWC</c>, <c>NCW</c> ...). Default: none. A name that no input has is an error.
    /// </summary>
    public IReadOnlyDictionary<string, string> InputLayouts { get; init; } = new Dictionary<string, string>();

    /// <summary>The same for outputs.</summary>
    public IReadOnlyDictionary<string, string> OutputLayouts { get; init; } = new Dictionary<string, string>();

    /// <summary>Where Transposes go. Default: <see cref="LayoutMode.Planned"/>.</summary>
    public LayoutMode Layout { get; init; } = LayoutMode.Planned;

    /// <summary>Decides in the plan's place which operators work on moved operands, for tests of the plan.</summary>
    internal Func<LayoutPlan, bool[]>? LayoutChoice { get; init; }

    /// <summary>Whether the values make sense; when not, the log says which do not.</summary>
    internal bool Check(DiagnosticBag log)
    {
        if (Opset is { } opset && !OnnxOperators.IsWritten(opset))
        {
            log.Add(Descriptors.UnknownOption, $"Opset is {Opset}; it can be {OnnxOperators.LowestOpset} to {OnnxOperators.HighestOpset}");
        }
        return !log.HasErrors;
    }
}
