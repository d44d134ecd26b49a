namespace Tflite2Onnx.Tests.Subgraphs;

/// <summary>Which subgraph is converted, and by which names its inputs and outputs go.</summary>
[TestClass]
public sealed class SignatureTests
{
    [TestMethod]
    public void Without_signatures_the_first_subgraph_and_its_own_names() => AssertEnds(Model(), null, ["t0"], ["t1"], BuiltinOperator.NEG);

    [TestMethod]
    public void The_first_signature_and_its_names() => AssertEnds(Model("exponentiate", "negate"), null, ["exponentiate in"], ["exponentiate out"], BuiltinOperator.EXP);

    [TestMethod]
    public void The_signature_that_is_asked_for() => AssertEnds(Model("exponentiate", "negate"), "negate", ["negate in"], ["negate out"], BuiltinOperator.NEG);

    [TestMethod]
    public void Two_signatures_of_one_subgraph()
    {
        ModelBuilder model = Model("negate");
        model.Signature("other", 0, ["a"], ["b"]);
        AssertEnds(model, "other", ["a"], ["b"], BuiltinOperator.NEG);
    }

    [TestMethod]
    public void A_name_of_both_an_input_and_an_output_stays_the_inputs()
    {
        ModelBuilder model = Model();
        model.Signature("same", 0, ["x"], ["x"]);
        AssertEnds(model, "same", ["x"], ["x_1"], BuiltinOperator.NEG);
    }

    [TestMethod]
    public void Two_names_of_one_tensor_are_two_outputs()
    {
        ModelBuilder model = Model();
        model.Output(1);
        model.Signature("twice", 0, ["x"], ["first", "second"]);
        AssertEnds(model, "twice", ["x"], ["first", "second"], BuiltinOperator.NEG);
    }

    [TestMethod]
    [DataRow("t0")]
    [DataRow("negate in")]
    public void Orders_go_by_either_name(string name)
    {
        var options = new ConversionOptions { Signature = "negate", InputLayouts = new Dictionary<string, string> { [name] = "CN" } };
        Assert.IsTrue(Converter.Convert(Model("negate").Build(), Stream.Null, options).Succeeded);
    }

    [TestMethod]
    [DataRow("Negate", "the model has 'negate', 'exponentiate'")]
    [DataRow("*", "the model has 'negate', 'exponentiate'")]
    public void An_unknown_key_lists_those_there_are(string key, string message)
    {
        Diagnostic error = Converter.Convert(Model("negate", "exponentiate").Build(), Stream.Null, new() { Signature = key }).Diagnostics.Single();
        Assert.AreEqual("T2O4011", error.Code);
        Assert.Contains(message, error.Message);
    }

    [TestMethod]
    public void A_key_where_there_are_none() =>
        Assert.Contains("the model has none", Converter.Convert(Model().Build(), Stream.Null, new() { Signature = "a" }).Diagnostics.Single().Message);

    [TestMethod]
    public void All_of_them_are_files_named_after_them()
    {
        string folder = Directory.CreateTempSubdirectory("signatures").FullName;
        ModelBuilder model = Model("negate", "exponentiate");
        model.Signature("a/b", 0, ["x"], ["y"]);
        model.Signature("a:b", 0, ["x"], ["y"]);
        string path = Path.Combine(folder, "model.tflite");
        File.WriteAllBytes(path, model.Build());

        ConversionResult result = Converter.Convert(path, Path.Combine(folder, "out", "model.onnx"), new() { Signature = "*" });
        Assert.AreEqual(4, result.Summary?.Nodes);
        string[] files = [.. Directory.GetFiles(Path.Combine(folder, "out")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];
        string[] expected = [.. FileNames.Of(["negate", "exponentiate", "a/b", "a:b"]).Select(name => $"model.{name}.onnx").Order(StringComparer.Ordinal)];
        CollectionAssert.AreEqual(expected, files);
        CollectionAssert.IsSubsetOf(new[] { "model.negate.onnx", "model.exponentiate.onnx" }, files);
        Directory.Delete(folder, recursive: true);
    }

    private static void AssertEnds(ModelBuilder model, string? signature, string[] inputs, string[] outputs, BuiltinOperator code)
    {
        using var onnx = new MemoryStream();
        ConversionResult result = Converter.Convert(model.Build(), onnx, new() { Signature = signature });
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));
        using var runner = new OnnxRunner(onnx.ToArray());
        CollectionAssert.AreEqual(inputs, runner.Inputs.ToArray());
        CollectionAssert.AreEqual(outputs, runner.Outputs.ToArray());
        double y = runner.Run([new(ElementType.Float, [1, 1], ModelBuilder.Bytes([2f]))])[0].Floats()[0];
        Assert.AreEqual(code == BuiltinOperator.NEG ? -2 : Math.Exp(2), y, 1e-5);
    }

    // The first subgraph negates, the second one exponentiates.
    private static ModelBuilder Model(params string[] signatures)
    {
        var model = new ModelBuilder();
        Unary(model, BuiltinOperator.NEG);
        model.Subgraph(m => Unary(m, BuiltinOperator.EXP));
        foreach (string key in signatures)
        {
            model.Signature(key, key == "negate" ? 0 : 1, [$"{key} in"], [$"{key} out"]);
        }
        return model;
    }

    private static void Unary(ModelBuilder model, BuiltinOperator code)
    {
        (int x, int y) = (model.Input(TensorType.FLOAT32, [1, 1]), model.Tensor(TensorType.FLOAT32, [1, 1]));
        model.Operator(code, [x], [y]);
        model.Output(y);
    }
}
