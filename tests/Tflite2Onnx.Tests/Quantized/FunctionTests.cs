using Tflite2Onnx.Arithmetic;

namespace Tflite2Onnx.Tests.Quantized;

/// <summary>The fixed-point functions, against the real ones they approximate.</summary>
[TestClass]
public sealed class FunctionTests
{
    private static readonly Affine Words = new(ElementType.Int16, 1f / 4096, 0);
    private static readonly Affine Unit = new(ElementType.Int16, 1f / 32768, 0);

    [TestMethod]
    [DataRow(0.5, 1 << 30, 0)]
    [DataRow(1.0, 1 << 30, 1)]
    [DataRow(0.3, 1288490189, -1)]
    [DataRow(0.0, 0, 0)]
    [DataRow(1e-12, 0, 0)]
    public void Factors_have_31_bits(double real, int significand, int shift) => Assert.AreEqual(new Multiplier(significand, shift), Multiplier.Of(real));

    [TestMethod]
    [DataRow(5, 3)]
    [DataRow(-5, -3)]
    [DataRow(3, 2)]
    [DataRow(-3, -2)]
    public void Halves_of_a_shift_go_away_from_0(long x, long expected) => Assert.AreEqual(expected, Multiplier.DividedByPowerOf2(x, 1));

    [TestMethod]
    public void Halves_of_a_product_go_up()
    {
        Assert.AreEqual(1, Multiplier.HighProduct(1, 1 << 30));
        Assert.AreEqual(0, Multiplier.HighProduct(-1, 1 << 30));
    }

    [TestMethod]
    public void Tanh_of_16_bits_is_within_4_steps() => AssertNear(Sigmoid.Tanh(Words.Scale), v => Math.Tanh(v) * 32768, 4);

    [TestMethod]
    public void Logistic_of_16_bits_is_within_4_steps() => AssertNear(Sigmoid.Logistic(Words.Scale), v => 32768 / (1 + Math.Exp(-v)), 4);

    [TestMethod]
    public void Gates_of_an_LSTM_are_within_16_steps()
    {
        AssertNear(v => Gemmlowp.Short.Logistic(v, 3), v => 32768 / (1 + Math.Exp(-v)), 16);
        AssertNear(v => Gemmlowp.Short.Tanh(v, 3), v => Math.Tanh(v) * 32768, 16);
    }

    [TestMethod]
    public void Tables_of_16_bits_are_near_their_function() => AssertNear(Functions.OfFloats(MathF.Sin)(Words, Unit)!, v => Math.Sin(v) * 32768, 10);

    [TestMethod]
    public void Powers_of_e_are_exact_to_21_bits()
    {
        Func<int, long> powers = Exponential.Of(0.05);
        foreach (int n in Enumerable.Range(0, 256))
        {
            Assert.AreEqual(Math.Exp(-0.05 * n), powers(n) / 2147483648.0, 3e-7, $"{n}");
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(7)]
    [DataRow(65536)]
    [DataRow(2000000000)]
    public void Inverse_roots_are_exact_to_24_bits(int x)
    {
        Multiplier root = InverseRoot.Of(x);
        Assert.AreEqual(1 / Math.Sqrt(x), Math.ScaleB(root.Significand, root.Shift - 31), 1e-7 / Math.Sqrt(x));
    }

    [TestMethod]
    public void Gelu_by_the_error_function_is_near_the_one_by_tanh()
    {
        (Affine x, Affine y) = (new(ElementType.Int8, 0.05f, 0), new(ElementType.Int8, 0.05f, 0));
        (Func<long, long> exact, Func<long, long> approximate) = (Functions.Gelu(false)(x, y)!, Functions.Gelu(true)(x, y)!);
        foreach (long integer in Enumerable.Range(-128, 256))
        {
            Assert.AreEqual(approximate(integer), exact(integer), 1.0, $"{integer}");
        }
    }

    private static void AssertNear(Func<long, long> function, Func<double, double> real, double steps)
    {
        for (long integer = short.MinValue; integer <= short.MaxValue; integer += 7)
        {
            Assert.AreEqual(real(integer * (double)Words.Scale), function(integer), steps, $"{integer}");
        }
    }
}
