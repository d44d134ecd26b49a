namespace Tflite2Onnx.Tests.SharedModels;

/// <summary>
/// The models of the folder <c>shared</c> beside the checkout, against what Google's runtime gave for them: every model converts and
/// agrees, but for those that <c>known.txt</c> lists with the reason.
/// </summary>
[TestClass]
public sealed class SharedModelsTests
{
    /// <summary>Why tests are skipped.</summary>
    public const string NoFolder = "There is no folder 'shared' beside the checkout.";

    private const string Absent = "none";

    /// <summary>The folder, whether it is there or not.</summary>
    public static readonly string Folder = Path.Combine(Repository.Root, "..", "shared");

    private static readonly Dictionary<string, string> Known = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "SharedModels", "known.txt"))
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(": ", 2)).ToDictionary(p => p[0], p => p[1]);

    public static IEnumerable<object[]> Models => !Directory.Exists(Folder) ? [[Absent]]
        : new[] { "models", "opsuite" }.SelectMany(set => Directory.EnumerateFiles(Path.Combine(Folder, set), "*.tflite", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal).Select(path => new object[] { Path.GetRelativePath(Folder, path) });

    [TestMethod]
    [DynamicData(nameof(Models))]
    public void Agrees_with_TFLite(string model)
    {
        if (model == Absent)
        {
            Assert.Inconclusive(NoFolder);
        }
        string name = Path.GetFileNameWithoutExtension(model);
        string? disagreement = Disagreement(Path.Combine(Folder, model), name);
        if (Known.TryGetValue(name, out string? reason))
        {
            Assert.IsNotNull(disagreement, $"{name} agrees now; take it out of known.txt ({reason})");
            Assert.Inconclusive(reason);
        }
        Assert.IsNull(disagreement);
    }

    private static string? Disagreement(string path, string name)
    {
        byte[] file = File.ReadAllBytes(path);
        using var onnx = new MemoryStream();
        ConversionResult result = Converter.Convert(file, onnx);
        if (!result.Succeeded)
        {
            return string.Join("\n", result.Diagnostics);
        }
        var golden = Golden.Read(Path.Combine(Folder, "goldens", $"{name}.json"));
        using var runner = new OnnxRunner(onnx.ToArray());
        RunTensor[] inputs = InOrder(golden.RunInputs(), golden.Inputs, runner.Inputs);
        RunTensor[] outputs = runner.Run(inputs);
        return golden.Disagreement([.. Order(golden.Outputs, runner.Outputs).Select(i => outputs[i])]);
    }

    private static RunTensor[] InOrder(RunTensor[] tensors, GoldenTensor[] golden, IReadOnlyList<string> names)
    {
        var ordered = new RunTensor[tensors.Length];
        int[] places = Order(golden, names);
        for (int i = 0; i < tensors.Length; i++)
        {
            ordered[places[i]] = tensors[i];
        }
        return ordered;
    }

    // Goldens name tensors, or the signature's names for them; where that does not settle it, the order does.
    private static int[] Order(GoldenTensor[] golden, IReadOnlyList<string> names)
    {
        int Place(GoldenTensor tensor)
        {
            int[] matches = [.. Enumerable.Range(0, names.Count).Where(i => names[i] == tensor.Tensor || names[i] == tensor.Name)];
            return matches is [int only] ? only : -1;
        }
        int[] places = [.. golden.Select(Place)];
        return places.Contains(-1) || places.Distinct().Count() < places.Length ? [.. Enumerable.Range(0, golden.Length)] : places;
    }
}
