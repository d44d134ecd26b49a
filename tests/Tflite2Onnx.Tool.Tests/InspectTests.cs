using System.Text.Json;

namespace Tflite2Onnx.Tool.Tests;

[TestClass]
public sealed class InspectTests
{
    [TestMethod]
    public void Inputs_and_outputs_have_the_names_of_the_signature()
    {
        using var work = new Workspace();
        JsonElement model = ToolRun.Of("inspect", work.Write("m.tflite", Models.Signed), "--signature", "second", "--json").Json.GetProperty("model");
        Assert.AreEqual("a", model.GetProperty("inputs")[0].GetProperty("name").GetString());
        Assert.AreEqual("b", model.GetProperty("outputs")[0].GetProperty("name").GetString());
    }

    [TestMethod]
    public void Text_has_a_section_per_subject()
    {
        using var work = new Workspace();
        string model = work.Write("m.tflite", Models.Sound);
        ToolRun run = ToolRun.Of("inspect", model);
        Assert.AreEqual(0, run.Code);
        Assert.AreEqual("", run.Error);
        Assert.AreEqual($"""
            {model}

            model
              description  doubles
              size         {Models.Sound.Length} bytes

            subgraphs
              0  main  operators 1  tensors 3

            inputs
              picture  float32  [-1, 4, 5, 2]

            outputs
              twice  float32  [-1, 4, 5, 2]

            operators
              CONV_2D  1

            result
              opset 17  nodes 3  Transposes 2 of 320 bytes  {ResultSize(model)} bytes

            """.ReplaceLineEndings(), run.Out);
        CollectionAssert.AreEqual(new[] { "m.tflite" }, work.Files);
    }

    [TestMethod]
    public void What_would_be_refused_is_told_with_its_place()
    {
        using var work = new Workspace();
        ToolRun run = ToolRun.Of("inspect", work.Write("m.tflite", Models.Unsupported));
        Assert.AreEqual(4, run.Code, "as convert would have it");
        StringAssert.Contains(run.Out, "CUSTOM:Frobnicate  1  not supported");
        StringAssert.Contains(run.Out, "error  T2O2001  subgraph 0, operator 0 CUSTOM:Frobnicate, tensor 'y': ");
        StringAssert.EndsWith(run.Out, "result\n  refused\n".ReplaceLineEndings());
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    public void Options_count()
    {
        using var work = new Workspace();
        ToolRun run = ToolRun.Of("inspect", work.Write("m.tflite", Models.Sound), "--io-layout", "channels-first");
        StringAssert.Contains(run.Out, "nodes 1  Transposes 0");
    }

    [TestMethod]
    public void Layouts_are_told_with_the_reason_of_every_Transpose()
    {
        using var work = new Workspace();
        string model = work.Write("m.tflite", Models.Sound);
        string text = ToolRun.Of("inspect", model, "--layout").Out;
        StringAssert.Contains(text, "0  CONV_2D  Implicit");
        StringAssert.Contains(text, "160 bytes  [0, 3, 1, 2]  the model is given 'picture' in the order NHWC, CONV_2D_0 wants it in NCHW");
        StringAssert.Contains(text, "160 bytes  [0, 2, 3, 1]  CONV_2D_0 gives 'twice' in the order NCHW, the model's output wants it in NHWC");
        JsonElement layout = ToolRun.Of("inspect", model, "--layout", "--json").Json.GetProperty("layout");
        Assert.AreEqual("NHWC>NCHW", layout.GetProperty("tensors")[1].GetProperty("layout").GetString());
        Assert.AreEqual("Implicit", layout.GetProperty("operators")[0].GetProperty("class").GetString());
        Assert.AreEqual(160, layout.GetProperty("transposes")[1].GetProperty("bytes").GetInt64());
    }

    [TestMethod]
    public void Json_has_the_same()
    {
        using var work = new Workspace();
        JsonElement document = ToolRun.Of("inspect", work.Write("m.tflite", Models.Noteworthy), "--json").Json;
        JsonElement input = document.GetProperty("model").GetProperty("inputs")[0];
        Assert.AreEqual("int16", input.GetProperty("type").GetString());
        Assert.AreEqual("[2,3]", JsonSerializer.Serialize(input.GetProperty("shape")));
        Assert.AreEqual("""{"scale":[0.5],"zeroPoint":[0],"axis":null}""", JsonSerializer.Serialize(input.GetProperty("quantization")));
        Assert.AreEqual("""[{"name":"ABS","count":1,"supported":true}]""", JsonSerializer.Serialize(document.GetProperty("model").GetProperty("operators")));
        Assert.AreEqual(21, document.GetProperty("result").GetProperty("opset").GetInt32());
        Assert.AreEqual("T2O3001", document.GetProperty("diagnostics")[0].GetProperty("code").GetString());
    }

    [TestMethod]
    public void Json_of_a_file_that_is_no_model()
    {
        ToolRun run = ToolRun.Of("inspect", "nowhere.tflite", "--json");
        Assert.AreEqual(3, run.Code);
        Assert.AreEqual(JsonValueKind.Null, run.Json.GetProperty("model").ValueKind);
        Assert.AreEqual("T2O1001", run.Json.GetProperty("diagnostics")[0].GetProperty("code").GetString());
    }

    private static long ResultSize(string model)
    {
        using var onnx = new MemoryStream();
        Converter.Convert(model, onnx);
        return onnx.Length;
    }
}
