namespace Tflite2Onnx.Tests.Operators;

/// <summary>Random numbers are not TFLite's, but as likely.</summary>
[TestClass]
public sealed class RandomnessTests
{
    private const int Count = 20000;

    [TestMethod]
    public void Uniform_numbers_are_from_0_to_below_1()
    {
        double[] numbers = Run(BuiltinOperator.RANDOM_UNIFORM, new RandomOptionsT { Seed = 3, Seed2 = 4 });
        Assert.IsTrue(numbers.All(number => number is >= 0 and < 1));
        Assert.AreEqual(0.5, numbers.Average(), 0.02);
        Assert.AreEqual(1 / 12.0, Variance(numbers), 0.005);
    }

    [TestMethod]
    public void Normal_numbers_have_mean_0_and_deviation_1()
    {
        double[] numbers = Run(BuiltinOperator.RANDOM_STANDARD_NORMAL, new RandomOptionsT());
        Assert.AreEqual(0, numbers.Average(), 0.05);
        Assert.AreEqual(1, Variance(numbers), 0.05);
        Assert.IsTrue(numbers.Any(number => number > 2.5));
    }

    [TestMethod]
    public void Custom_ones_are_the_same_whenever_the_model_is_loaded()
    {
        double[] numbers = Run(BuiltinOperator.CUSTOM, null, "RandomUniform");
        Assert.IsTrue(numbers.All(number => number is >= 0 and < 1));
        Assert.AreEqual(1 / 12.0, Variance([.. numbers.Select(number => number - 0.5)]), 0.005);
        Assert.AreEqual(1, Variance(Run(BuiltinOperator.CUSTOM, null, "RandomStandardNormal")), 0.05);
        CollectionAssert.AreEqual(numbers, Run(BuiltinOperator.CUSTOM, null, "RandomUniform"));
    }

    [TestMethod]
    public void A_computed_shape_is_as_good_as_a_constant()
    {
        var builder = new ModelBuilder();
        int shape = builder.Input(TensorType.INT32, [2]);
        int y = builder.Tensor(TensorType.FLOAT32, [-1, -1]);
        builder.Operator(BuiltinOperator.RANDOM_UNIFORM, [shape], [y], new RandomOptionsT());
        builder.Output(y);
        RunTensor result = OnnxRunner.Run(Convert(builder.Build()), [new RunTensor(ElementType.Int32, [2], ModelBuilder.Bytes([3, 5]))])[0];
        CollectionAssert.AreEqual(new[] { 3, 5 }, result.Shape);
    }

    [TestMethod]
    public void A_seed_gives_the_same_numbers_whenever_the_model_is_loaded()
    {
        var seeded = new RandomOptionsT { Seed = 3, Seed2 = 4 };
        CollectionAssert.AreEqual(Run(BuiltinOperator.RANDOM_UNIFORM, seeded), Run(BuiltinOperator.RANDOM_UNIFORM, seeded));
        CollectionAssert.AreNotEqual(Run(BuiltinOperator.RANDOM_UNIFORM, seeded), Run(BuiltinOperator.RANDOM_UNIFORM, seeded with { Seed2 = 5 }));
    }

    [TestMethod]
    public void Classes_are_drawn_by_their_odds()
    {
        var builder = new ModelBuilder();
        int logits = builder.Input(TensorType.FLOAT32, [1, 2]);
        int y = builder.Tensor(TensorType.INT32, [1, Count]);
        builder.Operator(BuiltinOperator.MULTINOMIAL, [logits, builder.Constant([], Count)], [y], new RandomOptionsT { Seed = 5 });
        builder.Output(y);
        var odds = new RunTensor(ElementType.Float, [1, 2], ModelBuilder.Bytes([0f, MathF.Log(3)]));
        Assert.AreEqual(0.75, OnnxRunner.Run(Convert(builder.Build()), [odds])[0].Floats().Average(), 0.02);
    }

    private static double Variance(double[] numbers) => numbers.Average(number => number * number) - Math.Pow(numbers.Average(), 2);

    private static double[] Run(BuiltinOperator code, RandomOptionsT? options, string? custom = null)
    {
        var builder = new ModelBuilder();
        int y = builder.Tensor(TensorType.FLOAT32, [Count]);
        builder.Operator(code, [builder.Constant([1], Count)], [y], options, custom);
        builder.Output(y);
        return OnnxRunner.Run(Convert(builder.Build()), [])[0].Floats();
    }

    private static byte[] Convert(byte[] model)
    {
        using var onnx = new MemoryStream();
        ConversionResult result = Converter.Convert(model, onnx);
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));
        return onnx.ToArray();
    }
}
