using System.Text;
using Tflite2Onnx.Tflite;

namespace Tflite2Onnx.Build;

/// <summary>Writes the classes of models and unpacks the files that travel with them. What is wrong with a model, its conversion says.</summary>
internal sealed class Reading(TaskWork task, string rootNamespace)
{
    private ILookup<(string Path, string Name), BuildModel> _sameName = Array.Empty<BuildModel>().ToLookup(m => (m.Path, ""));

    /// <param name="models">The models to read.</param>
    /// <param name="all">All models of the project.</param>
    public void Run(BuildModel[] models, BuildModel[] all)
    {
        _sameName = all.ToLookup(m => (m.Path, UsualName(m).FullName));
        HashSet<string> refused = Collisions(all);
        foreach (BuildModel model in models.Where(m => !refused.Contains(m.Path)).TakeWhile(_ => !task.Cancellation.IsCancellationRequested))
        {
            try
            {
                Read(model);
            }
#pragma warning disable CA1031 // Whatever it is, the other models go on.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                task.Say(Outcome.Failed(model, "Reading", failure));
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

    // Keys of signatures may differ in nothing that an identifier can hold.
    private ClassName NameOf(BuildModel model)
    {
        ClassName usual = UsualName(model);
        return _sameName[(model.Path, usual.FullName)].Skip(1).Any() ? usual.Marked(model.SignatureSuffix) : usual;
    }

    private ClassName UsualName(BuildModel model) => ClassName.Of(model.Item, rootNamespace);

    private void Read(BuildModel model)
    {
        byte[]? bytes = ModelBytes.TryRead(model.Path, new DiagnosticBag());
        var warnings = new DiagnosticBag(model.Path);
        IReadOnlyList<PackedFile> files = bytes is null ? [] : AssociatedFiles.Read(bytes, warnings);
        if (model.ClassPath is { } path)
        {
            var log = new DiagnosticBag(model.Path);
            ModelFace? face = bytes is not null && model.Options(bytes, log) is { } options ? ModelFace.Read(bytes, options, log) : null;
            string code = new ModelClass(model, NameOf(model), face, files).ToText();
            WrittenFile.Save(path, code.Length <= ModelClass.Longest ? code : new ModelClass(model, NameOf(model), null, []).ToText());
        }
        if (model.FilesPath is { } list)
        {
            Unpack(files, model.FilesFolder, list, warnings);
            StoredWarnings.Save(model.FilesWarningsPath, warnings.All);
        }
        if (bytes is not null)
        {
            WrittenFile.Replace(model.ReadPath, []);
        }
    }

    // Under names that the targets can read without a second thought.
    private static void Unpack(IReadOnlyList<PackedFile> files, string folder, string list, DiagnosticBag warnings)
    {
        var written = new StringBuilder();
        foreach ((string name, PackedFile file) in FileNames.Of([.. files.Select(f => f.Name)]).Zip(files))
        {
            if (file.Unpack(warnings) is { } bytes)
            {
                WrittenFile.Save(FileNames.Inside(folder, name), bytes);
                written.Append(name).Append('\n');
            }
        }
        WrittenFile.Save(list, written.ToString());
    }
}
