using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class KeepPadsTests
{
    [TestMethod]
    [DataRow("MaxPool")]
    [DataRow("AveragePool")]
    public void Zeros_count_in_the_pool_behind(string pool)
    {
        TestGraph graph = Build(pool);
        Assert.IsTrue(KeepPads.Run(graph.Graph));
        // The corner's window has three elements of the Pad's, and four of the pool's own padding, which do not count.
        Assert.AreEqual(pool == "MaxPool" ? 0 : -1.25, Numbers(graph)[0]);
    }

    [TestMethod]
    public void Other_users_are_left_alone() => Assert.IsFalse(KeepPads.Run(Build("Relu").Graph));

    private static TestGraph Build(string user)
    {
        var graph = new TestGraph();
        Value x = graph.Node("Neg", [graph.Node("Clip", [graph.Input(ElementType.Float, 1, 1, 3, 3), Const(5), Const(5)])]);
        Value padded = graph.Node("Pad", [x, Ints(0, 0, 1, 1, 0, 0, 0, 0)]);
        Attributes window = user == "Relu" ? [] : new() { ["kernel_shape"] = new long[] { 3, 3 }, ["pads"] = new long[] { 1, 1, 1, 1 } };
        return graph.Output(graph.Node(user, [padded], window));
    }
}
