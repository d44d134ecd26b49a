namespace Tflite2Onnx.Tests.Operators;

/// <summary>What becomes of weights that are stored as float16: the option decides, and the numbers stay.</summary>
[TestClass]
public sealed class Float16Tests
{
    [TestMethod]
    public void Kept_weights_stand_behind_a_cast()
    {
        Node convolution = Convolution(Float16Weights.Keep);
        Assert.AreEqual("Cast", convolution.Inputs[1]!.Producer!.OpType);
        Assert.AreEqual(ElementType.Float16, convolution.Inputs[1]!.Producer!.Inputs[0]!.Constant!.Type);
    }

    [TestMethod]
    public void Widened_weights_are_float32()
    {
        Constant weights = Convolution(Float16Weights.Widen).Inputs[1]!.Constant!;
        Assert.AreEqual(ElementType.Float, weights.Type);
        Assert.AreEqual("2 3 1 2", string.Join(" ", weights.Shape));
        // Of each output channel the first input channel comes first.
        Assert.AreEqual("0 3 1 4 2 5 6 9 7 10 8 11", string.Join(" ", weights.Floats()));
    }

    private static Node Convolution(Float16Weights option)
    {
        Graph graph = Converter.Lower(Model(), new() { Float16 = option }, new())!.Graph;
        return graph.Nodes.Single(n => n.OpType == "Conv");
    }

    // A convolution whose filter [2, 1, 2, 3] counts from 0.
    private static byte[] Model()
    {
        var builder = new ModelBuilder();
        int input = builder.Input(TensorType.FLOAT32, [1, 4, 5, 3]);
        int halves = builder.Constant(TensorType.FLOAT16, [2, 1, 2, 3], ModelBuilder.Bytes([.. Enumerable.Range(0, 12).Select(i => (Half)i)]));
        int filter = builder.Tensor(TensorType.FLOAT32, [2, 1, 2, 3]);
        int output = builder.Tensor(TensorType.FLOAT32, [1, 4, 4, 2]);
        builder.Operator(BuiltinOperator.DEQUANTIZE, [halves], [filter], new DequantizeOptionsT());
        var options = new Conv2DOptionsT { StrideH = 1, StrideW = 1, Padding = Padding.VALID };
        builder.Operator(BuiltinOperator.CONV_2D, [input, filter, builder.Constant([2], 0f, 0f)], [output], options);
        builder.Output(output);
        return builder.Build();
    }
}
