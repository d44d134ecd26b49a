using System.Buffers.Binary;
using System.Text;

namespace Tflite2Onnx.Tflite;

/// <summary>
/// The directory of the zip archive behind a model, read without unpacking anything; every number in it is held against the file (APPNOTE.TXT 4.3 and
/// 4.4 have the records). .NET's own reader does not tell where an entry's bytes are, and so not whether entries share them.
/// </summary>
internal static class ZipDirectory
{
    private const int EndRecord = 22;
    private const int EntryRecord = 46;
    private const int LocalRecord = 30;
    private const int LongestComment = ushort.MaxValue;

    /// <summary>An entry as its record has it. The packed bytes are null where it is none of what is unpacked here, and <c>Oddity</c> says why.</summary>
    public sealed record Entry(string Name, ArraySegment<byte> Packed, long Length, bool IsDeflated, string? Oddity);

    /// <summary>The entries, in the archive's order; none where there is no archive.</summary>
    /// <param name="model">The file.</param>
    /// <param name="most">How many entries there may be.</param>
    /// <exception cref="InvalidDataException">The directory contradicts itself or the file.</exception>
    public static List<Entry> Read(byte[] model, int most)
    {
        int from = Math.Max(0, model.Length - EndRecord - LongestComment);
        int end = from + model.AsSpan(from).LastIndexOf("PK\u0005\u0006"u8);
        if (end < from || end > model.Length - EndRecord)
        {
            return [];
        }
        (int count, long size, long offset) = (Short(model, end + 10), Long(model, end + 12), Long(model, end + 16));
        if (count == ushort.MaxValue || size == uint.MaxValue || offset == uint.MaxValue)
        {
            throw new InvalidDataException("it is of the kind for more than 4 GB");
        }
        // Offsets count from the archive's start or from the file's, as the program had it that appended the archive.
        long at = end - size, start = at - offset;
        if (start < 0 || (count > 0 && !IsRecord(model, at, end, EntryRecord, "PK\u0001\u0002"u8)))
        {
            return [];
        }
        if (count > most)
        {
            throw new InvalidDataException($"it has {count} entries, and {most} are read at most");
        }
        return Entries(model, count, at, end, start);
    }

    private static List<Entry> Entries(byte[] model, int count, long at, int end, long start)
    {
        var entries = new List<Entry>(count);
        long directory = at;
        for (int i = 0; i < count; i++)
        {
            if (!IsRecord(model, at, end, EntryRecord, "PK\u0001\u0002"u8))
            {
                throw new InvalidDataException($"its directory ends after {i} of {count} entries");
            }
            int record = (int)at, name = Short(model, record + 28);
            at += EntryRecord + name + Short(model, record + 30) + Short(model, record + 32);
            if (at > end)
            {
                throw new InvalidDataException($"entry {i} of its directory is cut off");
            }
            entries.Add(Of(model, record, Encoding.UTF8.GetString(model, record + EntryRecord, name), start, directory));
        }
        if (at != end)
        {
            throw new InvalidDataException($"its directory has more than the {count} entries it counts");
        }
        int reached = 0;
        foreach (Entry entry in entries.OrderBy(entry => entry.Packed.Offset))
        {
            if (entry.Packed.Offset < reached)
            {
                throw new InvalidDataException("its entries overlap");
            }
            reached = entry.Packed.Offset + entry.Packed.Count;
        }
        return entries;
    }

    private static Entry Of(byte[] model, int record, string name, long start, long directory)
    {
        (int flags, int method, long packed, long length) =
            (Short(model, record + 8), Short(model, record + 10), Long(model, record + 20), Long(model, record + 24));
        long local = start + Long(model, record + 42);
        if (!IsRecord(model, local, directory, LocalRecord, "PK\u0003\u0004"u8))
        {
            throw new InvalidDataException("there is no entry where its directory has one");
        }
        long bytes = local + LocalRecord + Short(model, (int)local + 26) + Short(model, (int)local + 28);
        if (packed > directory - bytes)
        {
            throw new InvalidDataException("an entry has more bytes than the archive");
        }
        string? oddity = (flags & 1) != 0 ? "it is encrypted"
            : method is not (0 or 8) ? Invariant($"it is packed in a way that is not known here ({method})")
            : method == 0 && packed != length ? "its lengths contradict each other" : null;
        return new Entry(name, new(model, (int)bytes, (int)packed), length, method == 8, oddity);
    }

    private static bool IsRecord(byte[] model, long at, long end, int length, ReadOnlySpan<byte> signature) =>
        at >= 0 && at <= end - length && model.AsSpan((int)at).StartsWith(signature);

    private static int Short(byte[] model, int at) => BinaryPrimitives.ReadUInt16LittleEndian(model.AsSpan(at));

    private static long Long(byte[] model, int at) => BinaryPrimitives.ReadUInt32LittleEndian(model.AsSpan(at));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
