using Tflite2Onnx.Tflite;

namespace Tflite2Onnx.Build;

/// <summary>Writes the classes of models and unpacks the files that travel with them. What is wrong with a model, its conversion says.</summary>
internal sealed class Reading(TaskWork task, string rootNamespace)
{
    /// <param name="models">The models to read.</param>
    /// <param name="all">All models of the project.</param>
    public void Run(BuildModel[] models, BuildModel[] all)
    {
        HashSet<string> refused = Collisions(all);
        foreach (BuildModel model in models.Where(m => !refused.Contains(m.Path)).TakeWhile(_ => !task.IsCancelled))
        {
            try
            {
                Read(model);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                var log = new DiagnosticBag(model.Path);
                log.Add(Descriptors.CannotWrite, failure.Message);
                task.Say(log.All[0]);
            }
        }
    }

    private HashSet<string> Collisions(BuildModel[] all)
    {
        var refused = new HashSet<string>();
        var log = new DiagnosticBag();
        foreach (IGrouping<string, BuildModel> same in all.Where(m => m.ClassPath is not null).GroupBy(m => NameOf(m).FullName).Where(g => g.Count() > 1))
        {
            log.Add(Descriptors.SameClass, same.First().Item.Path, same.ElementAt(1).Item.Path, same.Key);
            refused.UnionWith(same.Select(m => m.Path));
        }
        foreach (Diagnostic diagnostic in log.All)
        {
            task.Say(diagnostic);
        }
        return refused;
    }

    private ClassName NameOf(BuildModel model) => ClassName.Of(model.Item, rootNamespace);

    private void Read(BuildModel model)
    {
        var log = new DiagnosticBag(model.Path);
        byte[]? bytes = ModelBytes.TryRead(model.Path, new DiagnosticBag());
        var warnings = new DiagnosticBag(model.Path);
        IReadOnlyList<PackedFile> files = bytes is null ? [] : AssociatedFiles.Read(bytes, warnings);
        if (model.ClassPath is { } path)
        {
            ModelFace? face = bytes is not null && model.Options(log) is { } options ? ModelFace.Read(bytes, options, log) : null;
            WrittenText.Save(path, new ModelClass(model, NameOf(model), face, files).ToText());
        }
        if (model.FilesPath is { } list)
        {
            string prefix = Path.GetFileNameWithoutExtension(model.OnnxPath);
            string folder = Path.GetDirectoryName(list)!;
            var written = new List<string>();
            foreach (PackedFile file in files)
            {
                if (file.Unpack(warnings) is { } content)
                {
                    written.Add($"{prefix}.{file.Name}");
                    WrittenText.Save(Path.Combine(folder, written[^1]), content);
                }
            }
            WrittenText.Save(list, string.Concat(written.Select(name => $"{name}\n")));
            StoredWarnings.Save(model.FilesWarningsPath, warnings.All);
        }
        if (bytes is not null)
        {
            WrittenText.Save(model.ReadPath, "");
        }
    }
}
