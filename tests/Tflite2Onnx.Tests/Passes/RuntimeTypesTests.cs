using Tflite2Onnx.Passes;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class RuntimeTypesTests
{
    [TestMethod]
    public void A_type_without_a_kernel_is_widened_and_narrowed_again()
    {
        TestGraph graph = Largest(ElementType.Int16);
        Assert.IsTrue(RuntimeTypes.Run(graph.Graph));
        Assert.AreEqual("x0/wide = Cast(x0) to=6\nx1/wide = Cast(x1) to=6\ny0/wide = Max(x0/wide, x1/wide)\ny0 = Cast(y0/wide) to=5", graph.Text);
    }

    [TestMethod]
    public void A_type_with_a_kernel_is_left_alone() => Assert.IsFalse(RuntimeTypes.Run(Largest(ElementType.Int8).Graph));

    [TestMethod]
    public void Where_widens_its_operands_and_not_its_condition()
    {
        var graph = new TestGraph();
        (Value condition, Value x) = (graph.Input(ElementType.Bool, 2), graph.Input(ElementType.Bool, 2));
        graph.Output(graph.Node("Where", [condition, x, x]));
        Assert.IsTrue(RuntimeTypes.Run(graph.Graph));
        Assert.AreEqual("x1/wide = Cast(x1) to=2\nx1/wide_1 = Cast(x1) to=2\ny0/wide = Where(x0, x1/wide, x1/wide_1)\ny0 = Cast(y0/wide) to=9", graph.Text);
    }

    private static TestGraph Largest(ElementType type)
    {
        var graph = new TestGraph();
        return graph.Output(graph.Node("Max", [graph.Input(type, 2), graph.Input(type, 2)]));
    }
}
