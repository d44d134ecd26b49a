namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Several tensors to one, and one to several.</summary>
internal static class Joining
{
    public static OpDefinition[] Operators =>
    [
    ];
}
