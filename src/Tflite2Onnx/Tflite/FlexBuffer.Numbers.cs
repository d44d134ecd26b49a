using System.Buffers.Binary;

namespace Tflite2Onnx.Tflite;

/// <content>Numbers, and the bytes they are in.</content>
internal sealed partial class FlexBuffer
{
    private long Integer(long at, int width)
    {
        ReadOnlySpan<byte> bytes = Slice(at, width);
        return width switch
        {
            1 => (sbyte)bytes[0],
            2 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
            4 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        };
    }

    // An unsigned number: a length, an offset, a value.
    private long Length(long at, int width)
    {
        ReadOnlySpan<byte> bytes = Slice(at, width);
        long number = width switch
        {
            1 => bytes[0],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        };
        return number >= 0 ? number : throw new InvalidDataException($"a number is beyond {long.MaxValue}");
    }

    private double Float(long at, int width)
    {
        ReadOnlySpan<byte> bytes = Slice(at, width);
        return width switch
        {
            2 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
            4 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
            8 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            _ => throw new InvalidDataException("a float has one byte"),
        };
    }

    // As many slots as that are never within the bytes.
    private long Total(long count, int width) => count <= _bytes.Length ? count * width : long.MaxValue;

    private static int Width(byte width) => width is 1 or 2 or 4 or 8 ? width : throw new InvalidDataException("the width of the root is damaged");

    private ReadOnlySpan<byte> Slice(long at, long length) => Memory(at, length).Span;

    private ReadOnlyMemory<byte> Memory(long at, long length) => at >= 0 && length >= 0 && at <= _bytes.Length && length <= _bytes.Length - at
        ? _bytes.Slice((int)at, (int)length) : throw new InvalidDataException($"{length} bytes at {at} are not within the {_bytes.Length} there are");
}
