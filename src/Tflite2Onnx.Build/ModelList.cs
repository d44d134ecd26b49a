namespace Tflite2Onnx.Build;

/// <summary>What may be wrong with the list of a project's models.</summary>
internal static class ModelList
{
    private static readonly Dictionary<string, string[]> s_words = new()
    {
        ["OnnxMode"] = ["Embed", "Copy", "Both", "Item", "None"],
        ["AssociatedFiles"] = ["None", "Copy", "Embed"],
    };

    /// <summary>Says all of it.</summary>
    public static void Check(TaskModel[] models, Action<Diagnostic> say)
    {
        var log = new DiagnosticBag();
        foreach (TaskModel model in models)
        {
            Words(model, log);
        }
        foreach (IGrouping<string, TaskModel> same in models.GroupBy(Identity).Where(g => g.Count() > 1))
        {
            log.Add(Descriptors.DuplicateModel, same.First().Path);
        }
        TaskModel[] distinct = [.. models.DistinctBy(Identity)];
        Collisions(distinct.Where(m => m["OutputName"].Length > 0), "OutputName", "LogicalName", log);
        Collisions(distinct.Where(m => m.IsOneOf("OnnxMode", "Copy", "Both")), "OnnxLink", "Link", log);
        Collisions(distinct, "OnnxFolder", "Link", log);
        foreach (Diagnostic diagnostic in log.All)
        {
            say(diagnostic);
        }
    }

    // A model of which all signatures are wanted is there once for each.
    private static string Identity(TaskModel model) => $"{model["FullPath"]}|{model["SignatureSuffix"]}";

    private static void Words(TaskModel model, DiagnosticBag log)
    {
        foreach ((string name, string[] words) in s_words.Where(pair => !pair.Value.Contains(model[pair.Key], StringComparer.OrdinalIgnoreCase)))
        {
            log.Add(Descriptors.UnknownOption, $"'{model[name]}' is no value of {name} of {model.Path}; it can be {string.Join(", ", words)}.");
        }
        if (model.IsOneOf("OnnxMode", "Item") && model["OnnxItemType"].Length == 0)
        {
            log.Add(Descriptors.UnknownOption, $"OnnxMode of {model.Path} is Item; OnnxItemType has to say which, for instance MauiAsset.");
        }
    }

    private static void Collisions(IEnumerable<TaskModel> models, string output, string way, DiagnosticBag log)
    {
        foreach (IGrouping<string, TaskModel> same in models.GroupBy(m => m[output], StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            log.Add(Descriptors.SameOutput, same.First().Path, same.ElementAt(1).Path, same.Key, way);
        }
    }
}
