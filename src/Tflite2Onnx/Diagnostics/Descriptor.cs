using System.Globalization;
using System.Text;

namespace Tflite2Onnx.Diagnostics;

/// <summary>A kind of diagnostic: its code, what it means (for docs/diagnostics.md) and the form of its sentence.</summary>
internal sealed record Descriptor(string Code, DiagnosticSeverity Severity, string Meaning, string Format)
{
    private readonly CompositeFormat _format = CompositeFormat.Parse(Format);

    public string Sentence(object?[] arguments) => string.Format(CultureInfo.InvariantCulture, _format, arguments);
}

/// <summary>Where in a model something was found; default is the file as a whole.</summary>
internal readonly record struct ModelLocation(int? Subgraph = null, int? OperatorIndex = null, string? Operator = null, string? Tensor = null)
{
    public override string ToString()
    {
        string[] parts =
        [
            .. Subgraph is { } g ? [$"subgraph {g}"] : Array.Empty<string>(),
            .. OperatorIndex is { } i ? [$"operator {i} {Operator}"] : Array.Empty<string>(),
            .. Tensor is { } t ? [$"tensor '{t}'"] : Array.Empty<string>(),
        ];
        return string.Join(", ", parts);
    }
}

/// <summary>Collects what there is to say about one model, so that all of its problems are reported at once.</summary>
internal sealed class DiagnosticBag(string? model = null)
{
    private readonly List<Diagnostic> _all = [];

    public IReadOnlyList<Diagnostic> All => _all;

    public bool HasErrors { get; private set; }

    public void Add(Descriptor descriptor, ModelLocation location, params object?[] arguments)
    {
        string where = location.ToString();
        string sentence = descriptor.Sentence(arguments);
        HasErrors |= descriptor.Severity == DiagnosticSeverity.Error;
        _all.Add(new Diagnostic(descriptor.Code, descriptor.Severity, where.Length == 0 ? sentence : $"{where}: {sentence}")
        {
            Model = model,
            Subgraph = location.Subgraph,
            OperatorIndex = location.OperatorIndex,
            Operator = location.Operator,
            Tensor = location.Tensor,
        });
    }

    public void Add(Descriptor descriptor, params object?[] arguments) => Add(descriptor, default(ModelLocation), arguments);
}
