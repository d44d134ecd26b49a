using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Tests.Passes;

/// <summary>Blocks of space in the batch around a convolution, against a convolution that is dilated to begin with.</summary>
[TestClass]
public sealed class DilatedConvolutionsTests
{
    [TestMethod]
    [DataRow(new[] { 2, 3 }, new[] { 2, 2, 3, 4 }, new[] { 0, 0, 0, 1 }, DisplayName = "to the same size")]
    [DataRow(new[] { 2, 3 }, new[] { 0, 0, 0, 1 }, new[] { 0, 0, 0, 1 }, DisplayName = "without padding")]
    public void Blocks_around_a_convolution_are_a_dilation(int[] block, int[] paddings, int[] crops)
    {
        (byte[] model, int[] result) = Model(block, paddings, crops);
        (Graph graph, RunTensor[] outputs) = (Converted(model), Run(model));
        string nodes = string.Join(" ", graph.Nodes.Select(node => node.OpType).Where(op => op != "Transpose"));
        Assert.AreEqual("Conv Relu", nodes, GraphText.Of(graph));
        Assert.IsNull(Agreement.Difference(outputs[0], Dilated(block, paddings, crops, result), quantized: false));
    }

    [TestMethod]
    public void Crops_beyond_the_padding_leave_the_blocks()
    {
        (byte[] model, int[] result) = Model([2, 3], [0, 0, 0, 1], [2, 0, 0, 1]);
        Assert.IsTrue(Converted(model).Nodes.Any(node => node.OpType == "Reshape"));
        CollectionAssert.AreEqual(result, Run(model)[0].Shape);
    }

    [TestMethod]
    public void A_value_in_between_that_is_used_elsewhere_leaves_the_blocks() =>
        Assert.IsTrue(Converted(Model([2, 3], [2, 2, 3, 4], [0, 0, 0, 1], showBlocks: true).Bytes).Nodes.Any(node => node.OpType == "Reshape"));

    [TestMethod]
    public void Strides_leave_the_blocks() =>
        Assert.IsTrue(Converted(Model([2, 3], [2, 2, 3, 4], [0, 0, 0, 0], stride: 2).Bytes).Nodes.Any(node => node.OpType == "Reshape"));

    // Of an image of 10 x 11 pixels in two channels.
    private static (byte[] Bytes, int[] Result) Model(int[] block, int[] paddings, int[] crops, bool showBlocks = false, int stride = 1)
    {
        var model = new ModelBuilder();
        int[] blocks = [block[0] * block[1], (10 + paddings[0] + paddings[1]) / block[0], (11 + paddings[2] + paddings[3]) / block[1], 2];
        int[] filtered = [blocks[0], ((blocks[1] - 3) / stride) + 1, ((blocks[2] - 3) / stride) + 1, 4];
        int[] result = [1, (filtered[1] * block[0]) - crops[0] - crops[1], (filtered[2] * block[1]) - crops[2] - crops[3], 4];
        int image = model.Input(TensorType.FLOAT32, [1, 10, 11, 2]);
        int inBlocks = model.Tensor(TensorType.FLOAT32, blocks);
        (int y, int z) = (model.Tensor(TensorType.FLOAT32, filtered), model.Tensor(TensorType.FLOAT32, result));
        model.Operator(BuiltinOperator.SPACE_TO_BATCH_ND, [image, model.Constant([2], block), model.Constant([2, 2], paddings)], [inBlocks]);
        var options = new Conv2DOptionsT { Padding = Padding.VALID, StrideH = stride, StrideW = stride, FusedActivationFunction = ActivationFunctionType.RELU };
        model.Operator(BuiltinOperator.CONV_2D, [inBlocks, Filter(model), Bias(model)], [y], options);
        model.Operator(BuiltinOperator.BATCH_TO_SPACE_ND, [y, model.Constant([2], block), model.Constant([2, 2], crops)], [z]);
        model.Output(z);
        if (showBlocks)
        {
            model.Output(inBlocks);
        }
        return (model.Build(), result);
    }

    // The whole result of the dilated convolution of the padded image, cut as the crops say.
    private static RunTensor Dilated(int[] block, int[] paddings, int[] crops, int[] result)
    {
        var model = new ModelBuilder();
        int image = model.Input(TensorType.FLOAT32, [1, 10, 11, 2]);
        int padded = model.Tensor(TensorType.FLOAT32, [1, 10 + paddings[0] + paddings[1], 11 + paddings[2] + paddings[3], 2]);
        int y = model.Tensor(TensorType.FLOAT32, [1, result[1] + crops[0] + crops[1], result[2] + crops[2] + crops[3], 4]);
        int z = model.Tensor(TensorType.FLOAT32, result);
        model.Operator(BuiltinOperator.PAD, [image, model.Constant([4, 2], [0, 0, .. paddings, 0, 0])], [padded]);
        var options = new Conv2DOptionsT
        {
            Padding = Padding.VALID,
            StrideH = 1,
            StrideW = 1,
            DilationHFactor = block[0],
            DilationWFactor = block[1],
            FusedActivationFunction = ActivationFunctionType.RELU,
        };
        model.Operator(BuiltinOperator.CONV_2D, [padded, Filter(model), Bias(model)], [y], options);
        model.Operator(BuiltinOperator.SLICE, [y, model.Constant([4], 0, crops[0], crops[2], 0), model.Constant([4], result)], [z]);
        model.Output(z);
        return Run(model.Build())[0];
    }

    private static int Filter(ModelBuilder model) => model.Constant([4, 3, 3, 2], [.. Enumerable.Range(0, 72).Select(i => ((i * 7 % 11) - 5) / 7f)]);

    private static int Bias(ModelBuilder model) => model.Constant([4], 0.1f, -0.2f, 0.3f, 0);

    private static Graph Converted(byte[] model)
    {
        var log = new DiagnosticBag("model");
        return Converter.Lower(model, new(), log)?.Graph ?? throw new AssertFailedException(string.Join("\n", log.All));
    }

    private static RunTensor[] Run(byte[] model)
    {
        using var onnx = new MemoryStream();
        Assert.IsTrue(Converter.Convert(model, onnx).Succeeded);
        float[] pixels = [.. Enumerable.Range(0, 220).Select(i => ((i * 13 % 29) - 14) / 9f)];
        return OnnxRunner.Run(onnx.ToArray(), [new RunTensor(ElementType.Float, [1, 10, 11, 2], ModelBuilder.Bytes(pixels))]);
    }
}
