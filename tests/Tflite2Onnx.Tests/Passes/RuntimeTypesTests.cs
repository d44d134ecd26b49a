using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class RuntimeTypesTests
{
    [TestMethod]
    public void A_type_without_a_kernel_is_widened_and_narrowed_again()
    {
        TestGraph graph = Largest("Int16");
        Assert.IsTrue(RuntimeTypes.Run(graph.Graph));
        Assert.AreEqual(
            """
            x/wide = Cast(x) to=6
            z/wide = Cast(z) to=6
            y/wide = Max(x/wide, z/wide)
            y = Cast(y/wide) to=5
            """, graph.Text);
    }

    [TestMethod]
    public void A_type_with_a_kernel_is_left_alone() => Assert.IsFalse(RuntimeTypes.Run(Largest("Int32").Graph));

    [TestMethod]
    public void A_type_without_a_kernel_in_the_oldest_runtime_is_widened_too()
    {
        TestGraph graph = Largest("Int8");
        Assert.IsTrue(RuntimeTypes.Run(graph.Graph));
        Assert.Contains("Max(x/wide, z/wide)", graph.Text);
    }

    [TestMethod]
    public void Where_widens_its_operands_and_not_its_condition()
    {
        TestGraph graph = Read("""
            c: Bool[2]
            x: Bool[2]
            y = Where(c, x, x)
            -> y
            """);
        Assert.IsTrue(RuntimeTypes.Run(graph.Graph));
        Assert.AreEqual(
            """
            x/wide = Cast(x) to=2
            x/wide_1 = Cast(x) to=2
            y/wide = Where(c, x/wide, x/wide_1)
            y = Cast(y/wide) to=9
            """, graph.Text);
    }

    private static TestGraph Largest(string type) => Read($"""
        x: {type}[2]
        z: {type}[2]
        y = Max(x, z)
        -> y
        """);
}
