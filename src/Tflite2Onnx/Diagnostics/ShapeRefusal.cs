namespace Tflite2Onnx.Diagnostics;

/// <summary>A refusal of a shape or a batch that an option asks for, at the operator that cannot work with it.</summary>
internal sealed class ShapeRefusal : Refusal
{
    /// <param name="descriptor">What is refused.</param>
    /// <param name="why">The reason, as a clause about the operator.</param>
    public ShapeRefusal(Descriptor descriptor, string why)
        : base(descriptor, [why])
    {
    }
}
