using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

[TestClass]
public sealed class PlainQuantizationTests
{
    [TestMethod]
    [DataRow(0)]
    [DataRow(3)]
    public void Words_below_their_operator_set_give_the_same_numbers(int zero)
    {
        string text = After(graph => PlainQuantization.Run(graph, new() { Opset = 17 }), () => Pair(ElementType.Int16, (short)zero));
        Assert.DoesNotContain("uantizeLinear", text);
    }

    [TestMethod]
    public void Words_of_several_scales_give_the_same_numbers() =>
        Assert.DoesNotContain("uantizeLinear", After(graph => PlainQuantization.Run(graph, new() { Opset = 17 }), () => Pair(ElementType.Int16, (short)1, 3)));

    [TestMethod]
    public void Words_stay_where_the_operator_set_has_them() =>
        After(graph => PlainQuantization.Run(graph, new()), () => Pair(ElementType.Int16, (short)0), applies: false);

    [TestMethod]
    public void Bytes_stay() => After(graph => PlainQuantization.Run(graph, new() { Opset = 17 }), () => Pair(ElementType.Int8, (sbyte)3), applies: false);

    [TestMethod]
    public void Models_of_floats_dequantize_their_inputs_in_plain_arithmetic()
    {
        var options = new ConversionOptions { Quantization = QuantizationMode.Float };
        string text = After(graph => PlainQuantization.Run(graph, options), () => Pair(ElementType.Int8, (sbyte)3));
        Assert.DoesNotContain("DequantizeLinear", text);
    }

    [TestMethod]
    public void Packed_constants_become_bytes()
    {
        TestGraph Build()
        {
            var graph = Newest();
            var packed = Value.Of(Constant.Of(ElementType.Int4, [3], [.. Packed.Pack([1, 15, 8], 4)]), "packed");
            Value real = graph.Node("DequantizeLinear", [packed, Const(0.5f), null]);
            return graph.Output(graph.Node("Add", [real, graph.Input(ElementType.Float, 3)]));
        }
        After(graph => PlainQuantization.Run(graph, new() { Opset = 17 }), Build);
        TestGraph after = Build();
        PlainQuantization.Run(after.Graph, new() { Opset = 17 });
        Assert.AreEqual("1 -1 -8", string.Join(" ", after.Only("DequantizeLinear").Inputs[0]!.Constant!.Integers()));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public void Scales_of_blocks_get_an_axis_of_their_own(int axis)
    {
        TestGraph Build()
        {
            var graph = Newest();
            var packed = Value.Of(Constant.Of(ElementType.Int4, [4, 6], [.. Packed.Pack([.. Enumerable.Range(0, 24).Select(i => (byte)(i * 7 % 16))], 4)]), "packed");
            int[] blocks = axis == 0 ? [2, 6] : [4, 3];
            var scales = Value.Of(Constant.Of(ElementType.Float, blocks, [.. Enumerable.Range(1, 12).Select(i => i / 8f)]), "scales");
            var attributes = new Attributes { ["axis"] = (long)axis, ["block_size"] = 2L };
            Value real = graph.Node("DequantizeLinear", [packed, scales, null], attributes);
            return graph.Output(graph.Node("Add", [real, graph.Input(ElementType.Float, 4, 6)]));
        }
        Assert.DoesNotContain("DequantizeLinear", After(graph => PlainQuantization.Run(graph, new() { Opset = 17 }), Build));
        After(graph => PlainQuantization.Run(graph, new()), Build, applies: false);
    }

    // In a set that has the form before the pass as well.
    private static TestGraph Newest()
    {
        var graph = new TestGraph();
        graph.Graph.Opset = 21;
        return graph;
    }

    private static TestGraph Pair<T>(ElementType type, T zero, int scales = 1)
        where T : unmanaged
    {
        var graph = Newest();
        int[] shape = scales > 1 ? [scales] : [];
        var scale = Value.Of(Constant.Of(ElementType.Float, shape, [.. Enumerable.Range(0, scales).Select(i => 0.001f * (i + 1))]), "scale");
        var point = Value.Of(Constant.Of(type, shape, [.. Enumerable.Repeat(zero, scales)]), "zero");
        Attributes attributes = scales > 1 ? new() { ["axis"] = 1L } : [];
        Value real = graph.Node("DequantizeLinear", [graph.Input(type, 2, 3), scale, point], attributes);
        return graph.Output(graph.Node("QuantizeLinear", [graph.Node("Neg", [real]), scale, point], attributes));
    }
}
