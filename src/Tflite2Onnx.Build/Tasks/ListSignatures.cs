using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Tflite2Onnx.Build;

/// <summary>Makes an item for each signature of models of which all are wanted: those whose <c>Signature</c> is <c>*</c>.</summary>
[MSBuildMultiThreadableTask]
public sealed class ListSignatures : ModelTask
{
    private readonly List<ITaskItem> _signatures = [];

    /// <summary>
    /// The models once for each of their signatures: <c>SignatureSuffix</c> is what the name of the result gets before its extension. It says
    /// which signature is meant as well, because the key itself may hold what MSBuild takes for its own syntax.
    /// </summary>
    [Output]
    public ITaskItem[] Signatures => [.. _signatures];

    private protected override void Take(LogLine result)
    {
        var item = new TaskItem(Models[int.Parse(result.Code, CultureInfo.InvariantCulture)]);
        item.SetMetadata("SignatureSuffix", result.Text);
        _signatures.Add(item);
    }
}
