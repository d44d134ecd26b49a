namespace Tflite2Onnx.Operator;

/// <summary>
/// Thrown by an operator's conversion to refuse; the driver turns it into a diagnostic with the operator's place and goes on with the next
/// operator, so that all refusals of a model are reported at once. It never leaves the engine.
/// </summary>
internal sealed class UnsupportedUseException(Descriptor descriptor, params object?[] arguments) : Exception(descriptor.Sentence(arguments))
{
    public Descriptor Descriptor => descriptor;
    public object?[] Arguments => arguments;
}
