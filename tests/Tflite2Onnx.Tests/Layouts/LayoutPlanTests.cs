using Tflite2Onnx.Diagnostics;
using Tflite2Onnx.Onnx;

namespace Tflite2Onnx.Tests.Layouts;

/// <summary>What the plan leaves of Transposes around convolutions, by the operators in between.</summary>
[TestClass]
public sealed class LayoutPlanTests
{
    private readonly ModelBuilder _model = new();

    [TestMethod]
    public void A_models_own_transposes_around_a_convolution_leave_none()
    {
        int x = Transpose(_model.Input(TensorType.FLOAT32, [1, 3, 8, 9]), [0, 2, 3, 1], [1, 8, 9, 3]);
        _model.Output(Transpose(Conv(x, [1, 8, 9, 4]), [0, 3, 1, 2], [1, 4, 8, 9]));
        Assert.AreEqual(0, Transposes());
    }

    [TestMethod]
    [DataRow(IoLayout.Preserve, "NHWC", "DATA_BATCH DATA_FEATURE DATA_FEATURE DATA_CHANNEL")]
    [DataRow(IoLayout.ChannelsFirst, "NCHW", "DATA_BATCH DATA_CHANNEL DATA_FEATURE DATA_FEATURE")]
    public void The_file_says_what_the_axes_of_inputs_and_outputs_are(IoLayout layout, string order, string denotations)
    {
        int y = Conv(_model.Input(TensorType.FLOAT32, [1, 8, 9, 3]), [1, 8, 9, 4]);
        _model.Output(y);
        _model.Output(Apply(BuiltinOperator.RELU, [2, 3, 4, 5], null, _model.Input(TensorType.FLOAT32, [2, 3, 4, 5])));
        using var onnx = new MemoryStream();
        Assert.IsTrue(Converter.Convert(_model.Build(), onnx, new() { IoLayout = layout }).Succeeded);
        ModelProto model = ModelProto.Parser.ParseFrom(onnx.ToArray());
        CollectionAssert.AreEquivalent(
            new[] { $"tflite.input.t0.layout={order}", $"tflite.output.t{y}.layout={order}" },
            model.MetadataProps.Where(p => p.Key.EndsWith(".layout", StringComparison.Ordinal)).Select(p => $"{p.Key}={p.Value}").ToArray());
        string[] said = [.. model.Graph.Input.Concat(model.Graph.Output).Select(v => string.Join(' ', v.Type.TensorType.Shape.Dim.Select(d => d.Denotation)).Trim())];
        CollectionAssert.AreEqual(new[] { denotations, "", denotations, "" }, said);
    }

    [TestMethod]
    public void A_transpose_that_a_convolution_does_not_undo_is_one_with_its_own()
    {
        int x = Transpose(_model.Input(TensorType.FLOAT32, [1, 8, 9, 3]), [0, 2, 1, 3], [1, 9, 8, 3]);
        _model.Output(Transpose(Conv(x, [1, 9, 8, 4]), [0, 3, 1, 2], [1, 4, 9, 8]));
        Assert.AreEqual(1, Transposes());
    }

    [TestMethod]
    public void Axes_of_dimension_1_come_and_go_in_the_layout_of_a_convolution()
    {
        int y = Conv(_model.Input(TensorType.FLOAT32, [1, 8, 9, 3]), [1, 8, 9, 4]);
        y = Reshape(y, [8, 9, 1, 4]);
        y = Apply(BuiltinOperator.SQUEEZE, [8, 9, 4], new SqueezeOptionsT { SqueezeDims = [2] }, y);
        y = Apply(BuiltinOperator.EXPAND_DIMS, [1, 8, 9, 4], null, y, _model.Constant([], 0));
        _model.Output(Conv(y, [1, 8, 9, 4]));
        Assert.AreEqual(2, Transposes(), "only those at the model's input and output");
    }

