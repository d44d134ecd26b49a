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
    public void A_longer_sequence_is_gone_through_as_far_as_the_loop_counts()
    {
        OpCase test = Find("RNN");
        RunTensor x = test.Inputs()[0];
        int row = RecurrentLoop.Steps * RecurrentLoop.Features, more = row + RecurrentLoop.Features;
        float[] given = [.. x.Reals().Select(v => (float)v)];
        float[] longer = [.. Enumerable.Range(0, RecurrentLoop.Batch).SelectMany(b => given[(b * row)..((b + 1) * row)].Concat(new float[more - row]))];
        var options = new ConversionOptions { Shapes = new Dictionary<string, int[]> { ["t0"] = [RecurrentLoop.Batch, RecurrentLoop.Steps + 1, RecurrentLoop.Features] } };
        RunTensor[] results = Run(test, options, new(x.Type, [RecurrentLoop.Batch, RecurrentLoop.Steps + 1, RecurrentLoop.Features], ModelBuilder.Bytes(longer)));
        CollectionAssert.AreEqual(Run(test, new(), x).SelectMany(result => result.Reals()).ToArray(), results.SelectMany(result => result.Reals()).ToArray());
    }

    [TestMethod]
    [DataRow("RNN")]
    [DataRow("LSTM")]
    [DataRow("GRU")]
    public void Another_batch_is_taken(string name)
    {
        OpCase test = Find(name);
        RunTensor x = test.Inputs()[0];
        var first = new RunTensor(x.Type, [1, .. x.Shape[1..]], x.Bytes[..(x.Bytes.Length / RecurrentLoop.Batch)]);
        RunTensor[] results = Run(test, new() { BatchSize = 1 }, first);
        RunTensor[] both = Run(test, new(), x);
        double[] expected = [.. both.SkipLast(1).SelectMany(r => r.Reals()[..(r.Reals().Length / RecurrentLoop.Batch)])];
        double[] got = [.. results.SkipLast(1).SelectMany(r => r.Reals())];
        Assert.HasCount(expected.Length, got);
        Assert.IsTrue(got.Zip(expected).All(pair => Math.Abs(pair.First - pair.Second) < 1e-6));
    }

    private static RunTensor[] Run(OpCase test, ConversionOptions options, RunTensor x)
    {
        using var onnx = new MemoryStream();
        ConversionResult result = Converter.Convert(test.Model(), onnx, options);
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));
        return OnnxRunner.Run(onnx.ToArray(), [x]);
    }

    private static OpCase Find(string name) => RecurrentLoopCases.All.Single(c => c.Name == name);

    private static Graph Lowered(string name, ConversionOptions options) => Converter.Lower(Find(name).Model(), options, new())!.Graph;

    private static string[] Types(string name, ConversionOptions options) => [.. Lowered(name, options).AllNodes().Select(node => node.OpType)];
}
