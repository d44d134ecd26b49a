using Tflite2Onnx.Diagnostics;
using Tflite2Onnx.Tests.Operators;

namespace Tflite2Onnx.Tests.Recurrences;

/// <summary>Which loops become recurrent operators, and which ones stay loops. That their numbers are TFLite's, the laws show.</summary>
[TestClass]
public sealed class RecurrentLoopTests
{
    private static readonly string[] Recurrent = ["RNN", "GRU", "LSTM"];

    public static IEnumerable<object[]> Recognised => RecurrentLoopCases.Recognised.Select(c => new object[] { c.Case.Name, c.Node });

    public static IEnumerable<object[]> Loops => RecurrentLoopCases.Loops.Select(c => new object[] { c.Name });

    [TestMethod]
    [DynamicData(nameof(Recognised))]
    public void A_recurrent_layer_is_one_operator(string name, string node)
    {
        string[] types = Types(name, new());
        Assert.DoesNotContain("Loop", types);
        Assert.ContainsSingle(type => type == node, types);
    }

    [TestMethod]
    [DynamicData(nameof(Loops))]
    public void What_is_none_stays_a_loop(string name)
    {
        string[] types = Types(name, new());
        Assert.Contains("Loop", types);
        Assert.IsEmpty(types.Intersect(Recurrent));
    }

    [TestMethod]
    public void What_rounds_its_operands_stays_a_loop() =>
        Assert.Contains("Loop", Types("RNN of 8-bit weights", new() { Hybrid = HybridMode.Dynamic }));

    [TestMethod]
    [DataRow("RNN of 16-bit weights", "Float16")]
    [DataRow("RNN of 8-bit weights", "Int8")]
    [DataRow("RNN of 8-bit weights by row", "Int8")]
    public void Weights_stay_as_they_are_stored(string name, string type) =>
        Assert.AreEqual(2, Lowered(name, new()).Constants().Count(value => value.Type.ToString() == type && value.Shape is [1, RecurrentLoop.Units, _]));

    [TestMethod]
    public void Where_the_sequence_is_made_longer_than_the_loop_goes_it_stays_a_loop()
    {
        int[] longer = [RecurrentLoop.Batch, RecurrentLoop.Steps + 1, RecurrentLoop.Features];
        Assert.Contains("Loop", Types("RNN", new() { Shapes = new Dictionary<string, int[]> { ["t0"] = longer } }));
        Assert.DoesNotContain("Loop", Types("RNN of unknown dimensions", new() { Shapes = new Dictionary<string, int[]> { ["t0"] = longer } }));
    }

    [TestMethod]
    [DataRow("RNN of unknown dimensions", 1)]
    [DataRow("RNN of unknown dimensions, written for one row", RecurrentLoop.Batch)]
    public void A_batch_that_is_asked_for_is_proven(string name, int batch)
    {
        OpCase test = Find(name);
        Assert.DoesNotContain("Loop", Types(name, new() { BatchSize = batch }));
        RunTensor x = test.Inputs()[0];
        var some = new RunTensor(x.Type, [batch, .. x.Shape[1..]], x.Bytes[..(x.Bytes.Length / RecurrentLoop.Batch * batch)]);
        RunTensor result = Run(test, new() { BatchSize = batch }, some)[0];
        RunTensor all = test.Given()![0];
        var expected = new RunTensor(x.Type, [batch, .. all.Shape[1..]], all.Bytes[..(all.Bytes.Length / RecurrentLoop.Batch * batch)]);
        Assert.IsNull(Agreement.Difference(result, expected, quantized: false));
    }

    [TestMethod]
    public void A_body_that_contradicts_itself_is_refused_as_any_loop()
    {
        var lame = new RecurrentLoop { Round = g => [g.Op(BuiltinOperator.LOGISTIC, g.Rows(RecurrentLoop.Units), null)] };
        ConversionResult result = Converter.Convert(lame.Case("without operands").Model(), Stream.Null);
        Assert.AreEqual("LOGISTIC", result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).Operator);
    }

    private static RunTensor[] Run(OpCase test, ConversionOptions options, RunTensor x)
    {
        using var onnx = new MemoryStream();
        ConversionResult result = Converter.Convert(test.Model(), onnx, options);
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));
        return OnnxRunner.Run(onnx.ToArray(), [x]);
    }

    private static OpCase Find(string name) => RecurrentLoopCases.All.Single(c => c.Name == name);

    private static Graph Lowered(string name, ConversionOptions options)
    {
        var log = new DiagnosticBag();
        return Converter.Lower(Find(name).Model(), options, log)?.Graph ?? throw new AssertFailedException(string.Join("\n", log.All));
    }

    private static string[] Types(string name, ConversionOptions options) => [.. Lowered(name, options).AllNodes().Select(node => node.OpType)];
}
