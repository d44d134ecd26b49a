namespace Tflite2Onnx.Prove;

#pragma warning disable CA1032, CA1064 // Thrown and caught here alone, always with a sentence.
/// <summary>Ends a proof: what does not hold of the node at hand.</summary>
internal sealed class UnprovenException(Node node, string what) : Exception($"{node.OpType} ({node.Origin}): {what}");
#pragma warning restore CA1032, CA1064
