namespace Tflite2Onnx.Build;

/// <summary>A model of the project as the targets prepared it, every path absolute.</summary>
internal sealed class BuildModel(TaskModel item, string projectFolder)
{
    /// <summary>The <c>TfliteModel</c> item.</summary>
    public TaskModel Item => item;

    /// <summary>The <c>.tflite</c> file.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(item.Path, projectFolder);

    /// <summary>The folder of all that is made of the model, which the targets name without looking into it.</summary>
    public string Folder { get; } = System.IO.Path.GetFullPath(item["OnnxFolder"], projectFolder);

    /// <summary>The ONNX file to write.</summary>
    public string OnnxPath => Absolute("OnnxPath");

    /// <summary>The file whose existence says that the model is converted.</summary>
    public string StampPath => Absolute("StampPath");

    /// <summary>The file that keeps the model's warnings; there is none when there are none.</summary>
    public string WarningsPath => Absolute("WarningsPath");

    /// <summary>The report to write; null when nobody asked for it.</summary>
    public string? ReportPath => item.Is("Report") ? Absolute("ReportPath") : null;

    /// <summary>The file whose existence says that the model is read.</summary>
    public string ReadPath => Absolute("ReadPath");

    /// <summary>The class to write; null when there is to be none.</summary>
    public string? ClassPath => item.Is("GenerateClass") ? Absolute("ClassPath") : null;

    /// <summary>The list of the files that travel with the model, to write; null when they are to be left where they are.</summary>
    public string? FilesPath => item.IsOneOf("AssociatedFiles", "Embed", "Copy") ? Absolute("FilesPath") : null;

    /// <summary>The folder of those files, in which there is nothing else, whatever they are called.</summary>
    public string FilesFolder => FileNames.Inside(Folder, "files");

    /// <summary>The file that keeps what was said of them.</summary>
    public string FilesWarningsPath => FileNames.Inside(Folder, "files.json");

    /// <summary>Whether the ONNX model becomes a resource of the assembly.</summary>
    public bool IsEmbedded => item.IsOneOf("OnnxMode", "Embed", "Both");

    /// <summary>The resource's name: the one that was given, or the one that the SDK makes.</summary>
    public string ResourceName => item["LogicalName"] is { Length: > 0 } given ? given : item["ManifestResourceName"];

    /// <summary>Whether it becomes a file beside the program.</summary>
    public bool IsCopied => item.IsOneOf("OnnxMode", "Copy", "Both");

    /// <summary>The options as text, which the bytes of the result depend on, and nothing else but the model and the converter.</summary>
    public string OptionsText => string.Join("\n", OptionTable.Rows.Select(row => $"{row.Name}={item[row.Metadata].Trim()}").Append(SignatureSuffix));

    /// <summary>What the name of a result has before its extension where there is one for each signature.</summary>
    public string SignatureSuffix => item["SignatureSuffix"];

    /// <summary>The options the item asks for; null, and diagnostics that list the values there are, when it has others.</summary>
    /// <param name="bytes">The model, for the key of its signature; null when it cannot be read.</param>
    /// <param name="log">Where the diagnostics go.</param>
    /// <remarks>An empty one is the engine's default.</remarks>
    public ConversionOptions? Options(byte[]? bytes, DiagnosticBag log)
    {
        var options = new ConversionOptions();
        foreach (OptionRow row in OptionTable.Rows)
        {
            if (item[row.Metadata] is { Length: > 0 } value)
            {
                options = OptionTable.Apply(options, row, $"{row.Metadata} of {item.Path}", value, log) ?? options;
            }
        }
        return log.HasErrors ? null : options.Signature == SignatureFile.All ? options with { Signature = Key(bytes) } : options;
    }

    /// <summary>The signatures of a model: their keys, and what the names of their results have before the extension.</summary>
    /// <remarks>Keys stay in the model, because MSBuild would take parts of them for its own syntax; targets have the names of files instead.</remarks>
    public static IEnumerable<(string? Key, string Suffix)> Signatures(byte[]? bytes)
    {
        const string Stem = "x";
        return bytes is null ? [(null, "")] : SignatureFile.Of(bytes, Stem).Select(file => (file.Key, file.Path[Stem.Length..]));
    }

    private string? Key(byte[]? bytes) => Signatures(bytes).Where(s => s.Suffix == SignatureSuffix).Select(s => s.Key).FirstOrDefault(SignatureSuffix);

    private string Absolute(string metadata) => FileNames.Inside(Folder, System.IO.Path.GetFullPath(item[metadata], projectFolder));
}
