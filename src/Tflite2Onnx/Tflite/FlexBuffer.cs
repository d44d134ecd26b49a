using System.Text;
using System.Text.Unicode;

namespace Tflite2Onnx.Tflite;

/// <summary>
/// Reads FlexBuffers, FlatBuffers' form for data without a schema, in which custom operators have their options. Every offset and length is
/// checked. (Google.FlatBuffers for C# has no reader of them.)
/// </summary>
/// <remarks>
/// A value is null, <c>long</c>, <c>double</c>, <c>bool</c>, <c>string</c>, <c>byte[]</c> (a blob, or a string that is not UTF-8), <c>long[]</c>,
/// <c>double[]</c>, <c>bool[]</c>, <c>string[]</c>, <c>object?[]</c> (a vector of anything) or a <see cref="FlexMap"/>. The format is that of
/// flatbuffers/flexbuffers.h: offsets count backwards, a byte per value has its type and, in the two lowest bits, its width.
/// </remarks>
internal sealed partial class FlexBuffer
{
    private const int MaxDepth = 32;

    private readonly ReadOnlyMemory<byte> _bytes;

    // Parts may be shared, which hostile bytes can multiply.
    private int _remaining;

    private FlexBuffer(ReadOnlyMemory<byte> bytes) => (_bytes, _remaining) = (bytes, Math.Max(64, bytes.Length * 2));

    private enum FlexType
    {
        Null, Int, UInt, Float, Key, String, IndirectInt, IndirectUInt, IndirectFloat, Map, Vector, VectorInt, VectorUInt, VectorFloat, VectorKey,
        VectorString, VectorInt2, VectorUInt2, VectorFloat2, VectorInt3, VectorUInt3, VectorFloat3, VectorInt4, VectorUInt4, VectorFloat4, Blob, Bool,
        VectorBool = 36,
    }

    /// <summary>The root value; false, with what is wrong in words, where the bytes are no FlexBuffer.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, out object? root, out string fault)
    {
        (root, fault) = (null, "");
        try
        {
            root = new FlexBuffer(bytes).Root();
            return true;
        }
        catch (InvalidDataException damage)
        {
            fault = damage.Message;
            return false;
        }
    }

    private object? Root()
    {
        int length = _bytes.Length;
        if (length < 3)
        {
            throw new InvalidDataException("they are too short");
        }
        int width = Width(_bytes.Span[length - 1]);
        return Value(length - 2 - width, width, _bytes.Span[length - 2], 0);
    }

    // The value whose slot, of so many bytes, is at this place.
    private object? Value(long slot, int slotWidth, byte packed, int depth)
    {
        if (depth > MaxDepth || --_remaining < 0)
        {
            throw new InvalidDataException("values are nested or repeated beyond reason");
        }
        (var type, int width) = ((FlexType)(packed >> 2), 1 << (packed & 3));
        if (type is FlexType.Null or FlexType.Int or FlexType.UInt or FlexType.Float or FlexType.Bool)
        {
            return Scalar(type, slot, slotWidth);
        }
        long at = slot - Length(slot, slotWidth);
        return type switch
        {
            FlexType.IndirectInt => Scalar(FlexType.Int, at, width),
            FlexType.IndirectUInt => Scalar(FlexType.UInt, at, width),
            FlexType.IndirectFloat => Scalar(FlexType.Float, at, width),
            FlexType.Key => Key(at),
            FlexType.String => Text(Slice(at, Length(at - width, width))),
            FlexType.Blob => Slice(at, Length(at - width, width)).ToArray(),
            FlexType.Vector => Vector(at, width, depth),
            FlexType.Map => Map(at, width, depth),
            FlexType.VectorKey => Strings(at, width, FlexType.Key, depth),
            FlexType.VectorString => Strings(at, width, FlexType.String, depth),
            FlexType.VectorInt or FlexType.VectorUInt or FlexType.VectorFloat =>
                Scalars(type - FlexType.VectorInt + FlexType.Int, at, width, Length(at - width, width)),
            FlexType.VectorBool => Scalars(FlexType.Bool, at, width, Length(at - width, width)),
            >= FlexType.VectorInt2 and <= FlexType.VectorFloat4 =>
                Scalars(((type - FlexType.VectorInt2) % 3) + FlexType.Int, at, width, ((type - FlexType.VectorInt2) / 3) + 2),
            _ => throw new InvalidDataException($"a value is of type {(int)type}, which there is not"),
        };
    }

    private object? Scalar(FlexType type, long at, int width) => type switch
    {
        FlexType.Int => Integer(at, width),
        FlexType.UInt => Length(at, width),
        FlexType.Float => Float(at, width),
        FlexType.Bool => Length(at, width) != 0,
        _ => null,
    };

    private object Scalars(FlexType type, long at, int width, long count)
    {
        Slice(at, Total(count, width));
        IEnumerable<object?> all = Enumerable.Range(0, (int)count).Select(i => Scalar(type, at + ((long)i * width), width));
        return type switch
        {
            FlexType.Float => all.Cast<double>().ToArray(),
            FlexType.Bool => all.Cast<bool>().ToArray(),
            _ => all.Cast<long>().ToArray(),
        };
    }

    private string[] Strings(long at, int width, FlexType type, int depth)
    {
        long count = Length(at - width, width);
        Slice(at, Total(count, width));
        // The lengths of such strings have one byte each.
        object? Text(int i) => Value(at + ((long)i * width), width, (byte)((int)type << 2), depth + 1);
        return [.. Enumerable.Range(0, (int)count).Select(i => Text(i) as string ?? throw new InvalidDataException("a string is not UTF-8"))];
    }

    private object?[] Vector(long at, int width, int depth)
    {
        long count = Length(at - width, width);
        ReadOnlyMemory<byte> types = Memory(at + Math.Min(Total(count, width), int.MaxValue), count);
        return [.. Enumerable.Range(0, (int)count).Select(i => Value(at + ((long)i * width), width, types.Span[i], depth + 1))];
    }

    // A vector, with the keys' vector and the width of its slots in front of it.
    private FlexMap Map(long at, int width, int depth)
    {
        long slot = at - (3L * width);
        int keyWidth = (int)Length(slot + width, width);
        if (keyWidth is not (1 or 2 or 4 or 8))
        {
            throw new InvalidDataException("the names of a map are damaged");
        }
        string[] keys = Strings(slot - Length(slot, width), keyWidth, FlexType.Key, depth);
        object?[] values = Vector(at, width, depth);
        var map = new FlexMap();
        for (int i = 0; i < Math.Min(keys.Length, values.Length); i++)
        {
            map[keys[i]] = values[i];
        }
        return map;
    }

    private static object Text(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : bytes.ToArray();

    private string Key(long at)
    {
        ReadOnlySpan<byte> rest = Slice(at, Math.Max(0, _bytes.Length - at));
        int end = rest.IndexOf((byte)0);
        return end >= 0 ? Encoding.UTF8.GetString(rest[..end]) : throw new InvalidDataException("a name has no end");
    }
}

/// <summary>A map of a FlexBuffer, by its keys.</summary>
internal sealed class FlexMap : SortedDictionary<string, object?>
{
    public FlexMap()
        : base(StringComparer.Ordinal)
    {
    }
}
