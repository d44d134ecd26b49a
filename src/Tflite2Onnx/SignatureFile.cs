namespace Tflite2Onnx;

/// <summary>A signature of a model, and the file it is converted to; a model without signatures has one without a key.</summary>
internal sealed record SignatureFile(string? Key, string Path)
{
    /// <summary>The value of the option that stands for all signatures.</summary>
    public const string All = "*";

    /// <summary>All signatures of a model, their files beside the one that a conversion of a single signature would give.</summary>
    /// <remarks>A model that cannot be read has one file: its conversion tells what is wrong.</remarks>
    public static SignatureFile[] Of(string modelPath, string onnxPath) =>
        ModelBytes.TryRead(modelPath, new DiagnosticBag()) is { } bytes ? Of(bytes, onnxPath) : [new(null, onnxPath)];

    /// <inheritdoc cref="Of(string, string)"/>
    public static SignatureFile[] Of(byte[] bytes, string onnxPath)
    {
        if (TfliteModel.Read(bytes, new DiagnosticBag()) is not { Signatures.Length: > 0 } model)
        {
            return [new(null, onnxPath)];
        }
        string[] keys = [.. model.Signatures.Select(s => s.Key).Distinct(StringComparer.Ordinal)];
        string[] names = FileNames.Of(keys);
        string extension = System.IO.Path.GetExtension(onnxPath);
        return [.. keys.Zip(names, (key, name) => new SignatureFile(key, System.IO.Path.ChangeExtension(onnxPath, $"{name}{extension}")))];
    }
}

/// <summary>Conversions of several signatures.</summary>
internal static class SignatureFiles
{
    /// <summary>Converts each, as if they were one.</summary>
    public static ConversionResult Convert(this IReadOnlyCollection<SignatureFile> files, Func<SignatureFile, ConversionResult> convert)
    {
        ConversionResult[] results = [.. files.Select(convert)];
        Diagnostic[] diagnostics = [.. results.SelectMany(result => result.Diagnostics).Distinct()];
        ConversionSummary[] all = [.. results.Select(result => result.Summary).OfType<ConversionSummary>()];
        return all.Length < results.Length ? new ConversionResult(diagnostics)
            : new ConversionResult(diagnostics, new(all.Max(s => s.Opset), all.Sum(s => s.Nodes), all.Sum(s => s.Transposes),
                all.Sum(s => s.TransposedBytes), all.Sum(s => s.Bytes)));
    }
}
