using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class ShareConstantsTests
{
    [TestMethod]
    public void Equal_constants_become_one()
    {
        TestGraph graph = Sum(Const(2), Const(2));
        Assert.IsTrue(ShareConstants.Run(graph.Graph));
        Assert.ContainsSingle(graph.Graph.Constants());
    }

    [TestMethod]
    public void Another_value_shape_or_type_is_another_constant()
    {
        Assert.IsFalse(ShareConstants.Run(Sum(Const(2), Const(3)).Graph));
        Assert.IsFalse(ShareConstants.Run(Sum(Const(2), Value.Of(Constant.Of(ElementType.Float, [1], 2f), "c")).Graph));
        Assert.IsFalse(ShareConstants.Run(Sum(Const(0), Value.Of(Constant.Of(ElementType.Int32, [], 0), "c")).Graph));
    }

    [TestMethod]
    public void Large_constants_are_shared_where_they_are_the_same_part_of_the_file()
    {
        byte[] file = new byte[8192];
        Value Part(int start, params int[] perm)
        {
            var constant = Constant.InFile(ElementType.Float, [16, 32], file.AsMemory(start, 2048));
            return Value.Of(perm.Length == 0 ? constant : constant.Transposed(perm), "w");
        }

        Assert.IsTrue(ShareConstants.Run(Sum(Part(0), Part(0)).Graph));
        Assert.IsTrue(ShareConstants.Run(Sum(Part(0, 1, 0), Part(0, 1, 0)).Graph));
        Assert.IsFalse(ShareConstants.Run(Sum(Part(0), Part(2048)).Graph));
        Assert.IsFalse(ShareConstants.Run(Sum(Part(0), Part(0, 1, 0)).Graph));
    }

    [TestMethod]
    [DataRow(false, 0)]
    [DataRow(true, 1)]
    public void Zero_points_of_int8_weights_stay_apart(bool computed, int shared)
    {
        var graph = new TestGraph();
        Value x = graph.Input(ElementType.Int8, 1);
        Value Bytes(string name) => Value.Of(Constant.Of(ElementType.Int8, [1], (sbyte)1), name);
        Value Real(float scale) => graph.Node("DequantizeLinear", [computed ? x : Bytes("w"), Const(scale), Value.Of(Constant.Of(ElementType.Int8, [], (sbyte)0), "z")]);
        graph.Output(graph.Node("Add", [Real(2), Real(3)]));
        ShareConstants.Run(graph.Graph);
        Assert.AreEqual(2 - shared, graph.Graph.Constants().Count(c => c.Type == ElementType.Int8 && c.Constant!.Shape.Length == 0));
    }

    private static TestGraph Sum(Value a, Value b)
    {
        var graph = new TestGraph();
        Value x = graph.Input(ElementType.Float, 1);
        return graph.Output(graph.Node("Add", [graph.Node("Mul", [x, a]), graph.Node("Mul", [x, b])]));
    }
}
