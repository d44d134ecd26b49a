using System.IO.Compression;
using Google.FlatBuffers;

namespace Tflite2Onnx.Tflite;

/// <summary>The gate of the reader: tells what is no TFLite file, and has every offset of one that is checked before anything is read.</summary>
internal static class ModelFile
{
    private const string Identifier = "TFL3";

    public static Model? Verify(byte[] file, DiagnosticBag log)
    {
        if (Foreign(file) is { } what)
        {
            log.Add(Descriptors.NotTflite, what);
            return null;
        }
        var verifier = new FlatVerifier(file);
        if (verifier.Root<Model>() is { } root)
        {
            return Model.At(new ByteBuffer(file), root);
        }
        log.Add(Descriptors.Damaged, verifier.Fault);
        return null;
    }

    // What a file that is no TFLite model is instead, in words; null for one that may be a model.
    private static string? Foreign(byte[] file)
    {
        if (file.Length == 0)
        {
            return "the file is empty";
        }
        if (file.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            return $"it is a zip archive{Entries(file)}";
        }
        if (file.Length < 8 || !file.AsSpan(4, 4).SequenceEqual("TFL3"u8))
        {
            return Recognized(file) ?? $"it does not carry the identifier {Identifier}";
        }
        return null;
    }

    private static string? Recognized(ReadOnlySpan<byte> file) =>
        file.Length >= 8 && file.Slice(4, 4).SequenceEqual("ORTM"u8) ? "it is an ONNX Runtime (ORT) model"
        : file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F'])
            ? "it is an HDF5 file, probably a Keras model; convert that to TensorFlow Lite first"
        : file.StartsWith("version https://git-lfs"u8) ? "it is a Git LFS pointer; fetch the file itself with 'git lfs pull'"
        : file.StartsWith((ReadOnlySpan<byte>)[0x08]) && file.Length > 2 && file[2] is 0x12 or 0x3A ? "it looks like an ONNX model already"
        : IsText(file) ? "it is a text file"
        : null;

    private static bool IsText(ReadOnlySpan<byte> file) => file[..Math.Min(file.Length, 512)].IndexOfAnyExceptInRange((byte)9, (byte)126) < 0;

    private static string Entries(byte[] file)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            string[] models = [.. archive.Entries.Select(e => e.FullName).Where(n => n.EndsWith(".tflite", StringComparison.OrdinalIgnoreCase)).Take(5)];
            return models.Length == 0 ? "" : $" (a .task bundle?); extract one of its models: {string.Join(", ", models)}";
        }
        catch (InvalidDataException)
        {
            return ", and a damaged one";
        }
    }
}
