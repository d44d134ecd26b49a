using Tflite2Onnx.Prove;
using Tflite2Onnx.Tests.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Proofs;

/// <summary>Graphs that no runtime loads, or loads with other shapes than are written, are not proven; each with one thing that is wrong.</summary>
[TestClass]
public sealed class GraphProofTests
{
    private static readonly Value Zeros = Value.Of(Constant.Of(ElementType.Float, [2, 2, 3, 3], new float[36]), "filter");

    [TestMethod]
    [DataRow(new long[] { 0, 2, 1 }, true)]
    [DataRow(new long[] { 0, 1, 1 }, false, DisplayName = "an axis twice")]
    [DataRow(new long[] { 0, 1, 3 }, false, DisplayName = "an axis beyond the rank")]
    [DataRow(new long[] { 1, 0 }, false, DisplayName = "too few axes")]
    public void A_perm_is_a_permutation(long[] perm, bool holds) =>
        AssertProof(holds, graph => graph.Node("Transpose", [graph.Input(ElementType.Float, 2, 3, 4)], Perm(perm)));

    [TestMethod]
    [DataRow(1, 2, true)]
    [DataRow(2, 2, false)]
    [DataRow(-1, 2, false)]
    public void Output_padding_is_below_the_stride(long padding, long stride, bool holds) =>
        AssertProof(holds, graph => graph.Node("ConvTranspose", [graph.Input(ElementType.Float, 1, 2, 5, 5), Zeros],
            new() { ["strides"] = new[] { stride, stride }, ["output_padding"] = new[] { padding, padding } }));

    [TestMethod]
    [DataRow(1L, 2, 1L, true)]
    [DataRow(2L, 4, 1L, true)]
    [DataRow(3L, 6, 1L, false, DisplayName = "groups that do not divide the filters")]
    [DataRow(1L, 3, 1L, false, DisplayName = "other channels")]
    [DataRow(1L, 2, 0L, false, DisplayName = "a stride of 0")]
    public void A_convolution_has_its_filter_s_channels(long group, int channels, long stride, bool holds) =>
        AssertProof(holds, graph => graph.Node("Conv", [graph.Input(ElementType.Float, 1, channels, 5, 5), Zeros],
            new() { ["group"] = group, ["strides"] = new[] { stride, stride } }));

    [TestMethod]
    [DataRow(3L, 0.5f, true)]
    [DataRow(4L, 0.5f, false, DisplayName = "an even size")]
    [DataRow(3L, -0.5f, false, DisplayName = "a beta below 0")]
    public void Numbers_of_LRN(long size, float beta, bool holds) =>
        AssertProof(holds, graph => graph.Node("LRN", [graph.Input(ElementType.Float, 1, 2, 5, 5)], new() { ["size"] = size, ["beta"] = beta }));

    [TestMethod]
    [DataRow(new[] { 2, 3 }, true)]
    [DataRow(new[] { -1, 3 }, true)]
    [DataRow(new[] { 3, 2 }, false, DisplayName = "another shape")]
    [DataRow(new[] { 6 }, false, DisplayName = "another rank")]
    public void A_written_shape_is_that_of_the_operands(int[] shape, bool holds) =>
        AssertProof(holds, graph => graph.Node("Add", [graph.Input(ElementType.Float, 2, 1), graph.Input(ElementType.Float, 3)], shape: shape));

    [TestMethod]
    public void What_is_not_written_is_known_all_the_same() => AssertProof(false, graph =>
    {
        Value sum = graph.Node("Add", [graph.Input(ElementType.Float, 2, 1), graph.Input(ElementType.Float, 3)]);
        return graph.Node("MatMul", [sum, graph.Input(ElementType.Float, 4, 5)]);
    });

