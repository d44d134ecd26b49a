using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>Composites by the operators ONNX has for them: from the set on that brought each, and with the numbers of the decomposition that TFLite runs.</summary>
[TestClass]
public sealed class CompositesTests
{
    private static readonly Dictionary<string, Fixture> Recorded = Fixtures.Read("Composites");

    public static IEnumerable<object[]> Named => CompositesCases.Known.Select(known => new object[] { known.Case.Key });

    [TestMethod]
    [DynamicData(nameof(Named))]
    public void Have_their_operator_where_the_set_has_it(string key)
    {
        (OpCase test, string? name, int opset) = CompositesCases.Known.Single(known => known.Case.Key == key);
        for (int ceiling = OnnxOperators.LowestOpset; ceiling <= OnnxOperators.HighestOpset; ceiling++)
        {
            (int used, string[] operators) = Operators(test, ceiling);
            bool isNative = name is not null && ceiling >= opset;
            Assert.AreEqual(isNative, operators.Any(CompositesCases.Known.Select(known => known.Operator).Except(["Softmax"]).Append(name).Contains), string.Join(", ", operators));
            Assert.AreEqual(isNative ? opset : OnnxOperators.LowestOpset, used);
        }
        CollectionAssert.AreEqual(Operators(test, OnnxOperators.LowestOpset).Operators, Operators(test, null).Operators);
    }

    [TestMethod]
    [DynamicData(nameof(Named))]
    public void Compute_what_their_decompositions_do(string key)
    {
        OpCase test = CompositesCases.All.Single(c => c.Key == key);
        using var onnx = new MemoryStream();
        ConversionResult result = Converter.Convert(test.Model(), onnx, new() { Opset = OnnxOperators.HighestOpset });
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));
        Assert.IsNull(Agreement.Difference(OnnxRunner.Run(onnx.ToArray(), test.Inputs())[0], Recorded[key].Outputs[0], quantized: false));
    }

    private static (int Opset, string[] Operators) Operators(OpCase test, int? ceiling)
    {
        var log = new DiagnosticBag();
        Graph graph = Converter.Lower(test.Model(), new() { Opset = ceiling }, log)!.Graph;
        return (graph.Opset, [.. graph.Nodes.Select(node => node.OpType)]);
    }
}
