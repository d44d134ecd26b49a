using Tflite2Onnx.Diagnostics;
using Tflite2Onnx.Tests.Operators;
using Tflite2Onnx.Tests.SharedModels;

namespace Tflite2Onnx.Tests.Proofs;

/// <summary>Whatever converts can be proven: every case and every shared model, under options that choose between forms.</summary>
[TestClass]
public sealed class ProofLaws
{
    private static readonly (string Name, ConversionOptions Options)[] Choices =
    [
        ("default", new()), ("exact", new() { Quantization = QuantizationMode.Exact }), ("float", new() { Quantization = QuantizationMode.Float }),
        ("io float", new() { IoType = IoType.Float }), ("transpose", new() { Layout = LayoutMode.Transpose }),
        ("channels first", new() { IoLayout = IoLayout.ChannelsFirst }), ("expose", new() { State = StateMode.Expose }),
        ("dynamic", new() { Hybrid = HybridMode.Dynamic }), ("batch", new() { BatchSize = -1 }),
        .. Enumerable.Range(OnnxOperators.LowestOpset, OnnxOperators.HighestOpset - OnnxOperators.LowestOpset + 1)
            .Select(opset => ($"opset {opset}", new ConversionOptions { Opset = opset })),
    ];

    public static IEnumerable<object[]> Names => Choices.Select(choice => new object[] { choice.Name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Cases_are_proven(string choice) =>
        AssertProven(choice, Families.Cases.Where(test => test.Fails is null).Select(test => (test.Key, test.Model())));

    [TestMethod]
    [DataRow("default")]
    public void Shared_models_are_proven(string choice)
    {
        if (!Directory.Exists(SharedModelsTests.Folder))
        {
            Assert.Inconclusive(SharedModelsTests.NoFolder);
        }
        AssertProven(choice, SharedModelsTests.Models.Select(model => (string)model[0])
            .Select(name => (name, File.ReadAllBytes(Path.Combine(SharedModelsTests.Folder, name)))));
    }

    private static void AssertProven(string choice, IEnumerable<(string Name, byte[] Bytes)> models)
    {
        ConversionOptions options = Choices.Single(c => c.Name == choice).Options;
        int proven = 0;
        var unproven = new List<string>();
        foreach ((string name, byte[] bytes) in models)
        {
            var log = new DiagnosticBag();
            proven += Converter.Lower(bytes, options, log) is null ? 0 : 1;
            unproven.AddRange(log.All.Where(d => d.Code == Descriptors.Unproven.Code).Select(d => $"{name}: {d.Message}"));
        }
        Assert.IsEmpty(unproven, string.Join("\n", unproven));
        Assert.IsGreaterThan(0, proven);
    }
}
