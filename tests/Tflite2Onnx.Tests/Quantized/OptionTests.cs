using Tflite2Onnx.Tests.Operators;
using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Quantized;

/// <summary>What the options Quantization, Hybrid and IoType make of a graph.</summary>
[TestClass]
public sealed class OptionTests
{
    [TestMethod]
    public void Floats_leave_no_quantization_inside()
    {
        Graph graph = Lower(TwoLayers(), new() { Quantization = QuantizationMode.Float, IoType = IoType.Float });
        Assert.IsFalse(graph.Nodes.Any(node => node.OpType is "QuantizeLinear" or "DequantizeLinear"), GraphText.Of(graph));
        Assert.IsTrue(graph.Constants().All(value => value.Type is ElementType.Float or ElementType.Int64), GraphText.Of(graph));
    }

    [TestMethod]
    public void Floats_are_held_within_the_range_of_the_integers()
    {
        Graph graph = Lower(TwoLayers(), new() { Quantization = QuantizationMode.Float });
        Node[] clips = [.. graph.Nodes.Where(node => node.OpType == "Clip")];
        Assert.HasCount(2, clips);
        Assert.AreEqual(0.05f * (127 + 10), clips[0].Inputs[2]!.Constant!.Floats()[0]);
    }

    [TestMethod]
    public void Inputs_and_outputs_are_integers_unless_floats_are_asked_for()
    {
        Assert.AreEqual((ElementType.Int8, ElementType.Int8), TypesOfEnds(new()));
        Assert.AreEqual((ElementType.Int8, ElementType.Int8), TypesOfEnds(new() { Quantization = QuantizationMode.Float }));
        Assert.AreEqual((ElementType.Float, ElementType.Float), TypesOfEnds(new() { IoType = IoType.Float }));
        Assert.AreEqual((ElementType.Float, ElementType.Float), TypesOfEnds(new() { IoType = IoType.Float, Quantization = QuantizationMode.Exact }));
    }

    [TestMethod]
    public void Metadata_says_what_the_integers_at_the_rim_stand_for()
    {
        SortedDictionary<string, string> metadata = Lower(TwoLayers(), new()).Metadata;
        Assert.AreEqual("t0", metadata["tflite.input.t0.name"]);
        Assert.AreEqual("INT8", metadata["tflite.input.t0.type"]);
        Assert.AreEqual("0.02", metadata["tflite.input.t0.scale"]);
        Assert.AreEqual("5", metadata["tflite.input.t0.zero_point"]);
        KeyValuePair<string, string>[] output = [.. metadata.Where(entry => entry.Key.StartsWith("tflite.output.", StringComparison.Ordinal))];
        Assert.AreEqual("-10", output.Single(entry => entry.Key.EndsWith(".zero_point", StringComparison.Ordinal)).Value);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Rows_are_quantized_each_by_itself(bool asymmetric)
    {
        double[] rows = [1, -0.37, 0.5, 100, 33.3, -7];
        var test = new OpCase(FULLY_CONNECTED, "hybrid")
        {
            In = [F32(2, 3).Of(rows), I8(0.5f, 0, 1, 3).Of(1, 0, 0).Const],
            Out = [F32(2, 1)],
            Options = new FullyConnectedOptionsT { AsymmetricQuantizeInputs = asymmetric },
        };
        double[] got = Run(test, new() { Hybrid = HybridMode.Dynamic });
        Assert.AreEqual(0.5 * Rounded(rows[..3], asymmetric), got[0], 1e-6);
        Assert.AreEqual(0.5 * Rounded(rows[3..], asymmetric), got[1], 1e-4);
    }

    // One scale or several: the kernel's images have a range of their own in either case (EvalHybrid in transpose_conv.cc).
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Images_of_a_transposed_convolution_are_quantized_each_by_itself(bool hasScales)
    {
        double[] images = [1, -0.37, 0.5, 100, 33.3, -7];
        Operand filter = (hasScales ? I8([0.5f, 0.25f], 0, 2, 1, 1, 1) : I8(0.5f, 0, 2, 1, 1, 1)).Of(1, 1).Const;
        var test = new OpCase(TRANSPOSE_CONV, "hybrid")
        {
            In = [Ints(2, 1, 3, 2), filter, F32(2, 1, 3, 1).Of(images)],
            Out = [F32(2, 1, 3, 2)],
            Options = new TransposeConvOptionsT { StrideH = 1, StrideW = 1, Padding = Padding.VALID },
        };
        double[] got = Run(test, new() { Hybrid = HybridMode.Dynamic });
        Assert.AreEqual(0.5 * Rounded(images[..3], asymmetric: true), got[0], 1e-6);
        Assert.AreEqual((hasScales ? 0.25 : 0.5) * Rounded(images[3..], asymmetric: true), got[7], 1e-4);
    }

    [TestMethod]
    public void Weights_without_a_real_operand_are_no_hybrid_ones()
    {
        string Text(HybridMode hybrid) => GraphText.Of(Lower(TwoLayers(), new() { Hybrid = hybrid }));
        Assert.AreEqual(Text(HybridMode.Dequantize), Text(HybridMode.Dynamic));
    }

    // The first element, as 8 bits in its row's range have it.
    private static double Rounded(double[] row, bool asymmetric)
    {
        (double low, double high) = (Math.Min(0, row.Min()), Math.Max(0, row.Max()));
        double scale = asymmetric ? (high - low) / 255 : row.Max(Math.Abs) / 127;
        double zero = asymmetric ? Math.Round(-128 - (low / scale), MidpointRounding.AwayFromZero) : 0;
        return (Math.Clamp(Math.Round((row[0] / scale) + zero, MidpointRounding.AwayFromZero), -128, 127) - zero) * scale;
    }

    private static (ElementType Input, ElementType Output) TypesOfEnds(ConversionOptions options)
    {
        Graph graph = Lower(TwoLayers(), options);
        return (graph.Inputs[0].Type, graph.Outputs[0].Type);
    }

    private static byte[] TwoLayers()
    {
        var builder = new ModelBuilder();
        int x = builder.Input(TensorType.INT8, [1, 3], ModelBuilder.Quantized(0.02f, 5));
        foreach (int width in new[] { 4, 2 })
        {
            int depth = builder.ShapeOf(x)[1];
            int weights = builder.Constant(TensorType.INT8, [width, depth], new byte[width * depth], ModelBuilder.Quantized(0.01f, 0));
            int y = builder.Tensor(TensorType.INT8, [1, width], ModelBuilder.Quantized(0.05f, -10));
            builder.Operator(FULLY_CONNECTED, [x, weights], [y], new FullyConnectedOptionsT());
            x = y;
        }
        builder.Output(x);
        return builder.Build();
    }

    private static Graph Lower(byte[] model, ConversionOptions options) => Converter.Lower(model, options, new())!.Graph;

    private static double[] Run(OpCase test, ConversionOptions options)
    {
        using var onnx = new MemoryStream();
        Assert.IsTrue(Converter.Convert(test.Model(), onnx, options).Succeeded);
        return OnnxRunner.Run(onnx.ToArray(), test.Inputs())[0].Floats();
    }
}
