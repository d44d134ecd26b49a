using System.Formats.Tar;

namespace Tflite2Onnx;

/// <summary>What a path leads to, found out without opening it: to open a pipe is to wait for its other end.</summary>
/// <param name="Path">The full path behind all symbolic links, where there may be nothing yet.</param>
/// <param name="Kind">What is there, in words, when it is anything but a regular file; null for one, and for nothing.</param>
/// <param name="IsLink">Whether the path as it was given is a symbolic link.</param>
/// <param name="IsOpen">Whether it leads to what a process has open, such as <c>/dev/stdout</c>; the path is then the one that was given.</param>
internal sealed record FilePlace(string Path, string? Kind, bool IsLink, bool IsOpen)
{
    /// <summary>Looks.</summary>
    /// <exception cref="IOException">Links lead round in circles.</exception>
    public static FilePlace Of(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        if (new FileInfo(full).LinkTarget is null)
        {
            return new FilePlace(full, KindOf(full), false, false);
        }
        string target = File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
        string? kind = KindOf(target);
        return !IsIn(full, "/dev/") && !IsIn(full, "/proc/") && !IsIn(target, "/proc/") ? new FilePlace(target, kind, true, false)
            : new FilePlace(full, kind ?? (File.Exists(target) ? null : "an open stream"), true, true);
    }

    private static string? KindOf(string path)
    {
        if (Directory.Exists(path))
        {
            return "a folder";
        }
        if (OperatingSystem.IsWindows())
        {
            return IsIn(path, @"\\.\") ? "a device" : null;
        }
        // Nothing else has a length.
        return new FileInfo(path) is { Exists: true, Length: 0 } ? KindOfEmpty(path) : null;
    }

    // .NET tells kinds of files apart only where it archives them.
    private static string? KindOfEmpty(string path)
    {
        using var archive = new MemoryStream();
        try
        {
            using var writer = new TarWriter(archive, leaveOpen: true);
            writer.WriteEntry(path, "entry");
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
        catch (IOException)
        {
            return "a socket";
        }
        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()!.EntryType switch
        {
            TarEntryType.Fifo => "a pipe",
            TarEntryType.CharacterDevice or TarEntryType.BlockDevice => "a device",
            _ => null,
        };
    }

    private static bool IsIn(string path, string folder) => path.StartsWith(folder, StringComparison.Ordinal);
}