    [TestMethod]
    public void Axes_are_dropped_packed_and_unpacked_in_the_layout_of_a_convolution()
    {
        int y = Conv(_model.Input(TensorType.FLOAT32, [1, 8, 9, 3]), [1, 8, 9, 4]);
        int row = Apply(BuiltinOperator.GATHER, [1, 9, 4], new GatherOptionsT { Axis = 1 }, y, _model.Constant([], 5));
        int other = Apply(BuiltinOperator.STRIDED_SLICE, [1, 9, 4], new StridedSliceOptionsT { BeginMask = 5, EndMask = 5, ShrinkAxisMask = 2 },
            y, _model.Constant([3], 0, 2, 0), _model.Constant([3], 0, 3, 0), _model.Constant([3], 1, 1, 1));
        _model.Output(Conv(Apply(BuiltinOperator.PACK, [1, 2, 9, 4], new PackOptionsT { Axis = 1, ValuesCount = 2 }, row, other), [1, 2, 9, 4]));
        Assert.AreEqual(2, Transposes(), "only those at the model's input and output");
    }

    [TestMethod]
    public void An_output_of_unknown_rank_has_no_order()
    {
        int y = Conv(_model.Input(TensorType.FLOAT32, [1, 8, 9, 3]), [1, 8, 9, 4]);
        _model.Output(Apply(BuiltinOperator.RELU, [1, 8, 9, 4], null, y));
        int unranked = _model.Tensor(TensorType.FLOAT32, []);
        _model.LastTensor = _model.LastTensor with { HasRank = false };
        _model.Operator(BuiltinOperator.RESHAPE, [y, _model.Input(TensorType.INT32, [2])], [unranked], null);
        _model.Output(unranked);
        Assert.AreEqual(2, Transposes(), "in front of the convolution and behind it");
    }

    [TestMethod]
    public void Convolutions_of_one_pixel_need_no_order()
    {
        int y = Conv(_model.Input(TensorType.FLOAT32, [1, 8, 9, 3]), [1, 8, 9, 4], kernel: 1);
        _model.Output(Conv(Apply(BuiltinOperator.LOGISTIC, [1, 8, 9, 4], null, y), [1, 8, 9, 4], kernel: 1));
        Assert.AreEqual(0, Transposes());
    }

    [TestMethod]
    public void Rows_of_pixels_are_multiplied_in_the_layout_of_convolutions()
    {
        int y = Reshape(Conv(_model.Input(TensorType.FLOAT32, [1, 8, 9, 3]), [1, 8, 9, 4]), [1, 72, 4]);
        y = Apply(BuiltinOperator.FULLY_CONNECTED, [1, 72, 5], new FullyConnectedOptionsT { KeepNumDims = true }, y, Ones(5, 4), -1);
        y = Apply(BuiltinOperator.BATCH_MATMUL, [1, 72, 4], new BatchMatMulOptionsT(), y, Ones(1, 5, 4));
        _model.Output(Conv(Reshape(y, [1, 8, 9, 4]), [1, 8, 9, 4]));
        Assert.AreEqual(2, Transposes(), "only those at the model's input and output");
    }

    private int Transposes()
    {
        var log = new DiagnosticBag("model");
        Graph? graph = Converter.Lower(_model.Build(), new(), log)?.Graph;
        Assert.IsNotNull(graph, string.Join("\n", log.All));
        return graph.Nodes.Count(node => node.OpType == "Transpose");
    }

    private int Apply(BuiltinOperator code, int[] result, IFlatRecord? options, params int[] operands)
    {
        int y = _model.Tensor(TensorType.FLOAT32, result);
        _model.Operator(code, operands, [y], options);
        return y;
    }

    // To four channels.
    private int Conv(int x, int[] result, int kernel = 3) => Apply(BuiltinOperator.CONV_2D, result, new Conv2DOptionsT { StrideH = 1, StrideW = 1 },
        x, Ones(4, kernel, kernel, _model.ShapeOf(x)[3]), Ones(4));

    private int Ones(params int[] shape) => _model.Constant(shape, [.. Enumerable.Repeat(1f, (int)ElementTypes.Count(shape))]);

    private int Transpose(int x, int[] perm, int[] result) => Apply(BuiltinOperator.TRANSPOSE, result, null, x, _model.Constant([perm.Length], perm));

    private int Reshape(int x, int[] result) => Apply(BuiltinOperator.RESHAPE, result, null, x, _model.Constant([result.Length], result));
}
