namespace Tflite2Onnx.Passes;

/// <summary>Constants of 8 bits in the other of the two types, 128 larger or smaller: the first bit of each turned over.</summary>
internal static class Flipped
{
    /// <summary>An int8 constant as uint8, or the other way round; a zero point moves with its integers.</summary>
    public static Value Of(Value value) => Value.Of(Of(value.Constant!), value.Name);

    private static Constant Of(Constant constant) =>
        new(constant.Type == ElementType.Int8 ? ElementType.UInt8 : ElementType.Int8, constant.Shape, () => Bytes(constant.Bytes().Span));

    private static byte[] Bytes(ReadOnlySpan<byte> bytes)
    {
        var flipped = new byte[bytes.Length];
        for (int i = 0; i < flipped.Length; i++)
        {
            flipped[i] = (byte)(bytes[i] ^ 0x80);
        }
        return flipped;
    }
}
