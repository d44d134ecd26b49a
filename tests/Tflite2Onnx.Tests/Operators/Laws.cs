using Tflite2Onnx.Driver;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>What holds of every operator, run over every case of every family.</summary>
[TestClass]
public sealed class Laws
{
    private static readonly Dictionary<int, string> Orders = new() { [3] = "NCW", [4] = "NCHW", [5] = "NCDHW" };

    private static readonly string[] WaysOut = ["xport the model", "before export", "option", "The file is damaged, or was written by a faulty exporter"];

    private static readonly Dictionary<string, Fixture> Recorded = Families.All.Keys.SelectMany(Fixtures.Read).ToDictionary(f => f.Key, f => f.Value);

    public static IEnumerable<object[]> Converting => Families.Cases.Where(c => c.Fails is null).Select(c => new object[] { c.Key });

    public static IEnumerable<object[]> Refused => Families.Cases.Where(c => c.Fails is not null).Select(c => new object[] { c.Key });

    [TestMethod]
    [DynamicData(nameof(Converting))]
    public void Numbers_are_those_of_TFLite(string key)
    {
        OpCase test = Find(key);
        bool known = test.Given() is not null || (Recorded.TryGetValue(key, out Fixture? fixture) && fixture.Model == Fixtures.Fingerprint(test));
        Assert.IsTrue(known, "nothing is recorded for this model");
        AssertAgree(test, OnnxRunner.Run(Convert(test, new()), test.Inputs()), Expected(test));
    }

    [TestMethod]
    [DynamicData(nameof(Converting))]
    public void Layout_is_honest(string key)
    {
        OpCase test = Find(key);
        RunTensor[] expected = OnnxRunner.Run(Convert(test, new()), test.Inputs());
        (ConversionOptions options, RunTensor[] moved) = ChannelsFirst(test);
        AssertAgree(test, OnnxRunner.Run(Convert(test, options), moved), expected);
    }

    [TestMethod]
    [DynamicData(nameof(Converting))]
    public void A_Transpose_around_every_operator_changes_no_number(string key)
    {
        OpCase test = Find(key);
        RunTensor[] expected = OnnxRunner.Run(Convert(test, new()), test.Inputs());
        AssertAgree(test, OnnxRunner.Run(Convert(test, new() { Layout = LayoutMode.Transpose }), test.Inputs()), expected);
    }

