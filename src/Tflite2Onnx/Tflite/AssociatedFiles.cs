using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Tflite2Onnx.Tflite;

/// <summary>
/// Files that travel with a model (labels, vocabularies) in a zip archive behind it. Archives may be hostile: an entry is taken only when it
/// has the plain name of a file, and no more bytes are unpacked than a model of that kind can need, whatever the archive says of their number.
/// </summary>
internal static class AssociatedFiles
{
    private const int MaxFiles = 256;
    private const int MaxBytes = 64 << 20;
    private const int EndRecord = 22;

    // What one of the systems forbids in names, or gives a meaning.
    private const string Forbidden = "/\\:*?\"<>|";

    /// <summary>The files, in the archive's order; a warning for each that is left out.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes)> Read(byte[] model, DiagnosticBag log)
    {
        var files = new List<(string Name, byte[] Bytes)>();
        if (Start(model) is not { } start)
        {
            return files;
        }
        try
        {
            using var archive = new ZipArchive(new MemoryStream(model, start, model.Length - start, writable: false), ZipArchiveMode.Read);
            int left = MaxBytes;
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                if (WhyNot(entry, files) is { } reason)
                {
                    log.Add(Descriptors.FileLeftOut, Printable(entry.FullName), reason);
                }
                else if (Bytes(entry, left) is { } bytes)
                {
                    files.Add((entry.FullName, bytes));
                    left -= bytes.Length;
                }
                else
                {
                    log.Add(Descriptors.FileLeftOut, Printable(entry.FullName), $"the files would have more than {MaxBytes} bytes together");
                }
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            log.Add(Descriptors.FileLeftOut, "the rest of the archive", failure.Message);
        }
        return files;
    }

    /// <summary>The lines of a file of labels, without empty ones at its end; none when there is no such file.</summary>
    public static string[] Lines(IReadOnlyList<(string Name, byte[] Bytes)> files, string name)
    {
        byte[] bytes = files.FirstOrDefault(f => f.Name == name).Bytes ?? [];
        string text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd('\n');
        return text.Length > 0 ? text.Split('\n') : [];
    }

    // Offsets count from the archive's start or from the file's, as the program had it that appended the archive.
    private static int? Start(byte[] model)
    {
        int end = model.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end > model.Length - EndRecord)
        {
            return null;
        }
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(model.AsSpan(end + 12));
        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(model.AsSpan(end + 16));
        long start = end - (long)size - offset;
        return start is >= 0 and <= int.MaxValue ? (int)start : null;
    }

    private static string? WhyNot(ZipArchiveEntry entry, List<(string Name, byte[] Bytes)> files)
    {
        string name = entry.FullName;
        bool isPlain = name.Length is > 0 and <= 128 && name.All(c => !char.IsControl(c) && !Forbidden.Contains(c, StringComparison.Ordinal))
            && name[0] is not ('.' or ' ') && name[^1] is not ('.' or ' ');
        return !isPlain ? "it has no plain file name"
            : files.Count == MaxFiles ? $"there are more than {MaxFiles}"
            : files.Any(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ? "there is another of that name"
            : null;
    }

    // Counts what comes out: the length in the archive may be a lie.
    private static byte[]? Bytes(ZipArchiveEntry entry, int limit)
    {
        using Stream unpacked = entry.Open();
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int read = unpacked.Read(buffer); read > 0; read = unpacked.Read(buffer))
        {
            if (bytes.Length + read > limit)
            {
                return null;
            }
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }

    private static string Printable(string name) => new([.. name.Take(128).Select(c => char.IsControl(c) ? '?' : c)]);
}
