using System.IO.Compression;

namespace Tflite2Onnx.Tflite;

/// <summary>A file in an archive behind a model, which is not unpacked before somebody asks for its bytes.</summary>
/// <param name="Name">Its name in the archive; no more is known of it than that it is a name and no path.</param>
/// <param name="Packed">The bytes in the archive, as they are packed.</param>
/// <param name="Length">How many bytes they are unpacked.</param>
/// <param name="IsDeflated">Whether they are packed at all.</param>
internal sealed record PackedFile(string Name, ArraySegment<byte> Packed, int Length, bool IsDeflated)
{
    /// <summary>The bytes; null, with a warning, where they are not what the archive says of them.</summary>
    public byte[]? Unpack(DiagnosticBag log)
    {
        try
        {
            if (!IsDeflated)
            {
                return Packed.ToArray();
            }
            using var unpacked = new DeflateStream(new MemoryStream(Packed.Array!, Packed.Offset, Packed.Count, writable: false), CompressionMode.Decompress);
            var bytes = new byte[Length];
            unpacked.ReadExactly(bytes);
            if (unpacked.ReadByte() < 0)
            {
                return bytes;
            }
            log.Add(Descriptors.FileLeftOut, Name, $"it has more than the {Length} bytes that the archive tells of");
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            log.Add(Descriptors.FileLeftOut, Name, "it is damaged");
        }
        return null;
    }
}
