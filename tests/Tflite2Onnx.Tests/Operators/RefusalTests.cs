namespace Tflite2Onnx.Tests.Operators;

/// <summary>What a refusal says: which operator, where, and what can be done. Those of single uses are among the cases of each family.</summary>
[TestClass]
public sealed class RefusalTests
{
    public static IEnumerable<object[]> Operators =>
    [
        ["CONCAT_EMBEDDINGS", "", "has never had a kernel", "Express it by other operators before export"],
        ["DELEGATE", "", "no part of a file", "cut the model in front of it"],
        ["CUSTOM", "Nobodys", "It is a custom operator", "CustomDomain"],
        ["CUSTOM", "FlexNobodys", "TensorFlow's own", "SELECT_TF_OPS"],
        ["CUSTOM", "ParseExample", "protocol buffers", "CustomDomain"],
        ["CUSTOM", "TFText>WhitespaceTokenizeWithOffsets", "TensorFlow Text", "CustomDomain"],
        ["CUSTOM", "odml.update_kv_cache", "a cache", "CustomDomain"],
    ];

    [TestMethod]
    [DynamicData(nameof(Operators))]
    public void Operators_that_nobody_converts(string code, string custom, string reason, string wayOut)
    {
        var builder = new ModelBuilder();
        int y = builder.Tensor(TensorType.FLOAT32, [2], name: "y");
        builder.Operator(Enum.Parse<BuiltinOperator>(code), [builder.Input(TensorType.FLOAT32, [2])], [y], custom: custom.Length > 0 ? custom : null);
        builder.Output(y);
        Diagnostic refusal = Refused(builder.Build());
        Assert.AreEqual("T2O2001", refusal.Code);
        Assert.StartsWith($"subgraph 0, operator 0 {code}{(custom.Length > 0 ? ":" : "")}{custom}, tensor 'y': the operator is not supported. ", refusal.Message);
        Assert.Contains(reason, refusal.Message);
        Assert.Contains(wayOut, refusal.Message);
    }

    [TestMethod]
    public void Operators_that_newer_sets_have()
    {
        OpCase words = TextsCases.All[0];
        Diagnostic refusal = Refused(words.Model(), new() { Opset = 19 });
        Assert.AreEqual("T2O2004", refusal.Code);
        Assert.Contains("opset 20 is needed", refusal.Message);
        Assert.Contains("of SKIP_GRAM_1", refusal.Message);
        Assert.Contains("Raise the opset option", refusal.Message);
    }

    [TestMethod]
    public void Tensors_of_types_that_ONNX_has_not()
    {
        var builder = new ModelBuilder();
        int y = builder.Tensor(TensorType.VARIANT, [2], name: "y");
        builder.Operator(BuiltinOperator.ABS, [builder.Input(TensorType.FLOAT32, [2])], [y]);
        builder.Output(y);
        Diagnostic refusal = Refused(builder.Build());
        Assert.AreEqual("T2O2003", refusal.Code);
        Assert.StartsWith("subgraph 0, operator 0 ABS, tensor 'y': Tensors of type VARIANT are not supported. Express it", refusal.Message);
    }

    [TestMethod]
    [DataRow("arith.constant")]
    [DataRow("computed before a run")]
    public void No_name_in_a_file_decides_the_way_out(string name)
    {
        var builder = new ModelBuilder();
        (int x, int w, int y) = (builder.Input(TensorType.FLOAT32, [1, 2]), builder.Constant([1, 2], 1f, 2), builder.Tensor(TensorType.FLOAT32, [1, 1]));
        int bias = builder.Constant(TensorType.INT32, [1], ModelBuilder.Bytes([3]), name: name);
        builder.Operator(BuiltinOperator.FULLY_CONNECTED, [x, w, bias], [y], new FullyConnectedOptionsT());
        builder.Output(y);
        Assert.EndsWith($"the bias '{name}' is INT32 without a scale. Export the model with a scale for that tensor, or in floats.", Refused(builder.Build()).Message);
    }

    [TestMethod]
    [DataRow(2, "Export the model with fixed dimensions")]
    [DataRow(-1, "Give the dimensions with the option Shapes")]
    public void Shapes_are_asked_for_where_they_can_be_given(int dimension, string wayOut)
    {
        var builder = new ModelBuilder();
        int y = builder.Tensor(TensorType.FLOAT32, [-1, -1]);
        builder.Operator(BuiltinOperator.STABLEHLO_RESHAPE, [builder.Input(TensorType.FLOAT32, [dimension, 3])], [y]);
        builder.Output(y);
        Assert.Contains($"not known before a run. {wayOut}", Refused(builder.Build()).Message);
    }

    private static Diagnostic Refused(byte[] model, ConversionOptions? options = null)
    {
        ConversionResult result = Converter.Convert(model, Stream.Null, options);
        Assert.IsFalse(result.Succeeded);
        return result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
    }
}
