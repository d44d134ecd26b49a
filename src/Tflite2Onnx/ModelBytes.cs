using System.Runtime.InteropServices;

namespace Tflite2Onnx;

/// <summary>Brings a model into memory: one array, read once.</summary>
internal static class ModelBytes
{
    /// <summary>The file's bytes, or null when it cannot be read. What is no regular file is not even opened, because that could wait for ever.</summary>
    public static byte[]? TryRead(string path, DiagnosticBag log)
    {
        try
        {
            FilePlace place = FilePlace.Of(path);
            var file = new FileInfo(place.Path);
            if (place.Kind is { } kind)
            {
                log.Add(Descriptors.NotAFile, kind);
            }
            else if (!file.Exists)
            {
                log.Add(Descriptors.CannotRead, place.IsLink ? $"it is a link to '{place.Path}', and there is no such file." : "there is no such file.");
            }
            else if (file.Length > Array.MaxLength)
            {
                log.Add(Descriptors.TooLarge, file.Length, Array.MaxLength);
            }
            else
            {
                return File.ReadAllBytes(place.Path);
            }
        }
        catch (Exception failure) when (IsOfReading(failure))
        {
            log.Add(Descriptors.CannotRead, failure.Message);
        }
        return null;
    }

    /// <summary>The stream's bytes from where it stands to its end, or null when it cannot be read.</summary>
    public static byte[]? TryRead(Stream stream, DiagnosticBag log)
    {
        try
        {
            using var memory = new MemoryStream(stream.CanSeek ? (int)Math.Min(stream.Length - stream.Position, Array.MaxLength) : 0);
            stream.CopyTo(memory);
            return memory.Capacity == memory.Length ? memory.GetBuffer() : memory.ToArray();
        }
        catch (Exception failure) when (IsOfReading(failure))
        {
            log.Add(Descriptors.CannotRead, failure.Message);
            return null;
        }
    }

    /// <summary>The array behind the memory, or a copy where the memory is only part of one: offsets in the file count from its start.</summary>
    public static byte[] Of(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out ArraySegment<byte> segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array : memory.ToArray();

    // Memory is what a file of two gigabytes may not find.
    private static bool IsOfReading(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or OutOfMemoryException;
}
