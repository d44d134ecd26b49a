using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using MSBuildTask = Microsoft.Build.Utilities.Task;

namespace Tflite2Onnx.Build;

/// <summary>Makes an item for each signature of models of which all are wanted.</summary>
[MSBuildMultiThreadableTask]
public sealed class ListSignatures : MSBuildTask
{
    private const string Stem = "x";

    /// <summary>Models of the project whose <c>Signature</c> is <c>*</c>.</summary>
    [Required]
    public ITaskItem[] Models { get; set; } = [];

    /// <summary>The project file, absolute.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>
    /// The models once for each of their signatures, which <c>Signature</c> names; <c>SignatureSuffix</c> is what the name of the result gets
    /// before its extension.
    /// </summary>
    [Output]
    public ITaskItem[] Signatures { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        Signatures = [.. Models.SelectMany(Expand)];
        return true;
    }

    private IEnumerable<ITaskItem> Expand(ITaskItem model)
    {
        string path = Path.GetFullPath(model.ItemSpec, Path.GetDirectoryName(ProjectFile)!);
        foreach (SignatureFile file in SignatureFile.Of(path, Stem))
        {
            var item = new TaskItem(model);
            item.SetMetadata("Signature", file.Key ?? "");
            item.SetMetadata("SignatureSuffix", file.Path[Stem.Length..]);
            yield return item;
        }
    }
}
