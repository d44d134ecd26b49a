using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class KeepRequantizationsTests
{
    [TestMethod]
    public void The_runtime_rounds_twice()
    {
        TestGraph graph = Requantized(isUsedTwice: false);
        Assert.IsTrue(KeepRequantizations.Run(graph.Graph));
        double[] floats = new Operators.Operand(TensorType.FLOAT32, [20, 30]).Elements(1);
        CollectionAssert.AreEqual(floats.Select(x => (double)(0.013f * (float)Math.Round(0.01f * Math.Round(x / 0.01f) / 0.013f))).ToArray(), Numbers(graph));
    }

    [TestMethod]
    public void Floats_that_are_used_otherwise_stay() => Assert.IsFalse(KeepRequantizations.Run(Requantized(isUsedTwice: true).Graph));

    private static TestGraph Requantized(bool isUsedTwice)
    {
        var graph = new TestGraph();
        (Value first, Value second, Value zero) = (Const(0.01f), Const(0.013f), Value.Of(Constant.Of<sbyte>(ElementType.Int8, [], 0), "zero"));
        Value integers = graph.Node("QuantizeLinear", [graph.Input(ElementType.Float, 20, 30), first, zero]);
        Value real = graph.Node("DequantizeLinear", [integers, first, zero]);
        graph.Output(graph.Node("DequantizeLinear", [graph.Node("QuantizeLinear", [real, second, zero]), second, zero]));
        return isUsedTwice ? graph.Output(real) : graph;
    }
}
