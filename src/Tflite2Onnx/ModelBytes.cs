using System.Runtime.InteropServices;

namespace Tflite2Onnx;

/// <summary>Brings a model into memory: one array, read once.</summary>
internal static class ModelBytes
{
    /// <summary>The file's bytes, or null when it cannot be read.</summary>
    public static byte[]? TryRead(string path, DiagnosticBag log)
    {
        try
        {
            long length = new FileInfo(path).Length;
            if (length <= Array.MaxLength)
            {
                return File.ReadAllBytes(path);
            }
            log.Add(Descriptors.TooLarge, length, Array.MaxLength);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            log.Add(Descriptors.CannotRead, failure is FileNotFoundException or DirectoryNotFoundException ? "there is no such file." : failure.Message);
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
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            log.Add(Descriptors.CannotRead, failure.Message);
            return null;
        }
    }

    /// <summary>The array behind the memory, or a copy where the memory is only part of one: offsets in the file count from its start.</summary>
    public static byte[] Of(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out ArraySegment<byte> segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array : memory.ToArray();
}
