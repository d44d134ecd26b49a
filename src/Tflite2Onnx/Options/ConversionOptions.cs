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

/// <summary>What becomes of tensors that TFLite keeps from one run to the next.</summary>
public enum StateMode
{
    /// <summary>Each run starts from the initial values; the model has its own inputs and outputs only.</summary>
    Reset,

    /// <summary>
    /// Each state is an input more and an output more, behind the model's own; an input left out is the initial value. Which output goes
    /// into which input in the next run is in the model's metadata, under <c>tflite.state.(input)</c>.
    /// </summary>
    Expose,
}

/// <summary>How quantized operators are expressed.</summary>
public enum QuantizationMode
{
    /// <summary>
    /// Floats between DequantizeLinear and QuantizeLinear, the form ONNX Runtime makes integer kernels of. Results differ from TFLite's by a
    /// step here and there, as those of TFLite's own kernels do among themselves.
    /// </summary>
    Qdq,

    /// <summary>
    /// The integer arithmetic of TFLite's reference kernels: equal to them, and slower. Operators without such a form are as in
    /// <see cref="Qdq"/>.
    /// </summary>
    Exact,

    /// <summary>Floats throughout: weights are dequantized at conversion, and values are held within the ranges that integers would have.</summary>
    Float,
}

/// <summary>What integer kernels may do on processors that add their products in 16 bits: x86 without VNNI.</summary>
public enum SaturationMode
{
    /// <summary>Weights whose products could saturate there have no sign: right on every processor.</summary>
    Avoid,

    /// <summary>
    /// Weights have a sign, for the fastest kernels: right with VNNI, on ARM, and on other processors in sessions whose
    /// <c>session.x64quantprecision</c> is 1.
    /// </summary>
    Allow,
}

/// <summary>What layers with float operands and integer weights do ("hybrid" or dynamic-range models).</summary>
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

    /// <summary>Floats; the model quantizes and dequantizes them.</summary>
    Float,
}

/// <summary>How a model is to be converted. Immutable; change one with <c>with</c>.</summary>
public sealed record ConversionOptions
{
    /// <summary>The order of axes at inputs and outputs. Default: <see cref="IoLayout.Preserve"/>.</summary>
    public IoLayout IoLayout { get; init; } = IoLayout.Preserve;

    /// <summary>What to do with float16 weights. Default: <see cref="Float16Weights.Keep"/>.</summary>
    public Float16Weights Float16 { get; init; } = Float16Weights.Keep;

    /// <summary>What becomes of state that TFLite keeps between runs. Default: <see cref="StateMode.Reset"/>.</summary>
    public StateMode State { get; init; } = StateMode.Reset;

    /// <summary>How quantized operators are expressed. Default: <see cref="QuantizationMode.Qdq"/>.</summary>
    public QuantizationMode Quantization { get; init; } = QuantizationMode.Qdq;

    /// <summary>What integer kernels may do on x86 without VNNI. Default: <see cref="SaturationMode.Avoid"/>.</summary>
    public SaturationMode Saturation { get; init; } = SaturationMode.Avoid;

    /// <summary>What layers with float operands and integer weights do. Default: <see cref="HybridMode.Dequantize"/>.</summary>
    public HybridMode Hybrid { get; init; } = HybridMode.Dequantize;

    /// <summary>The element type of quantized inputs and outputs. Default: <see cref="IoType.Preserve"/>.</summary>
    public IoType IoType { get; init; } = IoType.Preserve;

    /// <summary>
    /// The highest ONNX operator set that may be used, 17 to 25. Default: null, no ceiling; the lowest one that serves is used in any case.
    /// A composite becomes one operator (RMSNormalization, Attention ...) where a set up to the given one has it, and is spelled out otherwise.
    /// </summary>
    public int? Opset { get; init; }

    internal int OpsetCeiling => Opset ?? OnnxOperators.HighestOpset;

    /// <summary>
    /// Orders of axes of single inputs, whatever <see cref="IoLayout"/> says: the tensor's name, and its axes in the order wanted (<c>NCHW</c>,
    /// <c>NHWC</c>, <c>NCW</c> ...). Default: none. A name that no input has is an error.
    /// </summary>
    public IReadOnlyDictionary<string, string> InputLayouts { get; init; } = new Dictionary<string, string>();

    /// <summary>The same for outputs.</summary>
    public IReadOnlyDictionary<string, string> OutputLayouts { get; init; } = new Dictionary<string, string>();

    /// <summary>Where Transposes go. Default: <see cref="LayoutMode.Planned"/>.</summary>
    public LayoutMode Layout { get; init; } = LayoutMode.Planned;

    /// <summary>
    /// The key of the signature to convert, whose names the inputs and outputs get. Default: null, the first one, or the model's first subgraph
    /// where there is none. A key that the model does not have is an error. <c>*</c> stands for all, each in a file of its own; see
    /// <see cref="Converter.Convert(string, string, ConversionOptions?, CancellationToken)"/>.
    /// </summary>
    public string? Signature { get; init; }

    /// <summary>
    /// Dimensions of inputs in place of the file's, in TFLite's order of axes, by the tensor's name; -1 is one that a run decides. All that follows
    /// from them follows; a reshape to a fixed shape keeps the axes that did not change. Default: none. A name that no input has is an error.
    /// </summary>
    public IReadOnlyDictionary<string, int[]> Shapes { get; init; } = new Dictionary<string, int[]>();

    /// <summary>
    /// The dimension of the first axis of every input that <see cref="Shapes"/> does not name; -1 leaves it to the run. Default: null, as in the file.
    /// </summary>
    public int? BatchSize { get; init; }

    /// <summary>
    /// The domain of ONNX operators (<c>com.example</c>) in which custom operators that are not converted are kept as nodes, for a runtime that
    /// has them. Default: null, they are refused. Their operands keep TFLite's order of axes and, where quantized, its integers.
    /// </summary>
    public string? CustomDomain { get; init; }

    /// <summary>Whether the result has a report, which the build keeps.</summary>
    internal bool Report { get; init; }

    /// <summary>Whether custom operators can be kept in a domain of that name.</summary>
    internal static bool IsDomain(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            && !$"{name}.".StartsWith("ai.onnx.", StringComparison.Ordinal);

    /// <summary>Whether the values make sense; when not, the log says which do not.</summary>
    internal bool Check(DiagnosticBag log)
    {
        if (Opset is { } opset && !OnnxOperators.IsWritten(opset))
        {
            log.Add(Descriptors.UnknownOption, $"Opset is {Opset}; it can be {OnnxOperators.LowestOpset} to {OnnxOperators.HighestOpset}");
        }
        if (BatchSize is 0 or < -1 || Shapes.Values.Any(shape => shape.Any(dimension => dimension < -1)))
        {
            log.Add(Descriptors.UnknownOption, "Dimensions of inputs are not below 0, and batches not below 1, but for -1, which leaves them to the run.");
        }
        if (CustomDomain is not null && !IsDomain(CustomDomain))
        {
            string what = "a name of letters, digits, dots, dashes and underscores, and none of ONNX's own (ai.onnx)";
            log.Add(Descriptors.UnknownOption, $"CustomDomain is '{CustomDomain}'; it has to be {what}.");
        }
        return !log.HasErrors;
    }
}
