using System.Runtime.InteropServices;

namespace Tflite2Onnx.Graphs;

/// <summary>
/// The value of a constant: type, shape, and bytes that are made when they are asked for. A slice of the model file is passed through;
/// what is permuted or converted is computed each time, so that large weights are never held twice.
/// </summary>
internal sealed class Constant
{
    private readonly Func<ReadOnlyMemory<byte>> _source;
    private readonly int[] _sourceShape;
    private readonly int[]? _perm;

    /// <param name="type">The type of its elements.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="bytes">Makes its elements.</param>
    /// <param name="length">How many bytes that gives; null where it is made to measure.</param>
    public Constant(ElementType type, int[] shape, Func<ReadOnlyMemory<byte>> bytes, long? length = null)
        : this(type, shape, bytes, shape, null, length ?? ElementTypes.ByteCount(type, shape))
    {
    }

    private Constant(ElementType type, int[] shape, Func<ReadOnlyMemory<byte>> source, int[] sourceShape, int[]? perm, long length) =>
        (Type, Shape, _source, _sourceShape, _perm, Length) = (type, shape, source, sourceShape, perm, length);

    public ElementType Type { get; }
    public int[] Shape { get; }
    public long Count => ElementTypes.Count(Shape);
    public long ByteCount => ElementTypes.ByteCount(Type, Shape);

    /// <summary>How many bytes there are, whatever the shape says; the bytes are not made for it.</summary>
    public long Length { get; }

    /// <summary>Which part of the model file the constant is, and how it is turned; null for what is computed.</summary>
    public string? Place => Slice is { } slice && MemoryMarshal.TryGetArray(slice, out ArraySegment<byte> part)
        ? $"{part.Offset}+{part.Count}:{string.Join(',', _sourceShape)}:{string.Join(',', _perm ?? [])}" : null;

    /// <summary>The part of the model file whose elements these are; null for what is computed.</summary>
    private ReadOnlyMemory<byte>? Slice { get; init; }

    /// <summary>The elements of a string constant; null for every other type.</summary>
    public string[]? Strings { get; init; }

    public ReadOnlyMemory<byte> Bytes() => _perm is null ? _source() : Permutation.Apply(_source().Span, _sourceShape, _perm, Type.Bits());

    /// <summary>Writes the elements, put into order on the way.</summary>
    public void WriteTo(Stream stream)
    {
        if (_perm is null)
        {
            stream.Write(_source().Span);
        }
        else
        {
            Permutation.Write(stream, _source().Span, _sourceShape, _perm, Type.Bits());
        }
    }

    public Constant Transposed(int[] perm)
    {
        int[] shape = [.. perm.Select(axis => Shape[axis])];
        if (Strings is { } strings)
        {
            byte[] places = MemoryMarshal.AsBytes(Enumerable.Range(0, strings.Length).ToArray().AsSpan()).ToArray();
            int[] order = MemoryMarshal.Cast<byte, int>(Permutation.Apply(places, Shape, perm, 8 * sizeof(int))).ToArray();
            return new(Type, shape, _source, Length) { Strings = [.. order.Select(place => strings[place])] };
        }
        if (_perm is null)
        {
            return new(Type, shape, _source, Shape, perm, Length) { Slice = Slice };
        }
        // Two permutations in a row are one, unless the axes are other ones by now.
        return _perm.Length == perm.Length && Shape.AsSpan().SequenceEqual([.. _perm.Select(axis => _sourceShape[axis])])
            ? new(Type, shape, _source, _sourceShape, [.. perm.Select(axis => _perm[axis])], Length) { Slice = Slice }
            : new(Type, shape, Bytes, Shape, perm, Length);
    }

    /// <summary>The same elements in the same order under another shape.</summary>
    public Constant Reshaped(int[] shape) =>
        new(Type, shape, _source, _perm is null ? shape : _sourceShape, _perm, Length) { Slice = Slice, Strings = Strings };

    /// <summary>A constant whose elements stand in the model file as they are.</summary>
    public static Constant InFile(ElementType type, int[] shape, ReadOnlyMemory<byte> slice) =>
        new(type, shape, () => slice, slice.Length) { Slice = slice };

    public static Constant Of<T>(ElementType type, int[] shape, params T[] values)
        where T : unmanaged
    {
        byte[] bytes = MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
        return new Constant(type, shape, () => bytes, bytes.Length);
    }

    public bool HoldsIntegers => !Type.IsFloat() && Type.Bits() is > 0 and <= 64
        && Type is not (ElementType.Complex64 or ElementType.Float8E4M3FN or ElementType.Float8E5M2);

    /// <summary>The elements of an integer or boolean constant, in order.</summary>
    public long[] Integers()
    {
        ReadOnlySpan<byte> bytes = Bytes().Span;
        return Type switch
        {
            ElementType.Int64 or ElementType.UInt64 => MemoryMarshal.Cast<byte, long>(bytes).ToArray(),
            ElementType.Int32 => Widen<int>(bytes, v => v),
            ElementType.UInt32 => Widen<uint>(bytes, v => v),
            ElementType.Int16 => Widen<short>(bytes, v => v),
            ElementType.UInt16 => Widen<ushort>(bytes, v => v),
            ElementType.Int8 => Widen<sbyte>(bytes, v => v),
            ElementType.UInt8 or ElementType.Bool => Widen<byte>(bytes, v => v),
            ElementType.Int4 or ElementType.Int2 =>
                [.. Packed.Unpack(bytes, Count, Type.Bits()).Select(v => v < 1 << (Type.Bits() - 1) ? v : (long)v - (1 << Type.Bits()))],
            ElementType.UInt4 or ElementType.UInt2 => [.. Packed.Unpack(bytes, Count, Type.Bits()).Select(v => (long)v)],
            _ => throw new InvalidOperationException($"{Type} does not hold integers"),
        };
    }

    /// <summary>The elements of a float constant, in order.</summary>
    public float[] Floats() => Type switch
    {
        ElementType.Float => MemoryMarshal.Cast<byte, float>(Bytes().Span).ToArray(),
        ElementType.Float16 => [.. MemoryMarshal.Cast<byte, Half>(Bytes().Span).ToArray().Select(h => (float)h)],
        ElementType.BFloat16 => [.. MemoryMarshal.Cast<byte, ushort>(Bytes().Span).ToArray().Select(b => BitConverter.UInt32BitsToSingle((uint)b << 16))],
        _ => throw new InvalidOperationException($"{Type} does not hold floats"),
    };

    private static long[] Widen<T>(ReadOnlySpan<byte> bytes, Func<T, long> widen)
        where T : struct => [.. MemoryMarshal.Cast<byte, T>(bytes).ToArray().Select(widen)];
}
