using System.Text;
using Tflite2Onnx.Diagnostics;
using Tflite2Onnx.Driver;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>What holds of every operator, run over every case of every family.</summary>
[TestClass]
public sealed class Laws
{
    private static readonly string[] WaysOut = ["xport the model", "before export", "option", "The file is damaged, or was written by a faulty exporter"];

    private static readonly Dictionary<string, Fixture> Recorded = Families.All.Keys.SelectMany(Fixtures.Read).ToDictionary(f => f.Key, f => f.Value);

    public static IEnumerable<object[]> Converting => Families.Cases.Where(c => c.Fails is null).Select(c => new object[] { c.Key });

    public static IEnumerable<object[]> Refused => Families.Cases.Where(c => c.Fails is not null).Select(c => new object[] { c.Key });

    [TestMethod]
    [DynamicData(nameof(Converting))]
    public void Numbers_are_those_of_TFLite(string key)
    {
        OpCase test = Families.Keyed[key];
        bool known = test.Given() is not null || (Recorded.TryGetValue(key, out Fixture? fixture) && fixture.Model == Fixtures.Fingerprint(test));
        Assert.IsTrue(known, "nothing is recorded for this model: tests/Tflite2Onnx.Recorder does that");
        AssertAgree(test, OnnxRunner.Run(Convert(test, new()), test.Inputs()), Expected(test));
    }

    [TestMethod]
    [DynamicData(nameof(Ledger.Rows), typeof(Ledger))]
    public void Numbers_stay(string key, string variant)
    {
        Variant way = Variant.Of(Families.Keyed[key]).Single(each => each.Name == variant);
        var log = new DiagnosticBag();
        byte[]? onnx = way.Convert(log);
        Assert.IsNotNull(onnx, string.Join("\n", log.All));
        AssertAgree(way.Test, OnnxRunner.Run(onnx, way.Inputs), Expected(Families.Keyed[key]));
    }

    [TestMethod]
    public void What_is_refused_and_what_is_run_are_as_listed() => CommittedFile.AssertCurrent(Ledger.File, Encoding.UTF8.GetBytes(Ledger.Text()));

    [TestMethod]
    [DynamicData(nameof(Refused))]
    public void Refusals_name_the_operator(string key)
    {
        OpCase test = Families.Keyed[key];
        ConversionResult result = Converter.Convert(test.Model(), Stream.Null);
        Assert.IsFalse(result.Succeeded);
        Diagnostic refusal = result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
        Assert.AreEqual(test.Fails, refusal.Code);
        Assert.AreEqual(test.Operator, refusal.Operator);
        Assert.AreEqual(test.Place, refusal.OperatorIndex);
        Assert.StartsWith($"subgraph {refusal.Subgraph}, operator {test.Place} {test.Operator}", refusal.Message);
        bool hasTensor = refusal.Message.Contains($"tensor '{refusal.Tensor}': ", StringComparison.Ordinal);
        Assert.IsTrue(refusal.Tensor is null ? test.Out.Length == 0 || test.Whole is not null : hasTensor);
        Assert.IsTrue(WaysOut.Any(words => refusal.Message.Contains(words, StringComparison.Ordinal)), refusal.Message);
    }

    [TestMethod]
    [DynamicData(nameof(Converting))]
    public void Same_model_same_bytes(string key) => CollectionAssert.AreEqual(Convert(Families.Keyed[key], new()), Convert(Families.Keyed[key], new()));

    [TestMethod]
    public void Every_operator_has_a_case()
    {
        string[] without = [.. OpRegistry.All.Select(d => d.Name).Except(Families.Cases.Select(c => c.Operator))];
        Assert.IsEmpty(without, $"{string.Join(", ", without)}: no case in a table that tests/Tflite2Onnx.Tests/Operators/Families.cs lists");
    }

    [TestMethod]
    public void Every_limit_has_a_refusal()
    {
        IEnumerable<string> limited = OpRegistry.All.Where(d => d.Limits.Length > 0).Select(d => d.Name);
        string[] without = [.. limited.Except(Families.Cases.Where(c => c.Fails is not null).Select(c => c.Operator))];
        Assert.IsEmpty(without, $"{string.Join(", ", without)}: limits, and no case that is refused (OpCase.Fails)");
    }

    /// <summary>What was recorded for a case, or is given by it.</summary>
    internal static RunTensor[] Expected(OpCase test) => test.Given() ?? Recorded[test.Key].Outputs;

    internal static byte[] Convert(OpCase test, ConversionOptions options)
    {
        using var onnx = new MemoryStream();
        ConversionResult result = Converter.Convert(test.Model(), onnx, options);
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));
        return onnx.ToArray();
    }

    private static void AssertAgree(OpCase test, RunTensor[] got, RunTensor[] expected)
    {
        Assert.HasCount(expected.Length, got);
        for (int i = 0; i < got.Length; i++)
        {
            Assert.IsNull(Agreement.Difference(got[i], expected[i], test.Out[i].Quantization is not null));
        }
    }
}
