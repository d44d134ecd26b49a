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

    /// <summary>Whether an exception is a fault of the converter's own: no end that the caller asked for, no lack of memory.</summary>
    public static bool IsFault(Exception exception) => exception is not (OperationCanceledException or OutOfMemoryException);

    /// <summary>Reports a fault of the converter's own, at the operator where it came up.</summary>
    public void Fault(ModelLocation location, Exception fault)
    {
        (location, fault) = fault is OperatorFault located ? (located.Location, located.InnerException!) : (location, fault);
        Add(Descriptors.Internal, location, fault.GetType().Name, fault.Message.ReplaceLineEndings(" "));
    }

    /// <summary>Does what gives a result, or a diagnostic whatever goes wrong: one model must not stop a build or a batch.</summary>
    public T? Guarded<T>(Func<T?> work)
        where T : class
    {
        try
        {
            return work();
        }
        catch (Refusal refusal)
        {
            refusal.Report(this, default);
            return null;
        }
        catch (OutOfMemoryException)
        {
            Add(Descriptors.OutOfMemory);
            return null;
        }
#pragma warning disable CA1031 // Whatever it is: a caller gets a diagnostic.
        catch (Exception fault) when (IsFault(fault))
#pragma warning restore CA1031
        {
            Fault(default, fault);
            return null;
        }
    }

    public void Add(Descriptor descriptor, params object?[] arguments) => Add(descriptor, default(ModelLocation), arguments);
}
