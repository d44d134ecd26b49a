namespace Tflite2Onnx.Fuzzing;

/// <summary>A short run, always the same one; <c>CONTRIBUTING.md</c> says how to have a long one.</summary>
[TestClass]
public sealed class FuzzingTests
{
    [TestMethod]
    public void Changed_models_are_converted_or_refused()
    {
        var findings = new Findings(folder: null);
        new Fuzzer(new SeedFiles([]), seed: 1).Run(first: 0, runs: 800, load: 0, findings);
        Assert.IsEmpty(findings.Faults, string.Join('\n', findings.Faults));
        Assert.IsGreaterThan(100, findings.Converted, "of changed models, many have to convert: what does not get beyond the reader tests nothing else");
    }
}
