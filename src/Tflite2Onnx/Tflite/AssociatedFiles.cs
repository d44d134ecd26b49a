using System.Text;

namespace Tflite2Onnx.Tflite;

/// <summary>
/// Files that travel with a model (labels, vocabularies) in a zip archive behind it. Archives may be hostile: an entry is taken only when it
/// has the plain name of a file, and what all of them would be is bounded before anything is unpacked.
/// </summary>
internal static class AssociatedFiles
{
    private const int MaxFiles = 256;
    private const int MaxBytes = 64 << 20;

    // Labels pack well, to a tenth or less; what gets a hundred times as long does so on purpose. Small files are let off.
    private const int MaxRatio = 100;
    private const int SmallFile = 1 << 20;

    // What one of the systems forbids in names, or gives a meaning.
    private const string Forbidden = "/\\:*?\"<>|";

    /// <summary>The files, in the archive's order and still packed; a warning for each that is left out.</summary>
    public static IReadOnlyList<PackedFile> Read(byte[] model, DiagnosticBag log)
    {
        var files = new List<PackedFile>();
        try
        {
            int left = MaxBytes;
            foreach (ZipDirectory.Entry entry in ZipDirectory.Read(model, MaxFiles))
            {
                if (WhyNot(entry, left, files) is { } reason)
                {
                    log.Add(Descriptors.FileLeftOut, entry.Name, reason);
                }
                else
                {
                    files.Add(new PackedFile(entry.Name, entry.Packed, (int)entry.Length, entry.IsDeflated));
                    left -= (int)entry.Length;
                }
            }
        }
        catch (InvalidDataException damage)
        {
            log.Add(Descriptors.ArchiveLeftOut, damage.Message);
        }
        return files;
    }

    /// <summary>The lines of a file of labels, without empty ones at its end; none when there is no such file, or it has more bytes than are wanted.</summary>
    public static string[] Lines(IReadOnlyList<PackedFile> files, string name, int mostBytes)
    {
        byte[] bytes = files.FirstOrDefault(file => file.Name == name && file.Length <= mostBytes)?.Unpack(new DiagnosticBag()) ?? [];
        string text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd('\n');
        return text.Length > 0 ? text.Split('\n') : [];
    }

    private static string? WhyNot(ZipDirectory.Entry entry, int left, List<PackedFile> files)
    {
        string name = entry.Name;
        bool isPlain = name.Length is > 0 and <= 128 && name.All(c => !char.IsControl(c) && !Forbidden.Contains(c, StringComparison.Ordinal))
            && name[0] is not ('.' or ' ') && name[^1] is not ('.' or ' ');
        return !isPlain ? "it has no plain file name"
            : entry.Oddity is { } oddity ? oddity
            : entry.Length > SmallFile && entry.Length / MaxRatio > entry.Packed.Count ? $"it would unpack to more than {MaxRatio} times its size"
            : entry.Length > left ? $"the files would have more than {MaxBytes} bytes together"
            : files.Any(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ? "there is another of that name"
            : null;
    }
}
