using System.IO.Compression;
using Google.FlatBuffers;
using Tflite2Onnx.Tflite.MetadataTables;

namespace Tflite2Onnx.Testing;

/// <summary>Writes what authors say of their models, and the files that travel with them.</summary>
internal static class NotedModels
{
    /// <summary>The metadata as a FlatBuffer of its own.</summary>
    public static byte[] Pack(ModelMetadataT metadata)
    {
        var builder = new FlatBufferBuilder(256);
        builder.Finish(metadata.Pack(builder), MetadataTablesFile.Identifier);
        return builder.SizedByteArray();
    }

    /// <summary>An image that is to be normalized.</summary>
    public static TensorMetadataT Image(float[] mean, float[] std) => new()
    {
        Name = "image",
        Description = "What to look at",
        Content = new ContentT { ContentProperties = new ImagePropertiesT { ColorSpace = ColorSpaceType.RGB } },
        ProcessUnits = [new ProcessUnitT { Options = new NormalizationOptionsT { Mean = mean, Std = std } }],
        Stats = new StatsT { Min = [0f], Max = [255f] },
    };

    /// <summary>Scores, with the file that names them.</summary>
    public static TensorMetadataT Scores(string labels) => new()
    {
        Name = "scores",
        AssociatedFiles = [new AssociatedFileT { Name = labels, Type = AssociatedFileType.TENSOR_VALUE_LABELS }],
    };

    /// <summary>The model with an archive of files behind it; offsets in the archive count from its own start, or from the model's.</summary>
    public static byte[] WithFiles(byte[] model, (string Name, byte[] Bytes)[] files, bool fromModel = false)
    {
        using var file = new MemoryStream();
        file.Write(model);
        using var archived = fromModel ? file : new MemoryStream();
        using (var archive = new ZipArchive(archived, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in files)
            {
                ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
                // The time of writing would make other bytes of the same files.
                entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using Stream content = entry.Open();
                content.Write(bytes);
            }
        }
        return fromModel ? file.ToArray() : [.. model, .. archived.ToArray()];
    }
}
