namespace Tflite2Onnx.Tests.SharedModels;

/// <summary>Three images together give what they give one by one, or the model is refused by name.</summary>
[TestClass]
public sealed class BatchTests
{
    private const int Images = 3;

    private const string Absent = "none";

    private static readonly string[] Refusals = ["T2O2006", "T2O4012"];

    // Their images cannot stay apart, or not by what the file says.
    private static readonly string[] Refused =
    [
        "batch__gather_nd", "batch__mean_all", "batch__squeeze0", "batch__unpack_pack", "batchr__hwc", "batchr__seq_first_heads",
    ];

    public static IEnumerable<object[]> Models => !Directory.Exists(Path.Combine(SharedModelsTests.Folder, "cases", "batch")) ? [[Absent, 0]]
        : from path in Directory.EnumerateFiles(Path.Combine(SharedModelsTests.Folder, "cases", "batch"), "*.tflite").Order(StringComparer.Ordinal)
          from batch in new[] { Images, -1 }
          select new object[] { Path.GetFileNameWithoutExtension(path), batch };

    [TestMethod]
    [DynamicData(nameof(Models))]
    public void Images_stay_apart(string name, int batch)
    {
        if (name == Absent)
        {
            Assert.Inconclusive(SharedModelsTests.NoFolder);
        }
        byte[] file = File.ReadAllBytes(Path.Combine(SharedModelsTests.Folder, "cases", "batch", $"{name}.tflite"));
        using var together = new MemoryStream();
        ConversionResult result = Converter.Convert(file, together, new() { BatchSize = batch });
        if (Refused.Contains(name))
        {
            Assert.Contains(result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).Code, Refusals);
            return;
        }
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));
        using var one = new MemoryStream();
        Assert.IsTrue(Converter.Convert(file, one, new()).Succeeded);
        AssertSame(TfliteModel.Read(file, new())!.Main, one.ToArray(), together.ToArray());
    }

    private static void AssertSame(TfliteGraph graph, byte[] one, byte[] together)
    {
        TfliteTensor[] inputs = [.. graph.Inputs.Select(t => graph.Tensors[t])];
        bool[] isShared = [.. inputs.Select(input => input.Shape is not [1 or -1, ..])];
        RunTensor[][] images = [.. Enumerable.Range(1, Images).Select(image => inputs.Select((input, i) => RigInputs.Fill(
            input.Type.ToElementType(), [.. input.Shape!.Select(Math.Abs)], ((isShared[i] ? 1 : image) * 100) + i)).ToArray())];
        RunTensor[] given = [.. inputs.Select((_, i) => isShared[i] ? images[0][i] : Joined([.. images.Select(image => image[i])]))];
        RunTensor[] got = OnnxRunner.Run(together, given);
        RunTensor[][] expected = [.. images.Select(image => OnnxRunner.Run(one, image))];
        for (int output = 0; output < got.Length; output++)
        {
            RunTensor joined = Joined([.. expected.Select(results => results[output])]);
            bool isOfAll = expected.All(results => results[output].Bytes.AsSpan().SequenceEqual(got[output].Bytes));
            Assert.IsTrue(isOfAll || joined.Bytes.Length == got[output].Bytes.Length, $"[{string.Join(", ", got[output].Shape)}]");
            var all = new RunTensor(got[output].Type, joined.Shape, got[output].Bytes);
            Assert.IsNull(isOfAll ? null : Agreement.Difference(all, joined, quantized: false));
        }
    }

    private static RunTensor Joined(RunTensor[] parts) =>
        new(parts[0].Type, [parts.Length, .. parts[0].Shape.Skip(1)], [.. parts.SelectMany(part => part.Bytes)]);
}
