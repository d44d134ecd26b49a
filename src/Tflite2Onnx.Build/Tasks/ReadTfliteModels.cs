using Microsoft.Build.Framework;

namespace Tflite2Onnx.Build;

/// <summary>
/// Reads what a program is to know of its models: writes a C# class for each, and unpacks the files that travel with it. Converts nothing,
/// and says nothing against a model, so that it serves the builds that editors make for themselves.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ReadTfliteModels : ModelTask
{
    /// <summary>All models of the project, to see that no two classes have one name.</summary>
    public ITaskItem[] AllModels { get; set; } = [];

    /// <summary>The namespace of the project's root folder.</summary>
    public string RootNamespace { get; set; } = "";

    private protected override void Describe(TaskRequest request)
    {
        request.Values["RootNamespace"] = RootNamespace;
        Add(request, "AllModels", AllModels);
    }
}
