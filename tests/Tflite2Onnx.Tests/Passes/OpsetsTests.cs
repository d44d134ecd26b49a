using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class OpsetsTests
{
    [TestMethod]
    public void Axes_become_an_attribute_in_the_lowest_set()
    {
        TestGraph graph = Mean(Ints(0));
        Assert.IsTrue(Opsets.Choose(graph.Graph, new(), new()));
        Assert.AreEqual(17, graph.Graph.Opset);
        Assert.AreEqual("y0 = ReduceMean(x0) axes=[0] keepdims=1", graph.Text);
    }

    [TestMethod]
    public void Computed_axes_need_a_newer_set()
    {
        TestGraph graph = Mean(null);
        var log = new Tflite2Onnx.Diagnostics.DiagnosticBag();
        Assert.IsTrue(Opsets.Choose(graph.Graph, new(), log));
        Assert.AreEqual(18, graph.Graph.Opset);
        Assert.AreEqual("T2O3001", log.All.Single().Code);
    }

    [TestMethod]
    public void A_ceiling_below_what_is_needed_refuses()
    {
        var log = new Tflite2Onnx.Diagnostics.DiagnosticBag();
        Assert.IsFalse(Opsets.Choose(Mean(null).Graph, new() { Opset = 17 }, log));
        Assert.AreEqual("T2O2004", log.All.Single().Code);
    }

    private static TestGraph Mean(Value? axes)
    {
        var graph = new TestGraph();
        Value x = graph.Input(ElementType.Float, 2, 3);
        return graph.Output(graph.Node("ReduceMean", [x, axes ?? graph.Input(ElementType.Int64, 1)], new() { ["keepdims"] = 1L }));
    }
}
