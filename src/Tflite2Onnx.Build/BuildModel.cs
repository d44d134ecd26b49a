using Microsoft.Build.Framework;

namespace Tflite2Onnx.Build;

/// <summary>A model of the project as the targets prepared it, every path absolute.</summary>
/// <param name="Item">The <c>TfliteModel</c> item with its metadata.</param>
/// <param name="Path">The <c>.tflite</c> file.</param>
/// <param name="OnnxPath">The file to write.</param>
/// <param name="StampPath">The file whose existence says that the model is done.</param>
/// <param name="WarningsPath">The file that keeps the model's warnings; there is none when there are none.</param>
internal sealed record BuildModel(ITaskItem Item, string Path, string OnnxPath, string StampPath, string WarningsPath)
{
    /// <summary>The model of an item. Relative paths are the project's: a build may run several projects in one process, with any current folder.</summary>
    public static BuildModel Of(ITaskItem item, string projectFile)
    {
        string folder = System.IO.Path.GetDirectoryName(projectFile)!;
        string Absolute(string metadata) => System.IO.Path.GetFullPath(item.GetMetadata(metadata), folder);
        return new BuildModel(item, System.IO.Path.GetFullPath(item.ItemSpec, folder), Absolute("OnnxPath"), Absolute("StampPath"), Absolute("WarningsPath"));
    }

    /// <summary>The options the item asks for; null, and diagnostics that list the values there are, when it has others.</summary>
    /// <remarks>An empty one is the engine's default.</remarks>
    public ConversionOptions? Options(DiagnosticBag log)
    {
        var options = new ConversionOptions();
        foreach (OptionRow row in OptionTable.Rows)
        {
            if (Item.GetMetadata(row.Metadata) is { Length: > 0 } value)
            {
                options = OptionTable.Apply(options, row, $"{row.Metadata} of {Item.ItemSpec}", value, log) ?? options;
            }
        }
        return log.HasErrors ? null : options;
    }
}
