using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class RemoveIdentitiesTests
{
    [TestMethod]
    public void What_does_nothing_goes()
    {
        string text = After(RemoveIdentities.Run, () =>
        {
            var graph = new TestGraph();
            Value x = graph.Node("Identity", [graph.Input(ElementType.Float, 2, 3)]);
            x = graph.Node("Cast", [x], new() { ["to"] = (long)ElementType.Float });
            x = graph.Node("Reshape", [x, Ints(2, 3)], shape: [2, 3]);
            x = graph.Node("Transpose", [x], Perm(0, 1));
            x = graph.Node("Pad", [x, Ints(0, 0, 0, 0)]);
            return graph.Output(graph.Node("Abs", [graph.Node("Concat", [x], new() { ["axis"] = 0L })]));
        });
        Assert.EndsWith("y0 = Abs(x0)", text);
    }

    [TestMethod]
    public void An_output_keeps_its_name_when_the_node_before_it_makes_it()
    {
        string text = After(RemoveIdentities.Run, () =>
        {
            var graph = new TestGraph();
            return graph.Output(graph.Node("Identity", [graph.Node("Abs", [graph.Input(ElementType.Float, 2)])]));
        });
        Assert.StartsWith("y0 = Abs(x0)", text);
    }

    [TestMethod]
    public void Between_an_input_and_an_output_it_stays()
    {
        After(RemoveIdentities.Run, applies: false, build: () =>
        {
            var graph = new TestGraph();
            return graph.Output(graph.Node("Identity", [graph.Input(ElementType.Float, 2)]));
        });
    }

    [TestMethod]
    public void Between_two_outputs_it_stays()
    {
        After(RemoveIdentities.Run, applies: false, build: () =>
        {
            var graph = new TestGraph();
            Value y = graph.Node("Abs", [graph.Input(ElementType.Float, 2)]);
            return graph.Output(y).Output(graph.Node("Identity", [y]));
        });
    }

    [TestMethod]
    public void A_reshape_between_unknown_dimensions_stays()
    {
        After(RemoveIdentities.Run, applies: false, build: () =>
        {
            var graph = new TestGraph();
            Value x = graph.Node("NonZero", [graph.Input(ElementType.Float, 4)], shape: [1, -1]);
            return graph.Output(graph.Node("Reshape", [x, Ints(1, -1)], shape: [1, -1]));
        });
    }
}
