using Tflite2Onnx.Diagnostics;
using Tflite2Onnx.Driver;
using Tflite2Onnx.Planning;

namespace Tflite2Onnx.Tests.Layouts;

/// <summary>What holds of the plan of any graph.</summary>
[TestClass]
public sealed class RandomGraphTests
{
    public static IEnumerable<object[]> Seeds => Enumerable.Range(0, 300).Select(seed => new object[] { seed });

    public static IEnumerable<object[]> SmallSeeds => Enumerable.Range(1000, 300).Select(seed => new object[] { seed, seed % 50 == 0 ? 14 : 8 });

    [TestMethod]
    [DynamicData(nameof(Seeds))]
    public void No_plan_changes_a_number(int seed)
    {
        var graph = new RandomGraph(seed, operators: 14);
        RunTensor[] naive = OnnxRunner.Run(Convert(graph, new() { Layout = LayoutMode.Transpose }), graph.Inputs);
        var random = new Random(seed);
        AssertEqual(naive, OnnxRunner.Run(Convert(graph, new()), graph.Inputs), "planned");
        byte[] any = ChosenLayouts.Convert(graph.Model, new(), plan => [.. Enumerable.Range(0, plan.Operators).Select(_ => random.Next(2) == 0)], new())!;
        AssertEqual(naive, OnnxRunner.Run(any, graph.Inputs), "at random");
    }

    [TestMethod]
    [DynamicData(nameof(SmallSeeds))]
    public void No_plan_moves_fewer_bytes(int seed, int operators)
    {
        TfliteModel model = TfliteModel.Read(new RandomGraph(seed, operators).Model, new())!;
        (int[] choices, int count) = ([], 0);
        long planned = Cost(model, null);
        Cost(model, plan =>
        {
            (choices, count) = ([.. plan.Choices], plan.Operators);
            return new bool[count];
        });
        for (int set = 0; set < 1 << choices.Length; set++)
        {
            var moved = new bool[count];
            for (int i = 0; i < choices.Length; i++)
            {
                moved[choices[i]] = (set >> i & 1) == 1;
            }
            long cost = Cost(model, _ => moved);
            Assert.IsLessThanOrEqualTo(cost, planned, $"with {string.Join(", ", choices.Where(op => moved[op]))} moved");
        }
    }

    private static long Cost(TfliteModel model, Func<LayoutPlan, bool[]>? choice)
    {
        var log = new DiagnosticBag();
        Prepared prepared = Preparation.Run(model, model.Main, new(), log)!;
        Graph? graph = Lowering.Run(prepared, LayoutPlan.Make(prepared.Graph, prepared.Rules, new(), choice), new(), log);
        Assert.IsNotNull(graph, string.Join("\n", log.All));
        // A Softmax along another axis than the last is transposed inside of the runtime, there and back.
        IEnumerable<Value> turned = graph.Nodes.Where(n => n.OpType == "Softmax" && n.Attributes.Integer("axis") != n.Outputs[0].Shape!.Length - 1).Select(n => n.Outputs[0]);
        return graph.Transposes().Sum(node => node.Outputs[0].Bytes) + turned.Sum(y => 2 * y.Bytes);
    }

    private static byte[] Convert(RandomGraph graph, ConversionOptions options)
    {
        using var onnx = new MemoryStream();
        ConversionResult result = Converter.Convert(graph.Model, onnx, options);
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));
        return onnx.ToArray();
    }

    private static void AssertEqual(RunTensor[] expected, RunTensor[] got, string how)
    {
        Assert.HasCount(expected.Length, got);
        for (int i = 0; i < got.Length; i++)
        {
            Assert.IsNull(Agreement.Difference(got[i], expected[i], quantized: false), $"{how}, output {i}");
        }
    }
}
