using Google.FlatBuffers;

namespace Tflite2Onnx.Tflite;

/// <summary>A table of the file as the schema generator writes it: a view that copies nothing.</summary>
internal interface IFlatTable<TSelf>
    where TSelf : struct, IFlatTable<TSelf>
{
    static abstract TSelf At(ByteBuffer buffer, int at);

    static abstract bool Verify(FlatVerifier verifier, int at);
}

/// <summary>Reads fields of a verified table; a field the file leaves out has the schema's default.</summary>
internal static class FlatTable
{
    // A table of four bytes whose vtable (in front of it) has no fields.
    private static readonly ByteBuffer NoFields = new([4, 0, 4, 0, 4, 0, 0, 0]);

    /// <summary>The table that has every default.</summary>
    public static T Empty<T>()
        where T : struct, IFlatTable<T> => T.At(NoFields, 4);

    public static bool Bool(this Table table, int entry, bool value = false) => At(table, entry) is > 0 and int at ? table.bb.Get(at) != 0 : value;
    public static sbyte Sbyte(this Table table, int entry, sbyte value = 0) => At(table, entry) is > 0 and int at ? table.bb.GetSbyte(at) : value;
    public static byte Byte(this Table table, int entry, byte value = 0) => At(table, entry) is > 0 and int at ? table.bb.Get(at) : value;
    public static int Int(this Table table, int entry, int value = 0) => At(table, entry) is > 0 and int at ? table.bb.GetInt(at) : value;
    public static uint Uint(this Table table, int entry, uint value = 0) => At(table, entry) is > 0 and int at ? table.bb.GetUint(at) : value;
    public static long Long(this Table table, int entry, long value = 0) => At(table, entry) is > 0 and int at ? table.bb.GetLong(at) : value;
    public static ulong Ulong(this Table table, int entry, ulong value = 0) => At(table, entry) is > 0 and int at ? table.bb.GetUlong(at) : value;
    public static float Float(this Table table, int entry, float value = 0) => At(table, entry) is > 0 and int at ? table.bb.GetFloat(at) : value;

    public static string? String(this Table table, int entry) => At(table, entry) is > 0 and int at ? table.__string(at) : null;

    public static string[] Strings(this Table table, int entry)
    {
        int start = table.__offset(entry) is > 0 and int at ? table.__vector(at) : 0;
        return start == 0 ? [] : [.. Enumerable.Range(0, table.__vector_len(table.__offset(entry))).Select(i => table.__string(start + (4 * i)))];
    }

    public static T? Table<T>(this Table table, int entry)
        where T : struct, IFlatTable<T> => At(table, entry) is > 0 and int at ? T.At(table.bb, table.__indirect(at)) : null;

    public static T[] Array<T>(this Table table, int entry)
        where T : struct => table.__vector_as_array<T>(entry) ?? [];

    public static ArraySegment<byte> Bytes(this Table table, int entry) => table.__vector_as_arraysegment(entry) ?? ArraySegment<byte>.Empty;

    public static FlatVector<T> Tables<T>(this Table table, int entry)
        where T : struct, IFlatTable<T> => table.__offset(entry) is > 0 and int at ? new(table.bb, table.__vector(at), table.__vector_len(at)) : default;

    // Where the field stands in the buffer; 0 when the file leaves it out.
    private static int At(Table table, int entry) => table.__offset(entry) is > 0 and int at ? table.bb_pos + at : 0;
}

/// <summary>A vector of tables.</summary>
internal readonly struct FlatVector<T>(ByteBuffer buffer, int start, int count)
    where T : struct, IFlatTable<T>
{
    public int Count => count;

    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)count);
            int at = start + (4 * index);
            return T.At(buffer, at + buffer.GetInt(at));
        }
    }
}
