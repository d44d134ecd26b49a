using System.Runtime.InteropServices;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>Bits of floats, taken apart and put together by arithmetic, are the bits that they are: for every exponent, and at its ends.</summary>
[TestClass]
public sealed class BitPatternsTests
{
    [TestMethod]
    public void Floats_from_all_kinds_of_bits()
    {
        int[] bits = [.. Patterns(23, 8).Select(pattern => unchecked((int)pattern))];
        AssertSame(MemoryMarshal.AsBytes(bits.AsSpan()).ToArray(), bits.Length, TensorType.INT32, TensorType.FLOAT32);
    }

    [TestMethod]
    public void Halves_from_all_kinds_of_bits()
    {
        short[] bits = [.. Patterns(10, 5).Select(pattern => unchecked((short)pattern))];
        AssertSame(MemoryMarshal.AsBytes(bits.AsSpan()).ToArray(), bits.Length, TensorType.INT16, TensorType.FLOAT16);
    }

    // Of both signs; without those that are no numbers.
    private static IEnumerable<uint> Patterns(int fraction, int exponent)
    {
        uint[] rests = [0, 1, 2, (1u << (fraction - 1)) - 1, 1u << (fraction - 1), (1u << fraction) - 2, (1u << fraction) - 1];
        uint[] sizes = [.. Enumerable.Range(0, (1 << exponent) - 1).SelectMany(e => rests.Select(rest => ((uint)e << fraction) + rest)), ((1u << exponent) - 1) << fraction];
        return sizes.Concat(sizes.Select(size => size | (1u << (fraction + exponent))));
    }

    private static void AssertSame(byte[] bits, int count, TensorType whole, TensorType real)
    {
        var builder = new ModelBuilder();
        int x = builder.Input(whole, [count]);
        (int floats, int again) = (builder.Tensor(real, [count]), builder.Tensor(whole, [count]));
        builder.Operator(BuiltinOperator.BITCAST, [x], [floats]);
        builder.Operator(BuiltinOperator.BITCAST, [floats], [again]);
        builder.Output(floats);
        builder.Output(again);
        using var onnx = new MemoryStream();
        Assert.IsTrue(Converter.Convert(builder.Build(), onnx).Succeeded);
        RunTensor[] results = OnnxRunner.Run(onnx.ToArray(), [new RunTensor(whole.ToElementType(), [count], bits)]);
        CollectionAssert.AreEqual(bits, results[0].Bytes);
        CollectionAssert.AreEqual(bits, results[1].Bytes);
    }
}
