using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class UnsignedIntegersTests
{
    [TestMethod]
    public void A_chain_through_moved_and_compared_elements_has_no_sign()
    {
        TestGraph graph = Layer(Moved);
        After(UnsignedIntegers.Run, () => Layer(Moved));
        UnsignedIntegers.Run(graph.Graph);
        Assert.IsFalse(graph.Graph.Nodes.SelectMany(node => node.Outputs).Any(SignedChains.IsSigned), graph.Text);

        static Value Moved(TestGraph graph, Value x) =>
            graph.Node("Max", [graph.Node("Reshape", [x, Ints(1, 2, 2, 2)], shape: [1, 2, 2, 2]),
                Value.Of(Constant.Of<sbyte>(ElementType.Int8, [], -20), "floor")], shape: [1, 2, 2, 2]);
    }

    [TestMethod]
    public void Inputs_and_outputs_of_the_graph_keep_their_type()
    {
        var graph = new TestGraph();
        Value x = graph.Input(ElementType.Int8, 1, 2, 2, 2);
        graph.Output(graph.Quantize(Conv(graph, graph.Dequantize(x)), ElementType.Int8));
        Assert.IsTrue(UnsignedIntegers.Run(graph.Graph));
        Assert.AreEqual(ElementType.Int8, graph.Graph.Inputs[0].Type);
        Assert.AreEqual(ElementType.Int8, graph.Graph.Outputs[0].Type);
        Assert.IsTrue(new Fusions(graph.Graph).Fuses(graph.Only("Conv")));
    }

    [TestMethod]
    public void Who_reads_the_integers_themselves_reads_them_as_they_were() => After(UnsignedIntegers.Run, () =>
    {
        var graph = new TestGraph();
        Value x = graph.Quantize(graph.Input(ElementType.Float, 1, 2, 2, 2), ElementType.Int8);
        return graph.Output(graph.Node("Cast", [x], new() { ["to"] = (long)ElementType.Int32 })).Output(Conv(graph, graph.Dequantize(x)));
    });

    [TestMethod]
    public void Integers_that_no_layer_reads_stay() => After(UnsignedIntegers.Run, () =>
    {
        var graph = new TestGraph();
        return graph.Output(graph.Node("Neg", [graph.Dequantize(graph.Quantize(graph.Input(ElementType.Float, 2, 3), ElementType.Int8))]));
    }, applies: false);

    [TestMethod]
    public void A_constant_beside_them_has_no_sign_either()
    {
        string text = After(UnsignedIntegers.Run, () =>
        {
            var graph = new TestGraph();
            Value x = graph.Dequantize(graph.Quantize(graph.Input(ElementType.Float, 1, 3), ElementType.Int8));
            Value integers = Value.Of(Constant.Of<sbyte>(ElementType.Int8, [1, 3], -128, 5, 127), "c");
            // A scale of which no product lies in the middle between two steps.
            Value constant = graph.Node("DequantizeLinear", [integers, Const(0.013f), Zero(ElementType.Int8)], shape: [1, 3]);
            return graph.Output(graph.Dequantize(graph.Quantize(graph.Node("Mul", [x, constant], shape: [1, 3]), ElementType.Int8)));
        });
        Assert.Contains("Mul", text);
    }

    private static TestGraph Layer(Func<TestGraph, Value, Value> move)
    {
        var graph = new TestGraph();
        Value x = graph.Quantize(graph.Input(ElementType.Float, 1, 2, 4), ElementType.Int8);
        return graph.Output(graph.Dequantize(graph.Quantize(Conv(graph, graph.Dequantize(move(graph, x))), ElementType.Int8)));
    }

    private static Value Conv(TestGraph graph, Value x) => graph.Node(
        "Conv", [x, graph.Dequantize(Value.Of(Constant.Of<sbyte>(ElementType.Int8, [3, 2, 1, 1], 1, -2, 3, 4, -5, 6), "w"))], shape: [1, 3, 2, 2]);
}
