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

/// <summary>How a model is to be converted. Immutable; change one with <c>with</c>.</summary>
public sealed record ConversionOptions
{
    /// <summary>The order of axes at inputs and outputs. Default: <see cref="IoLayout.Preserve"/>.</summary>
    public IoLayout IoLayout { get; init; } = IoLayout.Preserve;

    /// <summary>What to do with float16 weights. Default: <see cref="Float16Weights.Keep"/>.</summary>
    public Float16Weights Float16 { get; init; } = Float16Weights.Keep;

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

    /// <summary>Whether the result has a report, which the build keeps.</summary>
    internal bool Report { get; init; }

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
