using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class MergeTransposesTests
{
    [TestMethod]
    public void Two_transposes_become_one()
    {
        string text = After(MergeTransposes.Run, () =>
        {
            var graph = new TestGraph();
            Value first = graph.Node("Transpose", [graph.Input(ElementType.Float, 2, 3, 4)], Perm(1, 0, 2));
            return graph.Output(graph.Node("Transpose", [first], Perm(2, 0, 1)));
        });
        Assert.AreEqual("v0 = Transpose(x0) perm=[1,0,2]\ny0 = Transpose(x0) perm=[2,1,0]", text);
    }

    [TestMethod]
    public void The_first_one_stays_for_its_other_uses()
    {
        string text = After(MergeTransposes.Run, () =>
        {
            var graph = new TestGraph();
            Value first = graph.Node("Transpose", [graph.Input(ElementType.Float, 2, 3)], Perm(1, 0));
            return graph.Output(graph.Node("Transpose", [first], Perm(1, 0))).Output(graph.Node("Abs", [first]));
        });
        Assert.AreEqual("v0 = Transpose(x0) perm=[1,0]\ny0 = Transpose(x0) perm=[0,1]\ny1 = Abs(v0)", text);
    }

    [TestMethod]
    public void Of_two_reshapes_the_second_is_enough()
    {
        string text = After(MergeTransposes.Run, () =>
        {
            var graph = new TestGraph();
            Value first = graph.Node("Reshape", [graph.Input(ElementType.Float, 2, 6), Ints(3, 4)]);
            return graph.Output(graph.Node("Reshape", [first, Ints(4, -1)]));
        });
        Assert.AreEqual("v0 = Reshape(x0, [3,4])\ny0 = Reshape(x0, [4,-1])", text);
    }

    [TestMethod]
    public void A_reshape_that_copies_a_dimension_stays_behind_its_operand()
    {
        After(MergeTransposes.Run, applies: false, build: () =>
        {
            var graph = new TestGraph();
            Value first = graph.Node("Reshape", [graph.Input(ElementType.Float, 2, 6), Ints(3, 4)]);
            return graph.Output(graph.Node("Reshape", [first, Ints(0, -1)]));
        });
    }

    [TestMethod]
    public void Transposes_with_something_between_them_stay()
    {
        After(MergeTransposes.Run, applies: false, build: () =>
        {
            var graph = new TestGraph();
            Value first = graph.Node("Transpose", [graph.Input(ElementType.Float, 2, 3)], Perm(1, 0));
            return graph.Output(graph.Node("Transpose", [graph.Node("Abs", [first])], Perm(1, 0)));
        });
    }
}
