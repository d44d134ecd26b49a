using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class RemoveUnusedTests
{
    [TestMethod]
    public void What_nobody_reads_goes_with_what_only_it_reads() => AssertBecomes(RemoveUnused.Run,
        """
        x: Float[2]
        a = Abs(x)
        b = Neg(a)
        y = Exp(x)
        -> y
        """,
        "y = Exp(x)");

    [TestMethod]
    public void An_output_stays() => AssertBecomes(RemoveUnused.Run,
        """
        x: Float[2]
        y = Abs(x)
        z = Neg(y)
        -> y, z
        """, null);
}
