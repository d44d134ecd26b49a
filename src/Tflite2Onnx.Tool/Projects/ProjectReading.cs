using Microsoft.Build.Evaluation;
using Microsoft.Build.Exceptions;
using Microsoft.Build.Execution;

namespace Tflite2Onnx.Tool;

/// <summary>Evaluates a project with the MSBuild that was found, and has its own targets say what a build would do.</summary>
internal static class ProjectReading
{
    private const string Prepare = "_T2OPrepare";
    private const string Convert = "ConvertTfliteModels";

    public static ProjectDocument Read(string path, Dictionary<string, string> globals, bool convert)
    {
        var listener = new BuildListener();
        try
        {
            using var collection = new ProjectCollection(globals);
            FrameworkEntry[] entries = [.. Frameworks(path, globals, collection).Select(framework => Entry(path, framework, convert, collection, listener))];
            return Document(path, entries, listener, listener.ExitCode);
        }
        catch (InvalidProjectFileException invalid)
        {
            listener.Add(invalid.ProjectFile, invalid.LineNumber, invalid.ColumnNumber, "error", invalid.ErrorCode, invalid.BaseMessage);
            return Document(path, [], listener, ExitCode.BadModel);
        }
    }

    private static ProjectDocument Document(string path, FrameworkEntry[] entries, BuildListener listener, int exitCode) =>
        new(Converter.Version, path, ProjectCollection.Version.ToString(), entries, [.. listener.Messages]) { ExitCode = exitCode };

    // A project with several frameworks has no models of its own; each framework's build has.
    private static IEnumerable<Dictionary<string, string>> Frameworks(string path, Dictionary<string, string> globals, ProjectCollection collection)
    {
        Project outer = collection.LoadProject(path);
        string[] frameworks = outer.GetPropertyValue("TargetFrameworks").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        collection.UnloadProject(outer);
        return outer.GetPropertyValue("TargetFramework").Length > 0 || frameworks.Length == 0 ? [globals]
            : frameworks.Select(framework => new Dictionary<string, string>(globals, StringComparer.OrdinalIgnoreCase) { ["TargetFramework"] = framework });
    }

    private static FrameworkEntry Entry(string path, Dictionary<string, string> globals, bool convert, ProjectCollection collection, BuildListener listener)
    {
        var project = new Project(path, globals, null, collection);
        if (project.GetPropertyValue("EnableDefaultTfliteModelItems").Length == 0)
        {
            const string Advice = "The project does not refer to the package Tflite2Onnx.Build, or is not restored ('dotnet restore').";
            listener.Add(path, 0, 0, "error", "T2O4010", Advice);
            return Entry(project, []);
        }
        ProjectModel[] Models() => [.. Build(project, Prepare, listener)?.GetItems("_T2OModel").Select(item => Model(project, item)) ?? []];
        ProjectModel[] models = Models();
        if (convert && models.Any(m => m.IsStale))
        {
            Build(project, Convert, listener);
            models = Models();
        }
        collection.UnloadProject(project);
        return Entry(project, models);
    }

    private static FrameworkEntry Entry(Project project, ProjectModel[] models) =>
        new(project.GetPropertyValue("TargetFramework"), project.GetPropertyValue("Configuration"), project.GetPropertyValue("Tflite2OnnxVersion"), models);

    private static ProjectInstance? Build(Project project, string target, BuildListener listener)
    {
        ProjectInstance instance = project.CreateProjectInstance();
        if (!instance.Targets.ContainsKey(target))
        {
            return null;
        }
        var request = new BuildRequestData(instance, [target], null, BuildRequestDataFlags.ProvideProjectStateAfterBuild);
        var parameters = new BuildParameters(project.ProjectCollection) { Loggers = [listener], EnableNodeReuse = false, MaxNodeCount = 1 };
        return BuildManager.DefaultBuildManager.Build(parameters, request).ProjectStateAfterBuild;
    }

    private static ProjectModel Model(Project project, ProjectItemInstance item)
    {
        string folder = project.DirectoryPath;
        string onnx = Path.GetFullPath(item.GetMetadataValue("OnnxPath"), folder);
        string model = item.GetMetadataValue("FullPath");
        (bool stale, string reason) = Staleness.Of(model, onnx, Path.GetFullPath(item.GetMetadataValue("StampPath"), folder));
        string mode = item.GetMetadataValue("OnnxMode");
        bool isResource = mode.Equals("Embed", StringComparison.OrdinalIgnoreCase) || mode.Equals("Both", StringComparison.OrdinalIgnoreCase);
        string made = isResource ? item.GetMetadataValue("ManifestResourceName") : "";
        string[] names = [item.GetMetadataValue("LogicalName"), made, item.GetMetadataValue("OnnxLink").Replace('\\', '/')];
        string output = names.First(name => name.Length > 0);
        return new ProjectModel(item.EvaluatedInclude, onnx, output, stale, reason, [.. OptionSource.All(project, item)]);
    }
}
