using Tflite2Onnx.Arithmetic;
using Tflite2Onnx.Tests.Operators;
using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Quantized;

/// <summary>Quantization=exact, against the loops of TFLite's reference kernels written down here: equal in every element.</summary>
[TestClass]
public sealed class KernelTests
{
    private const int Depth = 300;

    // Full range on both sides: sums that 16 bits do not hold, as the 8-bit instructions of older processors have them.
    [TestMethod]
    [DataRow(255, 127)]
    [DataRow(255, -128)]
    [DataRow(0, -128)]
    public void Extreme_sums_do_not_saturate(int data, int weight)
    {
        Operand x = U8(0.5f, 128, 1, Depth).Of([.. Enumerable.Repeat((double)data, Depth)]);
        Operand w = U8(0.25f, 128, 2, Depth).Of([.. Enumerable.Range(0, 2 * Depth).Select(i => (double)(weight + 128))]).Const;
        var test = new OpCase(FULLY_CONNECTED, "extreme") { In = [x, w], Out = [U8(100, 128, 1, 2)], Options = new FullyConnectedOptionsT() };
        var factor = Multiplier.Of((double)(0.5f * 0.25f) / 100f);
        long expected = Math.Clamp(factor.Apply((long)(data - 128) * weight * Depth) + 128, 0, 255);
        CollectionAssert.AreEqual(new double[] { expected, expected }, Run(test));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Convolutions_scale_each_channel_as_the_kernel_does(bool wide)
    {
        float[] scales = [0.01f, 0.02f, 0.015f, 0.0005f];
        (TensorType type, long zero, float outScale) = wide ? (TensorType.INT16, 0, 0.0003f) : (TensorType.INT8, 5, 0.05f);
        Operand x = new Operand(type, [1, 6, 7, 3]) { Quantization = ModelBuilder.Quantized(wide ? 0.0001f : 0.02f, zero) };
        Operand w = I8(scales, 0, 4, 3, 3, 3).Const;
        Operand bias = (wide ? I64(4) : I32(4)).Between(-90000, 90000).Const;
        Operand y = new Operand(type, [1, 4, 5, 4]) { Quantization = ModelBuilder.Quantized(outScale, zero == 0 ? 0 : -10) };
        var test = new OpCase(CONV_2D, "kernel")
        {
            In = [x, w, bias],
            Out = [y],
            Options = new Conv2DOptionsT { Padding = Padding.VALID, StrideH = 1, StrideW = 1, FusedActivationFunction = ActivationFunctionType.RELU },
        };
        (double[] data, double[] weights, double[] biases) = (x.Elements(1), w.Elements(2), bias.Elements(3));
        var expected = new List<double>();
        foreach ((int row, int column, int channel) in Places(4, 5, 4))
        {
            long sum = (long)biases[channel];
            foreach ((int i, int j, int k) in Places(3, 3, 3))
            {
                sum += (long)(data[((((row + i) * 7) + column + j) * 3) + k] - zero) * (long)weights[(((((channel * 3) + i) * 3) + j) * 3) + k];
            }
            var factor = Multiplier.Of((double)(wide ? 0.0001f : 0.02f) * scales[channel] / outScale);
            long scaled = wide ? ((sum * factor.Reduced) + (1L << (14 - factor.Shift))) >> (15 - factor.Shift) : factor.Apply(sum);
            long lowest = wide ? 0 : -10;
            expected.Add(Math.Clamp(scaled + lowest, lowest, wide ? 32767 : 127));
        }
        CollectionAssert.AreEqual(expected, Run(test));
    }

    [TestMethod]
    [DataRow("ADD")]
    [DataRow("SUB")]
    [DataRow("MUL")]
    public void Arithmetic_rounds_as_often_as_the_kernel(string name)
    {
        BuiltinOperator code = Enum.Parse<BuiltinOperator>(name);
        (float a, float b, float c) = (0.02f, 0.013f, code == MUL ? 0.011f : 0.031f);
        Operand x = I8(a, 7, 1, 40, 50, 2);
        Operand y = I8(b, -3, 1, 40, 50, 2);
        IFlatRecord options = code == ADD ? new AddOptionsT() : code == SUB ? new SubOptionsT() : new MulOptionsT();
        var test = new OpCase(code, "kernel") { In = [x, y], Out = [I8(c, 4, 1, 40, 50, 2)], Options = options };
        double unit = 2 * Math.Max(a, b);
        (var first, var second, var last) = (Multiplier.Of(a / unit), Multiplier.Of(b / unit), Multiplier.Of(unit / ((1 << 20) * c)));
        long Sum(long p, long q) => last.Apply(first.Apply(p << 20) + ((code == SUB ? -1 : 1) * second.Apply(q << 20)));
        long Of(long p, long q) => Math.Clamp((code == MUL ? Multiplier.Of(a * b / c).Apply(p * q) : Sum(p, q)) + 4, -128, 127);
        double[] expected = [.. x.Elements(1).Zip(y.Elements(2), (p, q) => (double)Of((long)p - 7, (long)q + 3))];
        CollectionAssert.AreEqual(expected, Run(test));
    }

    [TestMethod]
    public void Averages_count_no_padding_and_round_halves_away_from_0()
    {
        Operand x = I8(0.1f, 3, 1, 5, 4, 1);
        var test = new OpCase(AVERAGE_POOL_2D, "kernel")
        {
            In = [x],
            Out = [I8(0.1f, 3, 1, 5, 4, 1)],
            Options = new Pool2DOptionsT { Padding = Padding.SAME, FilterHeight = 2, FilterWidth = 2, StrideH = 1, StrideW = 1 },
        };
        double[] data = x.Elements(1);
        var expected = new List<double>();
        for (int i = 0; i < 20; i++)
        {
            (int row, int column) = (i / 4, i % 4);
            double[] cells = [.. from r in new[] { row, row + 1 } from c in new[] { column, column + 1 } where r < 5 && c < 4 select data[(r * 4) + c]];
            expected.Add(Math.Round(cells.Sum() / cells.Length, MidpointRounding.AwayFromZero));
        }
        CollectionAssert.AreEqual(expected, Run(test));
    }

    [TestMethod]
    public void Floats_are_quantized_halves_away_from_0()
    {
        var test = new OpCase(QUANTIZE, "halves") { In = [F32(6).Of(0.5, 1.5, -0.5, -2.5, 900, -900)], Out = [I8(1, 3, 6)], Options = new QuantizeOptionsT() };
        CollectionAssert.AreEqual(new double[] { 4, 5, 2, 0, 127, -128 }, Run(test));
    }

    private static IEnumerable<(int First, int Second, int Third)> Places(int first, int second, int third) =>
        from i in Enumerable.Range(0, first) from j in Enumerable.Range(0, second) from k in Enumerable.Range(0, third) select (i, j, k);

    private static double[] Run(OpCase test)
    {
        using var onnx = new MemoryStream();
        ConversionResult result = Converter.Convert(test.Model(), onnx, new() { Quantization = QuantizationMode.Exact });
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));
        return OnnxRunner.Run(onnx.ToArray(), test.Inputs())[0].Floats();
    }
}
