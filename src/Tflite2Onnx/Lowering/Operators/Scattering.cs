namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Elements put at an index.</summary>
internal static class Scattering
{
    public static OpDefinition[] Operators =>
    [
    ];
}
