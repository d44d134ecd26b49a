namespace Tflite2Onnx.Tests.Shapes;

/// <summary>Inputs of other dimensions than the file's: as if the model had been exported with them.</summary>
[TestClass]
public sealed class NewShapesTests
{
    private static readonly Dictionary<string, Func<ModelBuilder, int[], int>> Bodies = new()
    {
        ["convolution"] = (m, s) => Conv(m, m.Input(TensorType.FLOAT32, s, name: "x"), s, stride: 2),
        ["softmax of a convolution"] = (m, s) =>
        {
            int[] small = [s[0], (s[1] + 1) / 2, (s[2] + 1) / 2, 4];
            return Apply(m, BuiltinOperator.SOFTMAX, small, new SoftmaxOptionsT { Beta = 1 }, Conv(m, m.Input(TensorType.FLOAT32, s, name: "x"), s, stride: 2));
        },
        ["pool, padded"] = (m, s) =>
        {
            int x = Apply(m, BuiltinOperator.PAD, [s[0], s[1] + 3, s[2], s[3]], null, m.Input(TensorType.FLOAT32, s, name: "x"), m.Constant([4, 2], 0, 0, 1, 2, 0, 0, 0, 0));
            var window = new Pool2DOptionsT { StrideH = 2, StrideW = 1, FilterHeight = 3, FilterWidth = 2, Padding = Padding.VALID };
            return Apply(m, BuiltinOperator.AVERAGE_POOL_2D, [s[0], (s[1] + 2) / 2, s[2] - 1, s[3]], window, x);
        },
        ["rows of pixels"] = (m, s) =>
        {
            int rows = Apply(m, BuiltinOperator.RESHAPE, [s[0], s[1] * s[2], s[3]], null, m.Input(TensorType.FLOAT32, s, name: "x"), m.Constant([3], s[0], s[1] * s[2], s[3]));
            return Apply(m, BuiltinOperator.MEAN, [s[0], 1, s[3]], new ReducerOptionsT { KeepDims = true }, rows, m.Constant([1], 1));
        },
        ["classifier"] = (m, s) =>
        {
            int y = Apply(m, BuiltinOperator.MEAN, [s[0], s[3]], new ReducerOptionsT(), m.Input(TensorType.FLOAT32, s, name: "x"), m.Constant([2], 1, 2));
            y = Apply(m, BuiltinOperator.FULLY_CONNECTED, [s[0], 3], new FullyConnectedOptionsT(), y, m.Constant([3, s[3]], Weights(3 * s[3])));
            return Apply(m, BuiltinOperator.RESHAPE, [s[0], 3, 1], null, y, m.Constant([3], s[0], 3, 1));
        },
        ["larger images joined"] = (m, s) =>
        {
            int x = m.Input(TensorType.FLOAT32, s, name: "x");
            int large = Apply(m, BuiltinOperator.RESIZE_BILINEAR, [s[0], 8, 9, s[3]], new ResizeBilinearOptionsT(), x, m.Constant([2], 8, 9));
            return Apply(m, BuiltinOperator.CONCATENATION, [s[0], 16, 9, s[3]], new ConcatenationOptionsT { Axis = 1 }, large, large);
        },
        ["all of the batch"] = (m, s) =>
            Apply(m, BuiltinOperator.SLICE, s, null, m.Input(TensorType.FLOAT32, s, name: "x"), m.Constant([4], 0, 0, 0, 0), m.Constant([4], s[0], -1, s[2], -1)),
    };

    public static IEnumerable<object[]> Names => Bodies.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Dimensions_are_followed(string name)
    {
        int[] shape = [3, 7, 6, 2];
        RunTensor[] expected = Run(Model(name, shape), shape, new());
        foreach (ConversionOptions options in new ConversionOptions[]
        {
            new() { Shapes = new Dictionary<string, int[]> { ["x"] = shape } },
            new() { Shapes = new Dictionary<string, int[]> { ["x"] = [-1, 7, 6, 2] } },
            new() { Shapes = new Dictionary<string, int[]> { ["x"] = [3, -1, 6, 2] } },
        })
        {
            RunTensor[] got = Run(Model(name, [1, 5, 4, 2]), shape, options);
            CollectionAssert.AreEqual(expected[0].Shape.ToArray(), got[0].Shape.ToArray());
            Assert.IsNull(Agreement.Difference(got[0], expected[0], quantized: false));
        }
    }

    [TestMethod]
    public void A_batch_is_the_first_dimension_of_every_input()
    {
        int[] shape = [3, 5, 4, 2];
        RunTensor[] expected = Run(Model("classifier", shape), shape, new());
        foreach (int batch in new[] { 3, -1 })
        {
            Assert.IsNull(Agreement.Difference(Run(Model("classifier", [1, 5, 4, 2]), shape, new() { BatchSize = batch })[0], expected[0], quantized: false));
        }
    }

    [TestMethod]
    [DataRow("y", new[] { 1, 5, 4, 2 }, "T2O4005", DisplayName = "no such input")]
    [DataRow("x", new[] { 1, 5, 4 }, "T2O4001", DisplayName = "another rank")]
    [DataRow("x", new[] { 1, 5, 4, -2 }, "T2O4001", DisplayName = "no dimension")]
    public void What_is_no_shape_of_an_input_is_an_error(string name, int[] shape, string code)
    {
        using var onnx = new MemoryStream();
        ConversionResult result = Converter.Convert(Model("convolution", [1, 5, 4, 2]), onnx, new() { Shapes = new Dictionary<string, int[]> { [name] = shape } });
        Assert.IsFalse(result.Succeeded);
        Assert.AreEqual(code, result.Diagnostics[0].Code);
    }

    private static byte[] Model(string name, int[] shape)
    {
        var model = new ModelBuilder();
        model.Output(Bodies[name](model, shape));
        return model.Build();
    }

    private static RunTensor[] Run(byte[] model, int[] shape, ConversionOptions options)
    {
        using var onnx = new MemoryStream();
        ConversionResult result = Converter.Convert(model, onnx, options);
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));
        float[] input = [.. Enumerable.Range(0, (int)ElementTypes.Count(shape)).Select(i => ((i * 37) % 41) - 20f)];
        return OnnxRunner.Run(onnx.ToArray(), [new RunTensor(ElementType.Float, shape, ModelBuilder.Bytes(input))]);
    }

    private static int Conv(ModelBuilder m, int x, int[] s, int stride) => Apply(
        m, BuiltinOperator.CONV_2D, [s[0], (s[1] + stride - 1) / stride, (s[2] + stride - 1) / stride, 4], new Conv2DOptionsT { StrideH = stride, StrideW = stride },
        x, m.Constant([4, 3, 3, s[3]], Weights(36 * s[3])), m.Constant([4], Weights(4)));

    private static int Apply(ModelBuilder m, BuiltinOperator code, int[] result, IFlatRecord? options, params int[] operands)
    {
        int y = m.Tensor(TensorType.FLOAT32, result);
        m.Operator(code, operands, [y], options);
        return y;
    }

    private static float[] Weights(int count) => [.. Enumerable.Range(0, count).Select(i => ((i * 29) % 17 / 8f) - 1)];
}
