using System.Globalization;
using Tflite2Onnx.Tflite.MetadataTables;

namespace Tflite2Onnx.Tflite;

/// <summary>
/// What the author says of an input or output; strings are empty and lists have no elements where nothing is said. Values are given to the
/// model as <c>(value - Mean) / Std</c>, with one number for all channels or one per channel; Min and Max are in the same way the lowest and
/// highest values. The color space is <c>RGB</c>, <c>GRAYSCALE</c>, or empty for what is no image. Labels are names of those of the associated
/// files that say what the values along an axis stand for.
/// </summary>
internal sealed record TensorNotes(
    string Name, string Description, float[] Mean, float[] Std, string ColorSpace, float[] Min, float[] Max, string[] Labels, string[] Files)
{
    public static TensorNotes Of(TensorMetadata table)
    {
        IEnumerable<ProcessUnit> units = Enumerable.Range(0, table.ProcessUnits.Count).Select(i => table.ProcessUnits[i]);
        NormalizationOptions? scaling = units.Where(u => u.OptionsType == ProcessUnitOptions.NormalizationOptions)
            .Select(u => (NormalizationOptions?)u.Options<NormalizationOptions>()).FirstOrDefault();
        AssociatedFile[] files = [.. Enumerable.Range(0, table.AssociatedFiles.Count).Select(i => table.AssociatedFiles[i])];
        string[] labels = Names(files.Where(f => f.Type is AssociatedFileType.TENSOR_AXIS_LABELS or AssociatedFileType.TENSOR_VALUE_LABELS));
        return new TensorNotes(
            table.Name ?? "", table.Description ?? "", scaling?.Mean ?? [], scaling?.Std ?? [], Colors(table.Content),
            table.Stats?.Min ?? [], table.Stats?.Max ?? [], labels, Names(files));
    }

    /// <summary>Keys, which start with the prefix, and values; numbers are separated by commas.</summary>
    public IEnumerable<(string Key, string Text)> Properties(string prefix) =>
    [
        ($"{prefix}.name", Name), ($"{prefix}.description", Description), ($"{prefix}.mean", Text(Mean)), ($"{prefix}.std", Text(Std)),
        ($"{prefix}.color_space", ColorSpace), ($"{prefix}.min", Text(Min)), ($"{prefix}.max", Text(Max)),
        ($"{prefix}.labels", string.Join(",", Labels)), ($"{prefix}.files", string.Join(",", Files.Except(Labels))),
    ];

    private static string Colors(Content? content) =>
        content is { ContentPropertiesType: ContentProperties.ImageProperties } image
        && image.ContentProperties<ImageProperties>().ColorSpace is not ColorSpaceType.UNKNOWN and var colors ? colors.ToString() : "";

    private static string[] Names(IEnumerable<AssociatedFile> files) => [.. files.Select(f => f.Name ?? "").Where(name => name.Length > 0).Distinct()];

    private static string Text(float[] numbers) => string.Join(",", numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture)));
}
