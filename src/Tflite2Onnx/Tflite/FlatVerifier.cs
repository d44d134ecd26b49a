using System.Buffers.Binary;

namespace Tflite2Onnx.Tflite;

/// <summary>
/// Checks that every offset and length of a FlatBuffer stays inside of it, so that nothing read later can leave the file. (The verifier of
/// Google.FlatBuffers for C# takes a vtable's position for 16 bits and passes whatever lies beyond the first 32 KiB.)
/// </summary>
internal sealed class FlatVerifier(byte[] file)
{
    private const int MaxDepth = 64;

    // Tables may be shared, which a hostile file can multiply. An honest one has fewer tables than pairs of bytes.
    private readonly int _maxTables = Math.Max(1000, file.Length / 2);

    // So may lists and strings, of which the reader makes a copy for each table that has one. In an honest file they are no longer than it.
    private readonly long _maxBytes = Math.Max(1 << 20, 16L * file.Length);

    private int _depth;
    private int _tables;
    private long _bytes;

    /// <summary>The first thing that is wrong, in words; null while all is well.</summary>
    public string? Fault { get; private set; }

    /// <summary>Checks a file whose root table is <typeparamref name="TRoot"/>; gives the table's position when all of it is sound.</summary>
    public int? Root<TRoot>()
        where TRoot : struct, IFlatTable<TRoot> => Follow(0) is { } root && TRoot.Verify(this, root) ? root : null;

    /// <summary>Opens a table: it and its vtable lie in the file.</summary>
    public bool Start(int at)
    {
        if (++_depth > MaxDepth || ++_tables > _maxTables)
        {
            return Fail(at, "tables are nested or repeated beyond reason");
        }
        if (at < 0 || at > file.Length - 4)
        {
            return Fail(at, "a table lies outside of the file");
        }
        long vtable = (long)at - Int(at);
        if (vtable < 0 || vtable > file.Length - 4)
        {
            return Fail(at, "a table's field list lies outside of the file");
        }
        (int size, int inline) = (Ushort((int)vtable), Ushort((int)vtable + 2));
        bool isInside = vtable + size <= file.Length && (long)at + inline <= file.Length;
        return (isInside && size >= 4 && size % 2 == 0 && inline >= 4) || Fail(at, "a table or its field list is cut off");
    }

    /// <summary>Closes the table opened last.</summary>
    public bool End()
    {
        _depth--;
        return true;
    }

    public bool Scalar(int table, int entry, int width)
    {
        int offset = Offset(table, entry);
        return offset == 0 || (offset >= 4 && offset + width <= Ushort(table - Int(table) + 2)) || Fail(table, "a field lies outside of its table");
    }

    /// <summary>A vector, or a string, whose elements have <paramref name="width"/> bytes.</summary>
    public bool Vector(int table, int entry, int width) => Offset(table, entry) == 0 || VectorAt(table, entry, width) is not null;

    public bool Tables<T>(int table, int entry)
        where T : struct, IFlatTable<T> => Each(table, entry, item => T.Verify(this, item));

    public bool Strings(int table, int entry) => Each(table, entry, start => IsInside(start, 1));

    public bool Table<T>(int table, int entry)
        where T : struct, IFlatTable<T> => Offset(table, entry) == 0 || (Target(table, entry) is { } target && T.Verify(this, target));

    /// <summary>A union: its tag, in the entry before, says which table it is.</summary>
    public bool Union(int table, int entry, Func<FlatVerifier, byte, int, bool> verify)
    {
        if (!Scalar(table, entry - 2, 1))
        {
            return false;
        }
        int tag = Offset(table, entry - 2);
        if (tag == 0 || Offset(table, entry) == 0)
        {
            return true;
        }
        return Target(table, entry) is { } target && verify(this, file[table + tag], target);
    }

    // Every element of a vector of offsets.
    private bool Each(int table, int entry, Func<int, bool> verify)
    {
        if (Offset(table, entry) == 0)
        {
            return true;
        }
        if (VectorAt(table, entry, 4) is not { } vector)
        {
            return false;
        }
        int count = Int(vector);
        for (int i = 0; i < count; i++)
        {
            if (Follow(vector + 4 + (4 * i)) is not { } item || !verify(item))
            {
                return false;
            }
        }
        return true;
    }

    private int? VectorAt(int table, int entry, int width) => Target(table, entry) is { } vector && IsInside(vector, width) ? vector : null;

    private bool IsInside(int vector, int width)
    {
        long length = vector <= file.Length - 4 ? (uint)Int(vector) * (long)width : long.MaxValue;
        if (length > file.Length - vector - 4)
        {
            return Fail(vector, "a list or string is longer than the file");
        }
        _bytes += length;
        return _bytes <= _maxBytes || Fail(vector, "lists or strings are repeated beyond reason");
    }

    private int? Target(int table, int entry) => Scalar(table, entry, 4) ? Follow(table + Offset(table, entry)) : null;

    private int? Follow(int at)
    {
        long target = at + (long)(uint)Int(at);
        if (target <= file.Length - 4)
        {
            return (int)target;
        }
        Fail(at, "an offset points outside of the file");
        return null;
    }

    // Where a field stands in its table, 0 when it is left out.
    private int Offset(int table, int entry)
    {
        int vtable = table - Int(table);
        return entry < Ushort(vtable) ? Ushort(vtable + entry) : 0;
    }

    private int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));

    private int Ushort(int at) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at));

    private bool Fail(int at, string what)
    {
        Fault ??= $"at byte {at} of {file.Length}, {what}";
        return false;
    }
}
