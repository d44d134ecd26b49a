using System.Buffers.Binary;

namespace Tflite2Onnx.Fuzzing;

/// <summary>Numbers that break things more often than others.</summary>
internal static class Numbers
{
    private static readonly long[] Integers =
    [
        0, 1, 2, 3, 4, 5, 7, 8, 16, 31, 32, 33, 64, 100, 127, 128, 255, 256, 1000, short.MaxValue, ushort.MaxValue, 1 << 16, 1 << 20, 1 << 24, 1 << 30,
        int.MaxValue - 1, int.MaxValue, uint.MaxValue, 1L << 32, 1L << 40, long.MaxValue,
        -1, -2, -3, -4, -128, -129, short.MinValue, int.MinValue, long.MinValue,
    ];

    private static readonly double[] Floats =
    [
        0, -0.0, 1, -1, 0.5, 2, 1e-38, 1e-45, 1e38, -1e38, float.MaxValue, float.MinValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
    ];

    /// <summary>Another value for what stands in <paramref name="old"/>: a number of the schema's type, as the file has it.</summary>
    public static byte[] Other(Random random, string type, ReadOnlySpan<byte> old)
    {
        byte[] bytes = new byte[8];
        if (type is "float" && random.Next(4) > 0)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)Floats[random.Next(Floats.Length)]);
            return bytes[..4];
        }
        old.CopyTo(bytes);
        long value = random.Next(8) switch
        {
            0 => random.NextInt64(long.MinValue, long.MaxValue),
            1 => random.Next(8),
            2 or 3 => BinaryPrimitives.ReadInt64LittleEndian(bytes) + random.Next(-3, 4),
            4 => BinaryPrimitives.ReadInt64LittleEndian(bytes) ^ (1L << random.Next(8 * old.Length)),
            _ => Integers[random.Next(Integers.Length)],
        };
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes[..old.Length];
    }
}
