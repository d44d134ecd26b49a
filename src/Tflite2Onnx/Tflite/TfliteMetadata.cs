using Google.FlatBuffers;
using Tflite2Onnx.Tflite.MetadataTables;

namespace Tflite2Onnx.Tflite;

/// <summary>
/// What a model's author says of it, in the buffer that is called TFLITE_METADATA; every string is empty when it is not given. There is an
/// element for each input and output of the main subgraph, as far as something is said of them.
/// </summary>
internal sealed record TfliteMetadata(
    string Name, string Description, string Version, string Author, string License, TensorNotes[] Inputs, TensorNotes[] Outputs)
{
    private const string BufferName = "TFLITE_METADATA";
    private const string Identifier = "M001";

    /// <summary>Reads it; null when there is none, or, with a warning, when it is damaged.</summary>
    /// <param name="root">The verified model.</param>
    /// <param name="file">Its file.</param>
    /// <param name="subgraph">The main subgraph.</param>
    /// <param name="log">Takes the warning.</param>
    public static TfliteMetadata? Read(Model root, byte[] file, int subgraph, DiagnosticBag log)
    {
        int at = Enumerable.Range(0, root.Metadata.Count).FirstOrDefault(i => root.Metadata[i].Name == BufferName, -1);
        if (at < 0)
        {
            return null;
        }
        if (Bytes(root, file, root.Metadata[at].Buffer) is not { } bytes)
        {
            log.Add(Descriptors.MetadataDamaged, $"it is said to be in buffer {root.Metadata[at].Buffer} of {root.Buffers.Count}, which is not there");
            return null;
        }
        var verifier = new FlatVerifier(bytes);
        if (bytes.Length < 8 || !bytes.AsSpan(4, 4).SequenceEqual("M001"u8))
        {
            log.Add(Descriptors.MetadataDamaged, $"it does not carry the identifier {Identifier}");
            return null;
        }
        if (verifier.Root<ModelMetadata>() is not { } start)
        {
            log.Add(Descriptors.MetadataDamaged, verifier.Fault);
            return null;
        }
        return Of(ModelMetadata.At(new ByteBuffer(bytes), start), subgraph);
    }

    /// <summary>Puts it among the properties of an ONNX model: ONNX's own keys for author and licence, keys that start with tflite for the rest.</summary>
    public void WriteTo(Graph graph)
    {
        (string Key, string Text)[] entries =
        [
            ("model_author", Author), ("model_license", License), ("tflite.name", Name), ("tflite.description", Description), ("tflite.version", Version),
            .. graph.Inputs.Zip(Inputs, (value, notes) => notes.Properties($"tflite.input.{value.Name}")).SelectMany(all => all),
            .. graph.Outputs.Zip(Outputs, (value, notes) => notes.Properties($"tflite.output.{value.Name}")).SelectMany(all => all),
        ];
        foreach ((string key, string text) in entries.Where(pair => pair.Text.Length > 0))
        {
            graph.Metadata[key] = text;
        }
    }

    // In the FlatBuffer, or behind it, where large models keep their data.
    private static byte[]? Bytes(Model root, byte[] file, uint index)
    {
        if (index >= root.Buffers.Count)
        {
            return null;
        }
        Buffer buffer = root.Buffers[(int)index];
        return buffer.Offset <= 1 ? [.. buffer.Data]
            : buffer.Offset > (ulong)file.Length || buffer.Size > (ulong)file.Length - buffer.Offset ? null
            : file.AsSpan((int)buffer.Offset, (int)buffer.Size).ToArray();
    }

    private static TfliteMetadata Of(ModelMetadata table, int subgraph)
    {
        SubGraphMetadata? graph = subgraph < table.SubgraphMetadata.Count ? table.SubgraphMetadata[subgraph] : null;
        return new TfliteMetadata(
            table.Name ?? "", table.Description ?? "", table.Version ?? "", table.Author ?? "", table.License ?? "",
            Notes(graph?.InputTensorMetadata ?? default), Notes(graph?.OutputTensorMetadata ?? default));
    }

    private static TensorNotes[] Notes(FlatVector<TensorMetadata> tables) =>
        [.. Enumerable.Range(0, tables.Count).Select(i => TensorNotes.Of(tables[i]))];
}
