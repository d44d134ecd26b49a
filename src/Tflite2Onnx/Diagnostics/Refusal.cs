namespace Tflite2Onnx.Diagnostics;

/// <summary>
/// Thrown by an operator's conversion that does not take this use of the operator. The driver reports it at the operator and goes on with the
/// next one, so that all refusals of a model are reported at once. It never leaves the engine.
/// </summary>
internal class Refusal : Exception
{
    private readonly Descriptor _descriptor;
    private readonly object?[] _arguments;
    private readonly WayOut? _wayOut;

    /// <param name="wayOut">What somebody can do about it, in a place of its own: no word of the reason decides.</param>
    /// <param name="why">The reason, as a clause about the operator: "it has complex operands".</param>
    public Refusal(WayOut wayOut, string why)
        : base(why) => (_descriptor, _arguments, _wayOut) = (Descriptors.UnsupportedUse, [why], wayOut);

    protected Refusal(Descriptor descriptor, object?[] arguments)
        : base(descriptor.Sentence(arguments)) => (_descriptor, _arguments) = (descriptor, arguments);

    /// <summary>What is found; null also where the use is refused, which its own conversion comes upon as well, and reports.</summary>
    public static T? OrNone<T>(Func<T?> find)
        where T : class
    {
        try
        {
            return find();
        }
        catch (Refusal)
        {
            return null;
        }
    }

    /// <summary>Reports it at its place in the model.</summary>
    /// <param name="log">Where it is reported.</param>
    /// <param name="where">The operator or the tensor.</param>
    /// <param name="areInputsKnown">Whether all dimensions of the model's inputs are known, so that the option Shapes has nothing to give.</param>
    public void Report(DiagnosticBag log, ModelLocation where, bool areInputsKnown = false)
    {
        WayOut? wayOut = _wayOut is WayOut.GiveShapes && areInputsKnown ? WayOut.FixShapes : _wayOut;
        log.Add(_descriptor, where, wayOut is { } way ? [.. _arguments, way.Sentence()] : _arguments);
    }
}
