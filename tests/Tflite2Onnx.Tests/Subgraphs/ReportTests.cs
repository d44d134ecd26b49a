using Tflite2Onnx.Tests.Operators;

namespace Tflite2Onnx.Tests.Subgraphs;

[TestClass]
public sealed class ReportTests
{
    private static readonly OpCase[] Cases = [.. ControlFlowCases.All, .. RecurrentLoopCases.All];

    public static IEnumerable<object[]> Calls => Cases.Where(c => c.Fails is null).Select(c => new object[] { c.Key });

    [TestMethod]
    [DynamicData(nameof(Calls))]
    public void Operators_within_calls_count_and_a_call_counts_once(string key)
    {
        OpCase test = Cases.Single(c => c.Key == key);
        ConversionResult result = Converter.Convert(test.Model(), Stream.Null, new() { Report = true });
        Assert.AreEqual(result.Summary!.Nodes, result.Report!.OnnxOperators.Sum(tally => tally.Count));
        TfliteModel model = TfliteModel.Read(test.Model(), new())!;
        foreach (OperatorTally tally in result.Report.TfliteOperators)
        {
            Assert.IsLessThanOrEqualTo(model.Subgraphs.Sum(g => g.Operators.Count(op => op.Name == tally.Operator)), tally.Count, tally.Operator);
        }
    }
}
