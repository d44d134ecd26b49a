namespace Tflite2Onnx.Tests.Options;

/// <summary>An option stands in more files than its table: MSBuild knows no metadata that no file names, and readers look for it.</summary>
[TestClass]
public sealed class OptionPlacesTests
{
    private const string Package = "nuget/Tflite2Onnx.Build";

    [TestMethod]
    public void Every_option_stands_in_all_its_files()
    {
        string[] missing =
        [
            .. from row in OptionTable.Rows
            from place in Places(row)
            where !File.ReadAllText(Path.Combine(Repository.Root, place.File)).Contains(place.Text, StringComparison.Ordinal)
            select $"{place.File} has no '{place.Text}'",
        ];
        Assert.IsEmpty(missing, string.Join("\n", missing));
    }

    private static (string File, string Text)[] Places(OptionRow row)
    {
        string described = $"| `{row.Metadata}` | `Tflite2Onnx{row.Name}` | {string.Join(", ", row.Words.Select(word => $"`{word}`"))}";
        return
        [
            ($"{Package}/build/Tflite2Onnx.Build.props", $"<{row.Metadata}>$(Tflite2Onnx{row.Name})</{row.Metadata}>"),
            ($"{Package}/build/Tflite2Onnx.Prepare.targets", $"{row.Metadata}=%(_T2OModel.{row.Metadata})"),
            ($"{Package}/build/Tflite2Onnx.Rule.xaml", $"Name=\"{row.Metadata}\""),
            ($"{Package}/README.md", described),
            ("README.md", described),
            ("src/Tflite2Onnx.Tool/README.md", $"| `{row.Switch}` "),
        ];
    }
}
