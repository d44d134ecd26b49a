namespace Tflite2Onnx.Tool;

/// <summary>One model to convert, where the result goes, and the key of the signature, null for the first.</summary>
internal sealed record Job(string Model, string Onnx, string? Signature)
{
    // Where file names ignore case, so do collisions.
    private static readonly StringComparer Paths =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>What a command line asks for; refuses when two results would be one file, or a result one of the models.</summary>
    /// <param name="inputs">Files, folders and patterns.</param>
    /// <param name="output">A file for one model, a folder for any number; null for each result beside its model.</param>
    /// <param name="signature">Which one to convert; <c>*</c> for all that a model has, each to a result of its own.</param>
    public static Job[] Plan(IReadOnlyList<string> inputs, string? output, string? signature)
    {
        string[] models = [.. inputs.SelectMany(Expand).DistinctBy(Path.GetFullPath, Paths)];
        bool isFile = output is not null && models.Length == 1 && inputs is [var only] && only == models[0]
            && !Directory.Exists(output) && !Path.EndsInDirectorySeparator(output);
        if (!isFile && output is not null && (File.Exists(output) || output.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)))
        {
            throw new UsageException($"'{output}' is a file name, and there may be several models; give the name of a folder.");
        }
        Job[] jobs = [.. models.SelectMany(model => Of(model, isFile ? output! : ResultOf(model, output), signature))];
        return Check(jobs);
    }

    private static IEnumerable<Job> Of(string model, string onnx, string? signature) => signature == SignatureFile.All
        ? SignatureFile.Of(model, onnx).Select(file => new Job(model, file.Path, file.Key)) : [new Job(model, onnx, signature)];

    private static string ResultOf(string model, string? folder) =>
        Path.Combine(folder ?? Path.GetDirectoryName(model) ?? "", Path.GetFileNameWithoutExtension(model) + ".onnx");

    private static Job[] Check(Job[] jobs)
    {
        var models = jobs.Select(job => Path.GetFullPath(job.Model)).ToHashSet(Paths);
        foreach (IGrouping<string, Job> same in jobs.GroupBy(job => Path.GetFullPath(job.Onnx), Paths))
        {
            if (models.Contains(same.Key))
            {
                throw new UsageException($"The result would take the place of the model '{same.First().Onnx}'; give another name with --output.");
            }
            if (same.Skip(1).Any())
            {
                string names = string.Join(" and ", same.Select(job => $"'{job.Model}'"));
                throw new UsageException($"{names} would both become '{same.First().Onnx}'; convert them one at a time.");
            }
        }
        return jobs;
    }

    // A folder stands for the models right in it. Patterns are for shells that leave them to the program; one that fits nothing is
    // reported as a missing file.
    private static string[] Expand(string input)
    {
        if (Directory.Exists(input))
        {
            string[] models = Files(input, "*.tflite");
            return models.Length > 0 ? models : throw new UsageException($"The folder '{input}' holds no .tflite file.");
        }
        string folder = Path.GetDirectoryName(input) ?? "";
        bool isPattern = Path.GetFileName(input).AsSpan().ContainsAny('*', '?') && !File.Exists(input) && (folder.Length == 0 || Directory.Exists(folder));
        return isPattern && Files(folder, Path.GetFileName(input)) is { Length: > 0 } found ? found : [input];
    }

    private static string[] Files(string folder, string pattern) =>
        [.. Entries(folder.Length == 0 ? "." : folder, pattern).Select(file => Path.Combine(folder, Path.GetFileName(file))).Order(StringComparer.Ordinal)];

    private static string[] Entries(string folder, string pattern)
    {
        try
        {
            return Directory.GetFiles(folder, pattern);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The folder '{folder}' cannot be read: {failure.Message}");
        }
    }
}
