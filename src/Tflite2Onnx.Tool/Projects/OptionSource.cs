using Microsoft.Build.Evaluation;
using Microsoft.Build.Execution;

namespace Tflite2Onnx.Tool;

/// <summary>Finds what set an item's metadata: the item, a property, or nothing but the package.</summary>
internal static class OptionSource
{
    private static readonly (string Metadata, string Default)[] s_own =
    [
        ("OnnxMode", "Embed"), ("OnnxItemType", ""), ("LogicalName", ""), ("Link", ""), ("OnnxPackagePath", ""), ("GenerateClass", ""), ("ClassName", ""),
        ("ClassNamespace", ""), ("AssociatedFiles", "None"), ("Report", "false"),
    ];

    /// <summary>Every metadata the package knows, with the value in force.</summary>
    public static IEnumerable<ProjectOption> All(Project project, ProjectItemInstance model)
    {
        ProjectItem[] same = [.. project.GetItems("TfliteModel").Where(i => i.GetMetadataValue("FullPath") == model.GetMetadataValue("FullPath"))];
        ProjectItem? item = same.FirstOrDefault(i => i.GetMetadataValue("IsDefaultItem") != "true") ?? same.FirstOrDefault();
        IEnumerable<(string Metadata, string Default)> known = [.. s_own, .. OptionTable.Rows.Select(row => (row.Metadata, row.Words.FirstOrDefault("")))];
        foreach ((string metadata, string usual) in known)
        {
            string value = model.GetMetadataValue(metadata);
            string source = item?.GetMetadata(metadata) is { EvaluatedValue.Length: > 0 } set ? Source(project, set) : "default";
            yield return new ProjectOption(metadata, value.Length > 0 ? value : usual, source);
        }
    }

    // The package's item definition hands a property on.
    private static string Source(Project project, ProjectMetadata metadata)
    {
        bool isHandedOn = Path.GetFileName(metadata.Location.File).Equals("Tflite2Onnx.Build.props", StringComparison.OrdinalIgnoreCase);
        return !isHandedOn ? Place(metadata.Location.File, metadata.Location.Line, project)
            : project.GetProperty($"Tflite2Onnx{PropertyOf(metadata.Name)}") is { } property ? Source(project, property)
            : "default";
    }

    private static string Source(Project project, ProjectProperty property) =>
        property.IsGlobalProperty ? $"command line, {property.Name}"
        : property.IsEnvironmentProperty ? $"environment variable {property.Name}"
        : property.Xml is { Location: { } at } ? $"{Place(at.File, at.Line, project)}, {property.Name}"
        : property.Name;

    private static string PropertyOf(string metadata) => metadata switch
    {
        "OnnxMode" => "Mode",
        "ClassNamespace" or "GenerateClass" or "AssociatedFiles" or "Report" => metadata,
        _ => OptionTable.Rows.FirstOrDefault(row => row.Metadata == metadata)?.Name ?? metadata,
    };

    private static string Place(string file, int line, Project project) =>
        FormattableString.Invariant($"{Path.GetRelativePath(project.DirectoryPath, file).Replace('\\', '/')}:{line}");
}
