using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Quantized;

/// <summary>Weights of 4 bits with a scale per block of a row, which stand in another tensor.</summary>
[TestClass]
public sealed class BlockwiseTests
{
    private static readonly sbyte[] Weights = [1, -8, 7, 3, -2, 5, 0, -1];

    private static readonly float[] Scales = [0.5f, 2, 0.25f, 4];

    [TestMethod]
    [DataRow("Qdq")]
    [DataRow("Float")]
    [DataRow("Exact")]
    public void Each_block_has_its_scale(string mode)
    {
        float[] x = [1, 2, 3, 4];
        using var onnx = new MemoryStream();
        ConversionResult result = Converter.Convert(Model(blockSize: 2), onnx, new() { Quantization = Enum.Parse<QuantizationMode>(mode) });
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));
        double[] y = OnnxRunner.Run(onnx.ToArray(), [new RunTensor(ElementType.Float, [1, 4], ModelBuilder.Bytes(x))])[0].Floats();
        double Row(int row) => Enumerable.Range(0, 4).Sum(i => x[i] * Weights[(row * 4) + i] * (double)Scales[(row * 2) + (i / 2)]);
        Assert.AreEqual(Row(0), y[0], 1e-5);
        Assert.AreEqual(Row(1), y[1], 1e-5);
    }

    [TestMethod]
    [DataRow(3, DisplayName = "blocks that do not fill a row")]
    [DataRow(0, DisplayName = "no dimension")]
    [DataRow(4, DisplayName = "fewer blocks than scales")]
    public void Blocks_that_do_not_fit_are_refused(int blockSize)
    {
        ConversionResult result = Converter.Convert(Model(blockSize), Stream.Null);
        Assert.AreEqual("T2O2003", result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).Code);
    }

    // The schema describes it, and no kernel of TFLite's computes with it.
    [TestMethod]
    public void Several_axes_are_refused_by_name()
    {
        var builder = new ModelBuilder();
        int x = builder.Input(TensorType.FLOAT32, [1, 4]);
        int scales = builder.Constant([2, 4], [.. Enumerable.Repeat(0.5f, 8)]);
        var axes = new QuantizationParametersT { Details = new MultiAxisQuantizationT { Scales = scales, ZeroPoints = -1, QuantizedDimensions = [0, 1] } };
        int weights = builder.Constant(TensorType.INT8, [2, 4], new byte[8], axes);
        int y = builder.Tensor(TensorType.FLOAT32, [1, 2]);
        builder.Operator(FULLY_CONNECTED, [x, weights], [y], new FullyConnectedOptionsT());
        builder.Output(y);
        ConversionResult result = Converter.Convert(builder.Build(), Stream.Null);
        Diagnostic refusal = result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
        Assert.AreEqual("T2O2003", refusal.Code);
        StringAssert.Contains(refusal.Message, "MultiAxisQuantization");
    }

    private static byte[] Model(int blockSize)
    {
        var builder = new ModelBuilder();
        int x = builder.Input(TensorType.FLOAT32, [1, 4]);
        int scales = builder.Constant(TensorType.FLOAT16, [2, 2], ModelBuilder.Bytes([.. Scales.Select(s => (Half)s)]));
        var blocks = new QuantizationParametersT { Details = new BlockwiseQuantizationT { Scales = scales, BlockSize = blockSize } };
        int weights = builder.Constant(TensorType.INT4, [2, 4], Packed.Pack([.. Weights.Select(w => (byte)(w & 15))], 4), blocks);
        int y = builder.Tensor(TensorType.FLOAT32, [1, 2]);
        builder.Operator(FULLY_CONNECTED, [x, weights], [y], new FullyConnectedOptionsT());
        builder.Output(y);
        return builder.Build();
    }
}
