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

    [TestMethod]
    [DataRow("Identity", "y0 = DFT(v0, _) axis=1 onesided=1")]
    [DataRow("Gelu", "y0 = DFT(v0, _, 1) onesided=1")]
    public void The_axis_of_a_Fourier_transform_is_an_attribute_before_set_20(string other, string expected)
    {
        var graph = new TestGraph();
        Value x = graph.Node(other, [graph.Input(ElementType.Float, 2, 8, 1)]);
        graph.Output(graph.Node("DFT", [x, null, Value.Of(Constant.Of(ElementType.Int64, [], 1L), "axis")], new() { ["onesided"] = 1L }));
        Assert.IsTrue(Opsets.Choose(graph.Graph, new(), new()));
        StringAssert.EndsWith(graph.Text, expected);
    }

    private static TestGraph Mean(Value? axes)
    {
        var graph = new TestGraph();
        Value x = graph.Input(ElementType.Float, 2, 3);
        return graph.Output(graph.Node("ReduceMean", [x, axes ?? graph.Input(ElementType.Int64, 1)], new() { ["keepdims"] = 1L }));
    }
}
