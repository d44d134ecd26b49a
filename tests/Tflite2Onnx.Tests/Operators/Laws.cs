using Tflite2Onnx.Lowering;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>What holds of every operator, run over every case of every family.</summary>
[TestClass]
public sealed class Laws
{
    private static readonly Dictionary<string, Fixture> Recorded = Families.All.Keys.SelectMany(Fixtures.Read).ToDictionary(f => f.Key, f => f.Value);

    public static IEnumerable<object[]> Converting => Families.Cases.Where(c => c.Fails is null).Select(c => new object[] { c.Key });

    public static IEnumerable<object[]> Refused => Families.Cases.Where(c => c.Fails is not null).Select(c => new object[] { c.Key });

    [TestMethod]
    [DynamicData(nameof(Converting))]
    public void Numbers_are_those_of_TFLite(string key)
    {
        OpCase test = Find(key);
        RunTensor[] results = OnnxRunner.Run(Convert(test, new()), test.Inputs());
        AssertAgree(test, results, test.Given() ?? Recording(test));
    }

    [TestMethod]
    [DynamicData(nameof(Converting))]
    public void Layout_is_honest(string key)
    {
        OpCase test = Find(key);
        Layout?[] layouts = [.. test.In.Where(o => o is { IsConstant: false }).Select(o => ChannelsFirst(o!.Shape.Length))];
        int[] tensors = [.. test.In.Select((o, i) => (o, Index: test.In.Take(i).Count(p => p is not null))).Where(p => p.o is { IsConstant: false }).Select(p => p.Index)];
        var named = layouts.Zip(tensors).Where(p => p.First is not null).ToDictionary(p => $"t{p.Second}", p => p.First!);
        RunTensor[] inputs = test.Inputs();
        RunTensor[] moved = [.. inputs.Zip(layouts, (input, layout) => layout is null ? input : input.Transposed(layout.Perm))];

        RunTensor[] expected = OnnxRunner.Run(Convert(test, new()), inputs);
        AssertAgree(test, OnnxRunner.Run(Convert(test, new() { InputLayouts = named }), moved), expected);
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
        Assert.AreEqual(test.Code.ToString(), refusal.Operator);
        Assert.AreEqual(0, refusal.OperatorIndex);
    }

    [TestMethod]
    [DynamicData(nameof(Converting))]
    public void Same_model_same_bytes(string key) => CollectionAssert.AreEqual(Convert(Find(key), new()), Convert(Find(key), new()));

    [TestMethod]
    public void Every_operator_has_a_case()
    {
        BuiltinOperator[] without = [.. OpRegistry.All.Keys.Except(Families.Cases.Select(c => c.Code))];
        Assert.IsEmpty(without, string.Join(", ", without));
    }

    [TestMethod]
    public void Every_limit_has_a_refusal()
    {
        BuiltinOperator[] without = [.. OpRegistry.All.Values.Where(d => d.Limits.Length > 0).Select(d => d.Code).Except(Families.Cases.Where(c => c.Fails is not null).Select(c => c.Code))];
        Assert.IsEmpty(without, string.Join(", ", without));
    }

    private static RunTensor[] Recording(OpCase test)
    {
        Assert.IsTrue(Recorded.TryGetValue(test.Key, out Fixture? fixture), "nothing is recorded for this case");
        Assert.AreEqual(fixture.Model, Fixtures.Fingerprint(test), "the recorded results are of another model");
        return [.. fixture.Outputs.Select(o => o.Tensor)];
    }

    private static OpCase Find(string key) => Families.Cases.Single(c => c.Key == key);

    private static byte[] Convert(OpCase test, ConversionOptions options)
    {
        using var onnx = new MemoryStream();
        ConversionResult result = Converter.Convert(test.Model(), onnx, options);
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));
        return onnx.ToArray();
    }

    private static void AssertAgree(OpCase test, RunTensor[] got, RunTensor[] expected)
    {
        Assert.HasCount(expected.Length, got);
        for (int i = 0; i < got.Length; i++)
        {
            Assert.IsNull(Agreement.Difference(got[i], expected[i], test.Out[i].Quantization is not null));
        }
    }

    private static Layout? ChannelsFirst(int rank) => rank switch
    {
        3 => new Layout("NWC", "NCW"),
        4 => Layout.Nhwc,
        5 => Layout.Ndhwc,
        _ => null,
    };
}
