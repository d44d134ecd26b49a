namespace Tflite2Onnx;

/// <summary>How grave a diagnostic is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Something worth knowing; the result is what was asked for.</summary>
    Info,

    /// <summary>The model converts, but differs in a way the message names.</summary>
    Warning,

    /// <summary>The model does not convert; no file is written.</summary>
    Error,
}

/// <summary>One thing a conversion has to say about a model: a code that never changes its meaning, a sentence, and where it applies.</summary>
public sealed record Diagnostic
{
    internal Diagnostic(string code, DiagnosticSeverity severity, string message) =>
        (Code, Severity, Message) = (code, severity, VisibleText.Of(message));

    /// <summary>The code, for instance <c>T2O2001</c>; docs/diagnostics.md lists them all.</summary>
    public string Code { get; }

    /// <summary>How grave it is.</summary>
    public DiagnosticSeverity Severity { get; }

    /// <summary>
    /// The whole sentence, with subgraph, operator and tensor where they apply, on one line: of names out of a model, what a terminal or a log
    /// would obey or hide is written as <c>\uXXXX</c>.
    /// </summary>
    public string Message { get; }

    /// <summary>The model file as it was given, or null when the model came as bytes or a stream.</summary>
    public string? Model { get; init; }

    /// <summary>Index of the subgraph, or null when the diagnostic is about the file as a whole.</summary>
    public int? Subgraph { get; init; }

    /// <summary>Index of the operator within its subgraph, or null.</summary>
    public int? OperatorIndex { get; init; }

    /// <summary>TFLite's name of the operator, a custom operator's own name after a colon (<c>CUSTOM:Name</c>), or null.</summary>
    public string? Operator { get; init; }

    /// <summary>Name of the tensor concerned (an operator's first output unless the message names another), or null.</summary>
    public string? Tensor { get; init; }

    /// <summary>The form that MSBuild, editors and people read: <c>model.tflite : error T2O2001: message</c>.</summary>
    public override string ToString() => $"{VisibleText.Of(Model ?? "model")} : {Severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    }} {Code}: {Message}";
}
