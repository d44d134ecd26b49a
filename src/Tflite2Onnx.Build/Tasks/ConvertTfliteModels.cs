using Microsoft.Build.Framework;

namespace Tflite2Onnx.Build;

/// <summary>Converts the models of a project that are out of date, several at a time, and repeats the warnings of the others.</summary>
[MSBuildMultiThreadableTask]
public sealed class ConvertTfliteModels : ModelTask
{
    /// <summary>Models that need no conversion and have warnings stored.</summary>
    public ITaskItem[] UpToDate { get; set; } = [];

    /// <summary>The folder that keeps conversions for other configurations, frameworks and builds; empty for none.</summary>
    public string CacheFolder { get; set; } = "";

    private protected override void Describe(TaskRequest request)
    {
        request.Values["CacheFolder"] = CacheFolder;
        Add(request, "UpToDate", UpToDate);
    }
}
