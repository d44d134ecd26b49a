using Tflite2Onnx.Diagnostics;
using Tflite2Onnx.Driver;
using Tflite2Onnx.Planning;
using Tflite2Onnx.Prepare;

namespace Tflite2Onnx.Tests.Hostile;

/// <summary>A fault of the converter's own is told as one, at its operator, and what else is wrong with the model is told too.</summary>
[TestClass]
public sealed class FaultTests
{
    private static readonly Func<OpView, int[]?> BeyondTheEnd = op => [op.Source.Outputs[7]];

    private static readonly PlainOpDefinition Sound = new(BuiltinOperator.NEG) { Summary = "Planted.", Convert = op => op.Emit("Neg", [op.In(0)]) };

    [TestMethod]
    public void A_fault_in_a_conversion() => AssertTold(Sound with { Convert = op => op.In(op.Source.Outputs[7]) });

    [TestMethod]
    public void A_fault_in_a_layout_rule() => AssertTold(Sound with { Layout = LayoutRule.Attribute(0) with { Origins = op => BeyondTheEnd(op)! } });

    [TestMethod]
    public void A_fault_in_a_rule_for_shapes() => AssertTold(Sound with { Shapes = op => (Dim[])[Dim.Of(op.Source.Outputs[7])] });

    [TestMethod]
    public void Whatever_has_no_operator_of_its_own_is_a_diagnostic_too()
    {
        var log = new DiagnosticBag();
        Assert.IsNull(Converter.Lower(Model(), new(), log, _ => throw new InvalidOperationException("planted")));
        Assert.AreEqual("T2O9001", log.All.Single().Code);
        Assert.Contains("Please report it", log.All.Single().Message);
    }

    [TestMethod]
    public void A_lack_of_memory_is_a_diagnostic()
    {
        var log = new DiagnosticBag();
        Assert.IsNull(Converter.Lower(Model(), new(), log, _ => throw new InsufficientMemoryException()));
        Assert.AreEqual("T2O2007", log.All.Single().Code);
    }

    [TestMethod]
    public void A_contradiction_is_the_files_fault_wherever_it_comes_up()
    {
        var log = new DiagnosticBag();
        Assert.IsNull(Converter.Lower(Model(), new(), log, _ => throw new FileContradiction("It is planted")));
        Assert.AreEqual("T2O1005", log.All.Single().Code);
        Assert.AreEqual("It is planted. The file is damaged, or was written by a faulty exporter.", log.All.Single().Message);
    }

    [TestMethod]
    public void An_end_that_the_caller_asks_for_is_none() =>
        Assert.ThrowsExactly<OperationCanceledException>(() => Converter.Lower(Model(), new(), new(), _ => throw new OperationCanceledException()));

    // The operator in the middle is planted; those around it are a custom one, and one whose file contradicts itself.
    private static void AssertTold(OpDefinition planted)
    {
        (var log, var options) = (new DiagnosticBag(), new ConversionOptions());
        TfliteModel model = TfliteModel.Read(Model(), log)!;
        Prepared prepared = Preparation.Run(model, model.Subgraphs[0], options, log)!;
        OpDefinition?[] definitions = [prepared.Definitions[0], planted, prepared.Definitions[2]];
        Dictionary<TfliteOperator, Exception> faults = [];
        TfliteGraph inferred = Inference.Run(prepared.Graph, prepared.Steps, definitions, options, log, faults);
        prepared = prepared with { Graph = inferred, Definitions = definitions, Faults = faults };
        Assert.IsNull(Lowering.Run(prepared, LayoutPlan.Make(prepared.Graph, prepared.Rules, options), options, log));
        CollectionAssert.AreEqual(
            new[] { (0, "CUSTOM:Mystery", "T2O2001"), (1, "NEG", "T2O9001"), (2, "MEAN", "T2O1005") },
            log.All.Select(d => (d.OperatorIndex!.Value, d.Operator!, d.Code)).ToArray());
        Assert.Contains("operator 1 NEG, tensor 't2': a fault of the converter (IndexOutOfRangeException", log.All[1].Message);
        Assert.Contains("Please report it", log.All[1].Message);
    }

    private static byte[] Model()
    {
        var model = new ModelBuilder();
        int x = model.Input(TensorType.FLOAT32, [2, 3]);
        int[] made = [.. Enumerable.Range(0, 3).Select(_ => model.Tensor(TensorType.FLOAT32, [2, 3]))];
        model.Operator(BuiltinOperator.CUSTOM, [x], [made[0]], custom: "Mystery");
        model.Operator(BuiltinOperator.NEG, [made[0]], [made[1]]);
        model.Operator(BuiltinOperator.MEAN, [made[1], model.Constant([1], 9)], [made[2]], new ReducerOptionsT());
        model.Output(made[2]);
        return model.Build();
    }
}
