namespace Tflite2Onnx.Graphs;

/// <summary>Element types, with ONNX's numbers.</summary>
internal enum ElementType
{
    Undefined = 0,
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    UInt16 = 4,
    Int16 = 5,
    Int32 = 6,
    Int64 = 7,
    String = 8,
    Bool = 9,
    Float16 = 10,
    Double = 11,
    UInt32 = 12,
    UInt64 = 13,
    Complex64 = 14,
    Complex128 = 15,
    BFloat16 = 16,
    Float8E4M3FN = 17,
    Float8E5M2 = 19,
    UInt4 = 21,
    Int4 = 22,
    UInt2 = 25,
    Int2 = 26,
}

/// <summary>Facts of the element types.</summary>
internal static class ElementTypes
{
    /// <summary>Above all of ONNX's numbers.</summary>
    public const int Limit = 32;

    /// <summary>
    /// Bits of one element; below 8, elements are packed into bytes, the first in the lowest bits (TFLite and ONNX agree). 0 for strings
    /// and Undefined.
    /// </summary>
    public static int Bits(this ElementType type) => type switch
    {
        ElementType.Int2 or ElementType.UInt2 => 2,
        ElementType.Int4 or ElementType.UInt4 => 4,
        ElementType.Int8 or ElementType.UInt8 or ElementType.Bool or ElementType.Float8E4M3FN or ElementType.Float8E5M2 => 8,
        ElementType.Int16 or ElementType.UInt16 or ElementType.Float16 or ElementType.BFloat16 => 16,
        ElementType.Int32 or ElementType.UInt32 or ElementType.Float => 32,
        ElementType.Int64 or ElementType.UInt64 or ElementType.Double or ElementType.Complex64 => 64,
        ElementType.Complex128 => 128,
        _ => 0,
    };

    public static bool IsFloat(this ElementType type) => type is ElementType.Float or ElementType.Float16 or ElementType.BFloat16 or ElementType.Double;

    public static bool IsUnsigned(this ElementType type) =>
        type is ElementType.UInt2 or ElementType.UInt4 or ElementType.UInt8 or ElementType.UInt16 or ElementType.UInt32 or ElementType.UInt64;

    /// <summary>The whole numbers an integer type of at most 32 bits holds.</summary>
    public static (long Lowest, long Highest) Range(this ElementType type) =>
        type.IsUnsigned() ? (0, (1L << type.Bits()) - 1) : (-(1L << (type.Bits() - 1)), (1L << (type.Bits() - 1)) - 1);

    /// <summary>Elements of a shape without unknown dimensions; -1 when that is more than fits.</summary>
    public static long Count(ReadOnlySpan<int> shape)
    {
        long count = 1;
        foreach (int dimension in shape)
        {
            count = dimension == 0 ? 0 : Math.Abs(count) > int.MaxValue ? -1 : count * dimension;
        }
        return shape.Contains(0) ? 0 : count;
    }

    /// <summary>Bytes of a tensor of that type and shape; -1 when that is more than fits.</summary>
    public static long ByteCount(ElementType type, ReadOnlySpan<int> shape) => Count(shape) is >= 0 and long count ? ((count * type.Bits()) + 7) / 8 : -1;

    /// <summary>Bytes of a tensor whose dimensions are at least 1; those that only a run decides count as that, and an unknown shape as one element.</summary>
    public static long LeastBytes(ElementType type, int[]? shape) =>
        Math.Max(1, ByteCount(type, [.. (shape ?? []).Select(dimension => Math.Max(dimension, 1))]));
}
