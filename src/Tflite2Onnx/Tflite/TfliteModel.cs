namespace Tflite2Onnx.Tflite;

/// <summary>A model as read: verified, every index checked, nothing copied.</summary>
internal sealed record TfliteModel(string Description, TfliteGraph[] Subgraphs, TfliteSignature[] Signatures)
{
    /// <summary>What its author says of it; null when that is nothing.</summary>
    public TfliteMetadata? Metadata { get; init; }

    /// <summary>The subgraph to convert when nobody names a signature: the first one's, or where there is none the first one.</summary>
    public TfliteGraph Main => Signatures is [{ } first, ..] ? Of(first) : Subgraphs[0];

    /// <summary>The subgraph of the signature with that key, or the main one for null; null, with a diagnostic, when there is no such signature.</summary>
    public TfliteGraph? Find(string? key, DiagnosticBag log)
    {
        if (key is null)
        {
            return Main;
        }
        if (Signatures.FirstOrDefault(s => s.Key == key) is { } signature)
        {
            return Of(signature);
        }
        log.Add(Descriptors.UnknownSignature, key, Signatures.Length == 0 ? "none" : string.Join(", ", Signatures.Select(s => $"'{s.Key}'")));
        return null;
    }

    private TfliteGraph Of(TfliteSignature signature) => Subgraphs[signature.Subgraph] with { Signature = signature };

    /// <summary>Opens a file's bytes. Null when something is wrong with it; <paramref name="log"/> then says all of it.</summary>
    public static TfliteModel? Read(byte[] file, DiagnosticBag log) => ModelFile.Verify(file, log) is { } root ? new ModelReader(root, file, log).Run() : null;
}
