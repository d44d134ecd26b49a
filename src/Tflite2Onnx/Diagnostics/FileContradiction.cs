namespace Tflite2Onnx.Diagnostics;

/// <summary>
/// A refusal of what no sound file has: numbers that contradict each other, a place that there is not, the options of another operator. Only
/// checks of what the file itself says throw it; an exception of any other kind is a fault of the converter, and is told as one.
/// </summary>
internal sealed class FileContradiction : Refusal
{
    /// <summary>The operator's numbers contradict each other, or its operands; <paramref name="what"/> is a whole sentence without its full stop.</summary>
    public FileContradiction(string what)
        : this(Descriptors.BadTensor, what)
    {
    }

    public FileContradiction(Descriptor descriptor, params object?[] arguments)
        : base(descriptor, arguments)
    {
    }
}
