using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class PlainGeluTests
{
    [TestMethod]
    [DataRow("none", "Erf")]
    [DataRow("tanh", "Tanh")]
    public void Below_its_operator_set_it_is_its_formula(string approximate, string function)
    {
        TestGraph graph = Gelu(approximate);
        double[] expected = Numbers(Gelu(approximate, opset: 20));
        Assert.IsTrue(PlainGelu.Run(graph.Graph, new() { Opset = 17 }));
        Assert.Contains($"= {function}(", graph.Text);
        Assert.AreEqual(0, expected.Zip(Numbers(graph), (a, b) => Math.Abs(a - b)).Max(), 1e-6);
    }

    [TestMethod]
    public void It_stays_where_the_operator_set_has_it() => Assert.IsFalse(PlainGelu.Run(Gelu("none", opset: 20).Graph, new()));

    private static TestGraph Gelu(string approximate, int opset = 17)
    {
        TestGraph graph = Read($"""
            x: Float[2,3]
            y = Gelu(x) approximate={approximate}
            -> y
            """);
        graph.Graph.Opset = opset;
        return graph;
    }
}