    [TestMethod]
    [DynamicData(nameof(Converting))]
    public void Integer_arithmetic_and_floats_are_within_a_step(string key)
    {
        OpCase test = Find(key);
        // Some kernels of 16 bits are further away from the function that they stand for.
        bool isCoarse = test.In.FirstOrDefault()?.Type == TensorType.INT16 && OpRegistry.All.Single(d => d.Name == test.Operator).ExactByDefault.Contains(TensorType.INT16);
        QuantizationMode[] modes = isCoarse ? [QuantizationMode.Exact] : [QuantizationMode.Exact, QuantizationMode.Float];
        foreach (QuantizationMode mode in modes)
        {
            (ConversionOptions moved, RunTensor[] inputs) = ChannelsFirst(test);
            AssertAgree(test, OnnxRunner.Run(Convert(test, new() { Quantization = mode }), test.Inputs()), Expected(test));
            AssertAgree(test, OnnxRunner.Run(Convert(test, moved with { Quantization = mode }), inputs), Expected(test));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Converting))]
    public void The_lowest_operator_set_changes_no_number(string key)
    {
        OpCase test = Find(key);
        if (Convert(test.Model(), new() { Opset = OnnxOperators.LowestOpset }, out _) is { } lowest)
        {
            AssertAgree(test, OnnxRunner.Run(lowest, test.Inputs()), OnnxRunner.Run(Convert(test, new()), test.Inputs()));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Converting))]
    public void Computed_operands_are_refused_or_as_good_as_constants(string key)
    {
        OpCase test = Find(key);
        for (int i = 0; i < test.In.Length; i++)
        {
            if (test.In[i] is { IsConstant: true, Type: TensorType.INT32 or TensorType.INT64 })
            {
                OpCase computed = test with { In = [.. test.In.Select((o, at) => at == i ? o! with { IsConstant = false } : o)] };
                AssertRefusedOrAgrees(computed.Model(), computed);
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Converting))]
    public void Unknown_dimensions_are_refused_or_as_good_as_known_ones(string key)
    {
        OpCase test = Find(key);
        OpCase open = test with { In = [.. test.In.Select(o => o is { IsConstant: false } ? Open(o) : o)], Out = [.. test.Out.Select(Open)] };
        AssertRefusedOrAgrees(open.Model(), test);

        static Operand Open(Operand o) => o.Dynamic([.. Enumerable.Range(0, o.Shape.Length)]);
    }

    [TestMethod]
    [DynamicData(nameof(Refused))]
    public void Refusals_name_the_operator(string key)
    {
        OpCase test = Find(key);
        ConversionResult result = Converter.Convert(test.Model(), Stream.Null);
        Assert.IsFalse(result.Succeeded);
        Diagnostic refusal = result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
        Assert.AreEqual(test.Fails, refusal.Code);
        Assert.AreEqual(test.Operator, refusal.Operator);
        Assert.AreEqual(test.Place, refusal.OperatorIndex);
        Assert.StartsWith($"subgraph {refusal.Subgraph}, operator {test.Place} {test.Operator}", refusal.Message);
        Assert.IsTrue(refusal.Tensor is null ? test.Out.Length == 0 || test.Whole is not null : refusal.Message.Contains($"tensor '{refusal.Tensor}': ", StringComparison.Ordinal));
        Assert.IsTrue(WaysOut.Any(words => refusal.Message.Contains(words, StringComparison.Ordinal)), refusal.Message);
    }

    [TestMethod]
    [DynamicData(nameof(Converting))]
    public void Same_model_same_bytes(string key) => CollectionAssert.AreEqual(Convert(Find(key), new()), Convert(Find(key), new()));

    [TestMethod]
    public void Every_operator_has_a_case()
    {
        string[] without = [.. OpRegistry.All.Select(d => d.Name).Except(Families.Cases.Select(c => c.Operator))];
        Assert.IsEmpty(without, string.Join(", ", without));
    }

    [TestMethod]
    public void Every_limit_has_a_refusal()
    {
        IEnumerable<string> limited = OpRegistry.All.Where(d => d.Limits.Length > 0).Select(d => d.Name);
        string[] without = [.. limited.Except(Families.Cases.Where(c => c.Fails is not null).Select(c => c.Operator))];
        Assert.IsEmpty(without, string.Join(", ", without));
    }

    /// <summary>What was recorded for a case, or is given by it.</summary>
    internal static RunTensor[] Expected(OpCase test) => test.Given() ?? [.. Recorded[test.Key].Outputs.Select(o => o.Tensor)];

    internal static OpCase Find(string key) => Families.Cases.Single(c => c.Key == key);

    internal static byte[] Convert(OpCase test, ConversionOptions options) => Convert(test.Model(), options, out ConversionResult result)
        ?? throw new AssertFailedException(string.Join("\n", result.Diagnostics));

    private static byte[]? Convert(byte[] model, ConversionOptions options, out ConversionResult result)
    {
        using var onnx = new MemoryStream();
        result = Converter.Convert(model, onnx, options);
        return result.Succeeded ? onnx.ToArray() : null;
    }

    // The model may know less of the case than the case itself; the results are the recorded ones, in TFLite's order of axes and in ONNX's.
    private static void AssertRefusedOrAgrees(byte[] model, OpCase test)
    {
        RunTensor[] expected = Expected(test);
        foreach ((ConversionOptions options, RunTensor[] inputs) in new[] { (new(), test.Inputs()), ChannelsFirst(test) })
        {
            if (Convert(model, options, out ConversionResult result) is { } onnx)
            {
                AssertAgree(test, OnnxRunner.Run(onnx, inputs), expected);
            }
            else
            {
                string[] errors = [.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Code)];
                Assert.IsTrue(errors.All(code => code == "T2O2002"), string.Join("\n", result.Diagnostics));
            }
        }
    }

    // The case with its image-like inputs declared, and given, channels first, and its operator working in that order if it can.
    private static (ConversionOptions Options, RunTensor[] Inputs) ChannelsFirst(OpCase test)
    {
        (Operand Operand, int Tensor)[] given = [.. test.In.OfType<Operand>().Select((o, tensor) => (o, tensor)).Where(p => !p.o.IsConstant)];
        (Operand Operand, int Tensor)[] images = [.. given.Where(g => g.Operand.Shape.Length is 3 or 4 or 5)];
        RunTensor[] inputs = [.. test.Inputs().Select(input => input.Shape.Length is 3 or 4 or 5 ? input.Transposed(ChannelsFirst(input.Shape.Length)) : input)];
        Dictionary<string, string> named = images.ToDictionary(g => $"t{g.Tensor}", g => Orders[g.Operand.Shape.Length]);
        return (new() { InputLayouts = named, LayoutChoice = plan => [.. Enumerable.Repeat(true, plan.Operators)] }, inputs);
    }

    private static int[] ChannelsFirst(int rank) => [0, rank - 1, .. Enumerable.Range(1, rank - 2)];

    private static void AssertAgree(OpCase test, RunTensor[] got, RunTensor[] expected)
    {
        Assert.HasCount(expected.Length, got);
        for (int i = 0; i < got.Length; i++)
        {
            Assert.IsNull(Agreement.Difference(got[i], expected[i], test.Out[i].Quantization is not null));
        }
    }
}
