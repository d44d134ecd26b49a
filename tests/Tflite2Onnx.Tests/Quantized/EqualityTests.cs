using Tflite2Onnx.Tests.Operators;

namespace Tflite2Onnx.Tests.Quantized;

/// <summary>Quantization=exact, against what TFLite's runtime gave for each case of each operator: equal in every integer.</summary>
[TestClass]
public sealed class EqualityTests
{
    // What was recorded ran on XNNPACK, or on TFLite's faster kernels, which round these elsewhere than the reference kernels do. GELU's table is
    // made by the C library's tanh, whose last bit is another one here and there.
    private static readonly HashSet<string> Elsewhere =
    [
        "ADD activation left out, int8", "FULLY_CONNECTED int8, weights of 4 bits and a bias", "GELU approximate, int16", "LEAKY_RELU steep, int8", "MEAN int8",
        "MEAN uint8", "MUL int8", "MUL uint8", "QUANTIZE int8 to int8", "RESIZE_BILINEAR int8", "SUB activation left out, int8",
    ];

    public static IEnumerable<object[]> OfIntegers =>
        Families.Cases.Where(c => c.Fails is null && c.Out.Any(o => o.Quantization is not null)).Select(c => new object[] { c.Key });

    [TestMethod]
    [DynamicData(nameof(OfIntegers))]
    public void Integers_are_those_of_TFLite(string key)
    {
        OpCase test = Families.Keyed[key];
        RunTensor[] expected = Laws.Expected(test);
        RunTensor[] got = OnnxRunner.Run(Laws.Convert(test, new() { Quantization = QuantizationMode.Exact }), test.Inputs());
        bool equal = expected.Zip(got, (e, g) => e.Bytes.AsSpan().SequenceEqual(g.Bytes)).All(same => same);
        Assert.AreEqual(!Elsewhere.Contains(key), equal, string.Join("\n", expected.Zip(got, (e, g) => $"{string.Join(' ', e.Floats())}\n{string.Join(' ', g.Floats())}")));
    }
}
