namespace Tflite2Onnx;

/// <summary>A signature of a model, and the file it is converted to; a model without signatures has one without a key.</summary>
internal sealed record SignatureFile(string? Key, string Path)
{
    /// <summary>The value of the option that stands for all signatures.</summary>
    public const string All = "*";

    /// <summary>All signatures of a model, their files beside the one that a conversion of a single signature would give.</summary>
    /// <remarks>A model that cannot be read has one file: its conversion tells what is wrong.</remarks>
    public static SignatureFile[] Of(string modelPath, string onnxPath)
    {
        var log = new DiagnosticBag();
        TfliteModel? model = ModelBytes.TryRead(modelPath, log) is { } bytes ? TfliteModel.Read(bytes, log) : null;
        if (model is null || model.Signatures.Length == 0)
        {
            return [new(null, onnxPath)];
        }
        string[] keys = [.. model.Signatures.Select(s => s.Key).Distinct(StringComparer.Ordinal)];
        string[] names = [.. keys.Select(FileName)];
        return [.. keys.Select((key, i) => new SignatureFile(key,
            System.IO.Path.ChangeExtension(onnxPath, $"{Unique(names, i)}{System.IO.Path.GetExtension(onnxPath)}")))];
    }

    // The same on every system: what one of them forbids in names of files, and what a key may not hide.
    private static string FileName(string key)
    {
        string name = string.Concat(key.Select(c => c < ' ' || "<>:\"/\\|?*".Contains(c, StringComparison.Ordinal) ? '_' : c)).Trim('.', ' ');
        return name.Length > 0 ? name : "_";
    }

    private static string Unique(string[] names, int index) =>
        names.Take(index).Count(name => name.Equals(names[index], StringComparison.OrdinalIgnoreCase)) is > 0 and int before
            ? $"{names[index]}_{before}" : names[index];
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
