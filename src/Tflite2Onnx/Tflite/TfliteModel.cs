namespace Tflite2Onnx.Tflite;

/// <summary>A model as read: verified, every index checked, nothing copied.</summary>
internal sealed record TfliteModel(string Description, TfliteGraph[] Subgraphs, TfliteSignature[] Signatures)
{
    /// <summary>What its author says of it; null when that is nothing.</summary>
    public TfliteMetadata? Metadata { get; init; }

    /// <summary>The subgraph to convert: the first signature's, or the first one.</summary>
    public TfliteGraph Main => Subgraphs[Signatures is [{ } first, ..] ? first.Subgraph : 0];

    /// <summary>Opens a file's bytes. Null when something is wrong with it; <paramref name="log"/> then says all of it.</summary>
    public static TfliteModel? Read(byte[] file, DiagnosticBag log) => ModelFile.Verify(file, log) is { } root ? new ModelReader(root, file, log).Run() : null;
}