    [TestMethod]
    [DataRow(new long[] { 3, -1 }, true)]
    [DataRow(new long[] { 0, 3 }, true)]
    [DataRow(new long[] { 4, -1 }, false, DisplayName = "parts that are not the whole")]
    [DataRow(new long[] { -1, -1 }, false, DisplayName = "two open dimensions")]
    [DataRow(new long[] { 2, 3, 0 }, false, DisplayName = "a dimension that is not there")]
    public void A_Reshape_keeps_the_elements(long[] target, bool holds) =>
        AssertProof(holds, graph => graph.Node("Reshape", [graph.Input(ElementType.Float, 2, 3), Ints(target)]));

    [TestMethod]
    [DataRow(6, true)]
    [DataRow(5, false)]
    public void A_constant_has_the_bytes_of_its_shape(int floats, bool holds)
    {
        Value constant = Value.Of(Constant.Of(ElementType.Float, [2, 3], new float[floats]), "constant");
        AssertProof(holds, graph => graph.Node("Add", [graph.Input(ElementType.Float, 2, 3), constant]), loads: holds);
    }

    [TestMethod]
    [DataRow((int)ElementType.Float, (int)ElementType.Float, true)]
    [DataRow((int)ElementType.Float, (int)ElementType.Double, false, DisplayName = "operands of different types")]
    [DataRow((int)ElementType.Bool, (int)ElementType.Bool, false, DisplayName = "no kernel")]
    public void A_node_has_a_kernel_for_its_types(int one, int other, bool holds) =>
        AssertProof(holds, graph => graph.Node("Add", [graph.Input((ElementType)one, 2), graph.Input((ElementType)other, 2)]));

    [TestMethod]
    public void An_attribute_is_one_of_the_operator_s() =>
        AssertProof(false, graph => graph.Node("Abs", [graph.Input(ElementType.Float, 2)], new() { ["axis"] = 0L }));

    [TestMethod]
    public void A_newer_form_is_not_written_into_an_older_operator_set() =>
        AssertProof(false, graph => graph.Node("ReduceMax", [graph.Input(ElementType.Float, 2), Ints(0)]));

    [TestMethod]
    public void Two_values_have_two_names() => AssertProof(false, graph =>
    {
        Value x = graph.Input(ElementType.Float, 2);
        return graph.Node("Add", [x, new Value(ElementType.Float, [2], "other") { Constant = Constant.Of(ElementType.Float, [2], 1f, 2f), Name = x.Name }]);
    }, named: true);

    [TestMethod]
    public void A_branch_gives_what_the_other_gives() => AssertProof(false, graph =>
    {
        Graph Branch(ElementType type)
        {
            var inner = new TestGraph();
            return inner.Output(inner.Node("Cast", [graph.Graph.Inputs[0]], new() { ["to"] = (long)type })).Graph;
        }
        graph.Input(ElementType.Float, 2);
        Attributes branches = new() { ["then_branch"] = Branch(ElementType.Float), ["else_branch"] = Branch(ElementType.Int32) };
        return graph.Node("If", [graph.Input(ElementType.Bool)], branches);
    });

    [TestMethod]
    public void Many_operators_take_time_in_proportion()
    {
        var graph = new TestGraph();
        Value x = graph.Input(ElementType.Float, 2);
        for (int i = 0; i < 100_000; i++)
        {
            x = graph.Node("Relu", [x]);
        }
        graph.Output(x);
        Names.Assign(graph.Graph);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.IsNull(GraphProof.FirstFault(graph.Graph));
        Assert.IsLessThan(500 * 100_000L, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // What is proven loads. What is not may load too: ONNX Runtime lets written shapes be wrong.
    private static void AssertProof(bool holds, Func<TestGraph, Value> make, bool loads = true, bool named = false)
    {
        var graph = new TestGraph();
        graph.Output(make(graph));
        if (!named)
        {
            Names.Assign(graph.Graph);
        }
        string? fault = GraphProof.FirstFault(graph.Graph);
        Assert.AreEqual(holds, fault is null, fault ?? "proven");
        if (holds && loads)
        {
            Assert.IsNotNull(Numbers(graph));
        }
    }
}
