using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class MergeTransposesTests
{
    [TestMethod]
    [DataRow(
        """
        x: Float[2,3,4]
        a = Transpose(x) perm=[1,0,2]
        y = Transpose(a) perm=[2,0,1]
        -> y
        """,
        """
        a = Transpose(x) perm=[1,0,2]
        y = Transpose(x) perm=[2,1,0]
        """, DisplayName = "two Transposes")]
    [DataRow(
        """
        x: Float[2,3]
        a = Transpose(x) perm=[1,0]
        y = Transpose(a) perm=[1,0]
        z = Abs(a)
        -> y, z
        """,
        """
        a = Transpose(x) perm=[1,0]
        y = Transpose(x) perm=[0,1]
        z = Abs(a)
        """, DisplayName = "the first one stays for its other uses")]
    [DataRow(
        """
        x: Float[2,6]
        a = Reshape(x, [3,4])
        y = Reshape(a, [4,-1])
        -> y
        """,
        """
        a = Reshape(x, [3,4])
        y = Reshape(x, [4,-1])
        """, DisplayName = "two Reshapes")]
    public void Two_become_one(string graph, string expected) => AssertBecomes(MergeTransposes.Run, graph, expected);

    [TestMethod]
    [DataRow("""
        x: Float[2,6]
        a = Reshape(x, [3,4])
        y = Reshape(a, [0,-1])
        -> y
        """, DisplayName = "the second copies a dimension")]
    [DataRow("""
        x: Float[2,3]
        a = Transpose(x) perm=[1,0]
        b = Abs(a)
        y = Transpose(b) perm=[1,0]
        -> y
        """, DisplayName = "something is between them")]
    public void Others_stay(string graph) => AssertBecomes(MergeTransposes.Run, graph, null);
}
