using Tflite2Onnx.Onnx;
using Tflite2Onnx.Tests.Operators;

namespace Tflite2Onnx.Tests.Custom;

/// <summary>Custom operators nobody converts: refused, or nodes of the domain that the options name.</summary>
[TestClass]
public sealed class KeptCustomTests
{
    private static readonly ConversionOptions Keeping = new() { CustomDomain = "com.example" };

    [TestMethod]
    public void Without_a_domain_it_is_refused()
    {
        Diagnostic refusal = Converter.Convert(Model([]), Stream.Null).Diagnostics.Single(d => d.Severity == DiagnosticSeverity.Error);
        Assert.AreEqual("T2O2001", refusal.Code);
        Assert.AreEqual("CUSTOM:Mystery", refusal.Operator);
    }

    [TestMethod]
    public void It_is_a_node_of_the_domain_with_operands_as_they_are()
    {
        ModelProto model = Convert(Model([]), Keeping);
        CollectionAssert.AreEqual(new[] { ":17", "com.example:1" }, model.OpsetImport.Select(o => $"{o.Domain}:{o.Version}").ToArray());
        NodeProto node = model.Graph.Node.Single(n => n.Domain == "com.example");
        Assert.AreEqual("Mystery", node.OpType);
        CollectionAssert.AreEqual(new[] { "x", "", "weights" }, node.Input);
        CollectionAssert.AreEqual(new[] { "y", "z" }, node.Output);
        Assert.IsEmpty(node.Attribute);
    }

    // The result is int8 in TFLite's order, whatever stands behind it.
    [TestMethod]
    public void Results_have_the_types_and_shapes_of_their_tensors()
    {
        ModelProto model = Convert(Model([]), Keeping);
        ValueInfoProto y = model.Graph.ValueInfo.Single(v => v.Name == "y");
        Assert.AreEqual((int)ElementType.Int8, y.Type.TensorType.ElemType);
        CollectionAssert.AreEqual(new[] { 1L, 3L, 4L, 2L }, y.Type.TensorType.Shape.Dim.Select(d => d.DimValue).ToArray());
        ValueInfoProto z = model.Graph.Output.Single(v => v.Name == "z");
        Assert.AreEqual((int)ElementType.Int64, z.Type.TensorType.ElemType);
    }

    [TestMethod]
    public void Named_options_become_attributes()
    {
        var options = new FlexMap
        {
            ["axes"] = new long[] { 1, -2 }, ["fast"] = true, ["mode"] = "round", ["names"] = new[] { "a", "b" }, ["rate"] = 0.25, ["rates"] = new object?[] { 0.5, 2.0 }, ["size"] = 7L,
        };
        NodeProto node = Convert(Model(FlexWriter.Of(options)), Keeping).Graph.Node.Single(n => n.Domain.Length > 0);
        Assert.AreEqual(
            "axes=1,-2 fast=1 mode=round names=a,b rate=0.25 rates=0.5,2 size=7",
            string.Join(' ', node.Attribute.Select(a => $"{a.Name}={Show(a)}")));
    }

    [TestMethod]
    public void Other_options_are_kept_as_bytes()
    {
        byte[][] others = [[1, 0, 0, 0, 2, 0, 0, 0], FlexWriter.Of(new FlexMap { ["nested"] = new FlexMap { ["a"] = 1L } }), FlexWriter.Of(new object?[] { 1L, "b" })];
        foreach (byte[] bytes in others)
        {
            AttributeProto only = Convert(Model(bytes), Keeping).Graph.Node.Single(n => n.Domain.Length > 0).Attribute.Single();
            Assert.AreEqual("custom_options", only.Name);
            Assert.AreEqual((int)ElementType.UInt8, only.T.DataType);
            CollectionAssert.AreEqual(bytes, only.T.RawData.ToByteArray());
        }
    }

    // An operator of the domain is never taken for ONNX's of the same name: two Transposes in a row stay.
    [TestMethod]
    public void Names_of_ONNX_operators_mean_nothing_in_another_domain()
    {
        var builder = new ModelBuilder();
        int x = builder.Input(TensorType.FLOAT32, [2, 3]);
        foreach (string name in (string[])["Identity", "Transpose", "Transpose"])
        {
            int y = builder.Tensor(TensorType.FLOAT32, [2, 3]);
            builder.Operator(BuiltinOperator.CUSTOM, [x], [y], custom: name);
            x = y;
        }
        builder.Output(x);
        CollectionAssert.AreEqual(new[] { "Identity", "Transpose", "Transpose" }, Convert(builder.Build(), Keeping).Graph.Node.Select(n => n.OpType).ToArray());
    }

    [TestMethod]
    public void What_is_converted_is_not_kept()
    {
        OpCase sign = ContributedCases.All.First(c => c.Operator == "CUSTOM:Sign");
        Assert.AreEqual("Sign", Convert(sign.Model(), Keeping).Graph.Node.Single().OpType);
        Assert.AreEqual("", Convert(sign.Model(), Keeping).Graph.Node.Single().Domain);
    }

    [TestMethod]
    public void It_is_told()
    {
        Diagnostic info = Converter.Convert(Model([]), Stream.Null, Keeping).Diagnostics.Single(d => d.Code == "T2O3002");
        Assert.AreEqual(DiagnosticSeverity.Info, info.Severity);
        Assert.AreEqual(0, info.OperatorIndex);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("ai.onnx")]
    [DataRow("ai.onnx.ml")]
    [DataRow("two words")]
    public void A_domain_that_is_none_is_refused(string domain) =>
        Assert.AreEqual("T2O4001", Converter.Convert(Model([]), Stream.Null, new() { CustomDomain = domain }).Diagnostics.Single().Code);

    private static byte[] Model(byte[] options)
    {
        var builder = new ModelBuilder();
        QuantizationParametersT quantized = ModelBuilder.Quantized(0.1f, 3);
        int x = builder.Input(TensorType.INT8, [1, 3, 4, 2], quantized, "x");
        int weights = builder.Constant(TensorType.FLOAT32, [2], ModelBuilder.Bytes([1f, 2f]), name: "weights");
        int y = builder.Tensor(TensorType.INT8, [1, 3, 4, 2], quantized, "y");
        int z = builder.Tensor(TensorType.INT64, [5], name: "z");
        int w = builder.Tensor(TensorType.INT8, [1, 3, 4, 2], quantized, "w");
        builder.Operator(BuiltinOperator.CUSTOM, [x, -1, weights], [y, z], custom: "Mystery", customOptions: options);
        builder.Operator(BuiltinOperator.RELU, [y], [w]);
        builder.Output(w);
        builder.Output(z);
        return builder.Build();
    }

    private static ModelProto Convert(byte[] model, ConversionOptions options)
    {
        using var onnx = new MemoryStream();
        ConversionResult result = Converter.Convert(model, onnx, options);
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));
        return ModelProto.Parser.ParseFrom(onnx.ToArray());
    }

    private static string Show(AttributeProto a) => a.Type switch
    {
        AttributeProto.Types.AttributeType.Int => $"{a.I}",
        AttributeProto.Types.AttributeType.Ints => string.Join(',', a.Ints),
        AttributeProto.Types.AttributeType.Float => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{a.F}"),
        AttributeProto.Types.AttributeType.Floats => string.Join(',', a.Floats.Select(f => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{f}"))),
        AttributeProto.Types.AttributeType.String => a.S.ToStringUtf8(),
        _ => string.Join(',', a.Strings.Select(s => s.ToStringUtf8())),
    };
}
