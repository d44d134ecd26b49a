using Microsoft.Build.Framework;
using MSBuildTask = Microsoft.Build.Utilities.Task;

namespace Tflite2Onnx.Build;

/// <summary>
/// Says what is wrong with the list of a project's models. The targets call it only when they counted fewer distinct paths or names than
/// models, or saw a mode they do not know.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class CheckTfliteModels : MSBuildTask
{
    private static readonly string[] s_modes = ["Embed", "Copy"];

    /// <summary>All models of the project, with the metadata that the targets gave them.</summary>
    [Required]
    public ITaskItem[] Models { get; set; } = [];

    /// <summary>The project file, absolute.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        var log = new DiagnosticBag();
        foreach (ITaskItem model in Models.Where(m => !s_modes.Contains(Mode(m), StringComparer.OrdinalIgnoreCase)))
        {
            log.Add(Descriptors.UnknownOption, $"'{Mode(model)}' is no value of OnnxMode of {model.ItemSpec}; it can be {string.Join(", ", s_modes)}.");
        }
        foreach (IGrouping<string, ITaskItem> same in Models.GroupBy(Identity).Where(g => g.Count() > 1))
        {
            log.Add(Descriptors.DuplicateModel, same.First().ItemSpec);
        }
        ITaskItem[] distinct = [.. Models.DistinctBy(Identity)];
        Collisions(distinct, m => $"{Mode(m)}|{m.GetMetadata("OutputName")}", log);
        Collisions(distinct, m => m.GetMetadata("OnnxPath"), log);
        foreach (Diagnostic diagnostic in log.All)
        {
            Log.LogDiagnostic(diagnostic, ProjectFile);
        }
        return !Log.HasLoggedErrors;
    }

    // A model of which all signatures are wanted is there once for each.
    private static string Identity(ITaskItem model) => $"{model.GetMetadata("FullPath")}|{model.GetMetadata("SignatureSuffix")}";

    private static string Mode(ITaskItem model) => model.GetMetadata("OnnxMode");

    private static void Collisions(ITaskItem[] models, Func<ITaskItem, string> output, DiagnosticBag log)
    {
        foreach (IGrouping<string, ITaskItem> same in models.GroupBy(output, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            string way = Mode(same.First()).Equals("Embed", StringComparison.OrdinalIgnoreCase) ? "LogicalName" : "Link";
            log.Add(Descriptors.SameOutput, same.First().ItemSpec, same.ElementAt(1).ItemSpec, same.First().GetMetadata("OutputName"), way);
        }
    }
}
