namespace Tflite2Onnx.Graphs;

/// <summary>Elements of less than a byte, which share bytes: the first in the lowest bits, as TFLite and ONNX have it.</summary>
internal static class Packed
{
    /// <summary>One byte per element of a packed tensor, the first element in the lowest bits.</summary>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, long count, int bits)
    {
        byte[] result = new byte[count];
        int perByte = 8 / bits;
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = (byte)((packed[i / perByte] >> (i % perByte * bits)) & ((1 << bits) - 1));
        }
        return result;
    }

    /// <summary>The packed tensor of one byte per element; the bits above <paramref name="bits"/> have to be 0.</summary>
    public static byte[] Pack(byte[] elements, int bits)
    {
        int perByte = 8 / bits;
        byte[] packed = new byte[(elements.Length + perByte - 1) / perByte];
        for (int i = 0; i < elements.Length; i++)
        {
            packed[i / perByte] |= (byte)(elements[i] << (i % perByte * bits));
        }
        return packed;
    }
}
