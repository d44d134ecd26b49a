using Microsoft.Build.Framework;
using MSBuildTask = Microsoft.Build.Utilities.Task;

namespace Tflite2Onnx.Build;

/// <summary>What the package's tasks have in common. How the work is done (in this process or in another) is the other part's.</summary>
public abstract partial class ModelTask : MSBuildTask, ICancelableTask
{
    private volatile bool _cancelled;

    /// <summary>The models the task is about, with the metadata that the targets gave them.</summary>
    public ITaskItem[] Models { get; set; } = [];

    /// <summary>The project file, absolute.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Whether the project wants warnings to be errors. MSBuild makes only the compiler's so.</summary>
    public bool TreatWarningsAsErrors { get; set; }

    /// <summary>Codes of warnings that stay warnings even so, or are not wanted at all.</summary>
    public string[] WarningsNotAsErrors { get; set; } = [];

    /// <summary>The program that runs .NET assemblies, for tasks that start another process.</summary>
    public string DotNetHost { get; set; } = "";

    /// <summary>The assembly that such a process runs.</summary>
    public string HostAssembly { get; set; } = "";

    /// <summary>Ends conversions that are under way, and starts none. An output appears whole or not at all.</summary>
    public void Cancel()
    {
        _cancelled = true;
        OnCancelled();
    }

    partial void OnCancelled();

    private protected virtual void Describe(TaskRequest request)
    {
    }

    private protected virtual void Take(LogLine result)
    {
    }

    private void Hear(LogLine line)
    {
        if (line.Kind == LogLine.Result)
        {
            Take(line);
        }
        else
        {
            Log.Say(line);
        }
    }

    private protected static void Add(TaskRequest request, string list, ITaskItem[] items)
    {
        foreach (ITaskItem item in items)
        {
            var model = new TaskModel(list, item.ItemSpec);
            foreach (string name in item.MetadataNames)
            {
                model.Metadata[name] = item.GetMetadata(name);
            }
            request.Models.Add(model);
        }
    }

    private TaskRequest Request()
    {
        var request = new TaskRequest(GetType().Name);
        request.Values["ProjectFile"] = ProjectFile;
        request.Values["TreatWarningsAsErrors"] = TreatWarningsAsErrors ? "true" : "";
        request.Values["WarningsNotAsErrors"] = string.Join(";", WarningsNotAsErrors);
        Add(request, "Models", Models);
        Describe(request);
        return request;
    }
}
