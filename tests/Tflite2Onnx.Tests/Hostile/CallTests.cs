using System.Diagnostics;

namespace Tflite2Onnx.Tests.Hostile;

/// <summary>Subgraphs that run others in ways no exporter writes: diagnostics, and soon.</summary>
[TestClass]
[DoNotParallelize] // It measures time.
public sealed class CallTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [TestMethod]
    public void A_subgraph_that_runs_the_main_one()
    {
        byte[] model = Calls(1, _ => 0);
        Assert.Contains("0 > 1 > 0", Refusal(model).Message);
    }

    [TestMethod]
    public void Too_deep() => Assert.Contains("to a depth of more than 24", Refusal(Calls(500, i => i + 1)).Message);

    [TestMethod]
    public void As_deep_as_may_be() => Assert.IsTrue(Converter.Convert(Calls(23, i => i + 1), Stream.Null).Succeeded);

    [TestMethod]
    public void Calls_that_double_with_every_level()
    {
        var time = Stopwatch.StartNew();
        Assert.Contains("comes to more than", Refusal(Calls(22, i => i + 1, times: 2)).Message);
        Assert.IsLessThan(Soon, time.Elapsed);
    }

    [TestMethod]
    [DataRow(-1)]
    [DataRow(3)]
    [DataRow(int.MaxValue)]
    public void No_such_subgraph(int index)
    {
        Diagnostic refusal = Refusal(Calls(1, _ => index));
        Assert.AreEqual("T2O1004", refusal.Code);
        Assert.AreEqual((1, 0, "STABLEHLO_COMPOSITE"), (refusal.Subgraph, refusal.OperatorIndex, refusal.Operator));
    }

    [TestMethod]
    public void A_subgraph_that_writes_to_its_input_leaves_the_callers_tensor_alone()
    {
        var model = new ModelBuilder();
        (int x, int y) = (model.Input(TensorType.FLOAT32, [2]), model.Tensor(TensorType.FLOAT32, [2]));
        model.Operator(BuiltinOperator.CALL, [x], [y], new CallOptionsT { Subgraph = 1 });
        model.Output(y);
        model.Output(x);
        model.Subgraph(m =>
        {
            int given = m.Input(TensorType.FLOAT32, [2]);
            m.Operator(BuiltinOperator.NEG, [given], [given]);
            m.Output(given);
        });
        using var onnx = new MemoryStream();
        Assert.IsTrue(Converter.Convert(model.Build(), onnx).Succeeded);
        RunTensor[] results = OnnxRunner.Run(onnx.ToArray(), [new(ElementType.Float, [2], ModelBuilder.Bytes([1f, 2f]))]);
        CollectionAssert.AreEqual(new[] { -1.0, -2, 1, 2 }, results.SelectMany(r => r.Floats()).ToArray());
    }

    [TestMethod]
    public void A_result_that_an_operator_does_not_give_is_not_read()
    {
        var model = new ModelBuilder();
        int x = model.Input(TensorType.FLOAT32, [2]);
        int[] made = [model.Tensor(TensorType.FLOAT32, [2]), model.Tensor(TensorType.FLOAT32, [2])];
        model.Operator(BuiltinOperator.NEG, [x], made);
        int y = model.Tensor(TensorType.FLOAT32, [2]);
        model.Operator(BuiltinOperator.ADD, made, [y], new AddOptionsT());
        model.Output(y);
        Assert.Contains("nothing computes", Refusal(model.Build()).Message);
    }

    [TestMethod]
    public void All_refusals_are_told_with_their_subgraphs()
    {
        var model = new ModelBuilder();
        (int x, int y) = (model.Input(TensorType.FLOAT32, [2]), model.Tensor(TensorType.FLOAT32, [2]));
        model.Operator(BuiltinOperator.IF, [model.Input(TensorType.BOOL, []), x], [y], new IfOptionsT { ThenSubgraphIndex = 1, ElseSubgraphIndex = 2 });
        model.Output(y);
        for (int i = 0; i < 2; i++)
        {
            model.Subgraph(m =>
            {
                (int given, int made) = (m.Input(TensorType.FLOAT32, [2]), m.Tensor(TensorType.FLOAT32, [2]));
                m.Operator(BuiltinOperator.CUSTOM, [given], [made], custom: "Mystery");
                m.Output(made);
            });
        }
        ConversionResult result = Converter.Convert(model.Build(), Stream.Null);
        CollectionAssert.AreEqual(new[] { "subgraph 1, operator 0 CUSTOM:Mystery", "subgraph 2, operator 0 CUSTOM:Mystery" },
            result.Diagnostics.Select(d => d.Message[..d.Message.IndexOf(", tensor", StringComparison.Ordinal)]).ToArray());
    }

    // A chain of subgraphs, each with as many operators that run the next.
    private static byte[] Calls(int length, Func<int, int> next, int times = 1)
    {
        var model = new ModelBuilder();
        Chain(model, 1, times);
        for (int i = 1; i <= length; i++)
        {
            int target = next(i);
            model.Subgraph(m => Chain(m, target, times));
        }
        model.Subgraph(m => m.Output(m.Input(TensorType.FLOAT32, [2])));
        return model.Build();
    }

    private static void Chain(ModelBuilder model, int target, int times)
    {
        int x = model.Input(TensorType.FLOAT32, [2]);
        for (int i = 0; i < times; i++)
        {
            int y = model.Tensor(TensorType.FLOAT32, [2]);
            model.Operator(BuiltinOperator.STABLEHLO_COMPOSITE, [x], [y], new StableHLOCompositeOptionsT { DecompositionSubgraphIndex = target });
            x = y;
        }
        model.Output(x);
    }

    private static Diagnostic Refusal(byte[] model)
    {
        ConversionResult result = Converter.Convert(model, Stream.Null);
        Assert.IsFalse(result.Succeeded);
        return result.Diagnostics[0];
    }
}
