namespace Tflite2Onnx.Tests.SharedModels;

/// <summary>Files whose numbers attack: each loads in ONNX Runtime, or is refused, and is no fault of the converter's.</summary>
[TestClass]
public sealed class HostileCasesTests
{
    [TestMethod]
    [DataRow("hang-exact-scale-huge")]
    [DataRow("hang-while-unite")]
    [DataRow("mem-lstm")]
    [DataRow("oom-gather-batchdims")]
    [DataRow("t9001-layoutcut")]
    [DataRow("t9001-stride0-batch")]
    [DataRow("t9001-zeropoint")]
    public void It_loads_or_is_refused(string name)
    {
        string path = Path.Combine(SharedModelsTests.Folder, "cases", "hostile", $"{name}.tflite");
        if (!File.Exists(path))
        {
            Assert.Inconclusive(SharedModelsTests.NoFolder);
        }
        foreach (ConversionOptions options in new ConversionOptions[]
        {
            new(), new() { Quantization = QuantizationMode.Exact }, new() { IoType = IoType.Float }, new() { BatchSize = 2 },
            new() { State = StateMode.Expose },
        })
        {
            using var onnx = new MemoryStream();
            ConversionResult result = Converter.Convert(File.ReadAllBytes(path), onnx, options);
            Assert.IsFalse(result.Diagnostics.Any(d => d.Code.StartsWith("T2O9", StringComparison.Ordinal)), string.Join("\n", result.Diagnostics));
            if (result.Succeeded)
            {
                using var loads = new OnnxRunner(onnx.ToArray());
            }
        }
    }

    /// <summary>Transposed convolutions of which nothing reaches the end of the result.</summary>
    [TestMethod]
    [DataRow("tcgrid__SAME_s1_k3_o5")]
    [DataRow("tcgrid__SAME_s4_k3_o15")]
    [DataRow("unranked")]
    [DataRow("unranked_quantize")]
    public void It_agrees(string name)
    {
        string folder = Path.Combine(SharedModelsTests.Folder, "cases", "numbers");
        if (!File.Exists(Path.Combine(folder, $"{name}.tflite")))
        {
            Assert.Inconclusive(SharedModelsTests.NoFolder);
        }
        using var onnx = new MemoryStream();
        ConversionResult result = Converter.Convert(File.ReadAllBytes(Path.Combine(folder, $"{name}.tflite")), onnx, new());
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));
        var golden = Golden.Read(Path.Combine(folder, $"{name}.json"));
        Assert.IsNull(golden.Disagreement(OnnxRunner.Run(onnx.ToArray(), golden.RunInputs())));
    }
}
