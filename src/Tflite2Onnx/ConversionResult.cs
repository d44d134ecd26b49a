namespace Tflite2Onnx;

/// <summary>What a conversion came to: whether there is a model, and everything there is to say about it.</summary>
public sealed class ConversionResult
{
    internal ConversionResult(IReadOnlyList<Diagnostic> diagnostics, ConversionSummary? summary = null) => (Diagnostics, Summary) = (diagnostics, summary);

    /// <summary>Whether the model was converted and written. When not, nothing was written.</summary>
    public bool Succeeded => Summary is not null;

    /// <summary>Errors, warnings and notes, in the order they were found; all errors of a model at once.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Figures of the converted model; null when the conversion failed.</summary>
    public ConversionSummary? Summary { get; }

    /// <summary>What was made of what; null when it was not asked for, or the conversion failed.</summary>
    internal ConversionReport? Report { get; init; }
}

/// <summary>Figures of a converted model.</summary>
/// <param name="Opset">The ONNX operator set it needs.</param>
/// <param name="Nodes">Operators in the graph.</param>
/// <param name="Transposes">How many of them are Transposes.</param>
/// <param name="TransposedBytes">How many bytes those move in a run; dimensions that only a run decides count as 1.</param>
/// <param name="Bytes">Size of the file, in bytes.</param>
public sealed record ConversionSummary(int Opset, int Nodes, int Transposes, long TransposedBytes, long Bytes);
