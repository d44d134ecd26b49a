namespace Tflite2Onnx.Tests.Operators;

/// <summary>What becomes of weights that are stored in 16 bits: the option decides, and the numbers stay.</summary>
[TestClass]
public sealed class Float16Tests
{
    [TestMethod]
    [DataRow("FLOAT16", "DEQUANTIZE")]
    [DataRow("FLOAT16", "CAST")]
    [DataRow("BFLOAT16", "CAST")]
    public void Kept_weights_stand_behind_a_cast(string type, string unpacks)
    {
        Node convolution = Convolution(Float16Weights.Keep, type, unpacks);
        Assert.AreEqual("Cast", convolution.Inputs[1]!.Producer!.OpType);
        Assert.AreEqual(Enum.Parse<TensorType>(type).ToElementType(), convolution.Inputs[1]!.Producer!.Inputs[0]!.Constant!.Type);
    }

    [TestMethod]
    [DataRow("FLOAT16", "DEQUANTIZE")]
    [DataRow("BFLOAT16", "CAST")]
    public void Widened_weights_are_float32(string type, string unpacks)
    {
        Constant weights = Convolution(Float16Weights.Widen, type, unpacks).Inputs[1]!.Constant!;
        Assert.AreEqual(ElementType.Float, weights.Type);
        Assert.AreEqual("2 3 1 2", string.Join(" ", weights.Shape));
        // Of each output channel the first input channel comes first.
        Assert.AreEqual("0 3 1 4 2 5 6 9 7 10 8 11", string.Join(" ", weights.Floats()));
    }

    [TestMethod]
    [DataRow("Keep")]
    [DataRow("Widen")]
    public void Weights_of_bfloat16_convolve(string option)
    {
        using var onnx = new MemoryStream();
        Assert.IsTrue(Converter.Convert(Model(TensorType.BFLOAT16, BuiltinOperator.CAST), onnx, new() { Float16 = Enum.Parse<Float16Weights>(option) }).Succeeded);
        float[] ones = [.. Enumerable.Repeat(1f, 60)];
        double[] y = OnnxRunner.Run(onnx.ToArray(), [new RunTensor(ElementType.Float, [1, 4, 5, 3], ModelBuilder.Bytes(ones))])[0].Floats();
        CollectionAssert.AreEqual(new double[] { 15, 51 }, y[..2]);
    }

    private static Node Convolution(Float16Weights option, string type, string unpacks)
    {
        Graph graph = Converter.Lower(Model(Enum.Parse<TensorType>(type), Enum.Parse<BuiltinOperator>(unpacks)), new() { Float16 = option }, new())!.Graph;
        return graph.Nodes.Single(n => n.OpType == "Conv");
    }

    // A convolution whose filter [2, 1, 2, 3] counts from 0.
    private static byte[] Model(TensorType type, BuiltinOperator unpacks)
    {
        var builder = new ModelBuilder();
        int input = builder.Input(TensorType.FLOAT32, [1, 4, 5, 3]);
        int halves = builder.Constant(type, [2, 1, 2, 3], new Operand(type, [2, 1, 2, 3]).Of([.. Enumerable.Range(0, 12).Select(i => (double)i)]).Bytes(0));
        int filter = builder.Tensor(TensorType.FLOAT32, [2, 1, 2, 3]);
        int output = builder.Tensor(TensorType.FLOAT32, [1, 4, 4, 2]);
        builder.Operator(unpacks, [halves], [filter], unpacks == BuiltinOperator.CAST ? new CastOptionsT() : new DequantizeOptionsT());
        var options = new Conv2DOptionsT { StrideH = 1, StrideW = 1, Padding = Padding.VALID };
        builder.Operator(BuiltinOperator.CONV_2D, [input, filter, builder.Constant([2], 0f, 0f)], [output], options);
        builder.Output(output);
        return builder.Build();
    }
}
