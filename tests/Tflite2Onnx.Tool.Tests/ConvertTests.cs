using System.Text.Json;

namespace Tflite2Onnx.Tool.Tests;

[TestClass]
public sealed class ConvertTests
{
    [TestMethod]
    public void A_file_goes_beside_its_model_and_nothing_is_said()
    {
        using var work = new Workspace();
        ToolRun run = ToolRun.Of("convert", work.Write("m.tflite", Models.Sound));
        Assert.AreEqual(new ToolRun(0, "", ""), run);
        CollectionAssert.AreEqual(new[] { "m.onnx", "m.tflite" }, work.Files);
    }

    [TestMethod]
    public void The_bytes_are_those_of_the_library()
    {
        using var work = new Workspace();
        ToolRun.Of("convert", work.Write("m.tflite", Models.Sound), "--io-layout", "Channels-First");
        using var expected = new MemoryStream();
        Converter.Convert(Models.Sound, expected, new ConversionOptions { IoLayout = IoLayout.ChannelsFirst });
        CollectionAssert.AreEqual(expected.ToArray(), File.ReadAllBytes(work.At("m.onnx")));
    }

    [TestMethod]
    public void Each_signature_goes_to_a_file_of_its_own()
    {
        using var work = new Workspace();
        ToolRun run = ToolRun.Of("convert", work.Write("m.tflite", Models.Signed), "--signature", "*", "--json");
        Assert.AreEqual(0, run.Code, run.Error);
        CollectionAssert.AreEqual(new[] { "m.first.onnx", "m.second.onnx", "m.tflite" }, work.Files);
        string[] outputs = [.. run.Json.GetProperty("models").EnumerateArray().Select(model => Path.GetFileName(model.GetProperty("output").GetString()!))];
        CollectionAssert.AreEqual(new[] { "m.first.onnx", "m.second.onnx" }, outputs);
    }

    [TestMethod]
    public void An_unknown_signature_lists_those_there_are()
    {
        using var work = new Workspace();
        ToolRun run = ToolRun.Of("convert", work.Write("m.tflite", Models.Signed), "--signature", "third");
        StringAssert.Contains(run.Error, "error T2O4011: There is no signature 'third'; the model has 'first', 'second'.");
    }

    [TestMethod]
    [DataRow("other.onnx", "other.onnx")]
    [DataRow("new/folder/other.onnx", "new/folder/other.onnx")]
    [DataRow("noextension", "noextension")]
    [DataRow("new/", "new/m.onnx")]
    [DataRow(".", "m.onnx")]
    public void One_model_goes_to_a_file_or_a_folder(string output, string expected)
    {
        using var work = new Workspace();
        string model = work.Write("m.tflite", Models.Sound);
        Assert.AreEqual(0, ToolRun.Of("convert", model, "-o", Path.Combine(work.Root, output)).Code);
        CollectionAssert.Contains(work.Files, expected);
    }

    [TestMethod]
    public void A_bad_model_does_not_keep_the_others_from_being_converted()
    {
        using var work = new Workspace();
        string[] bad = [work.Write("b.tflite", Models.Unsupported), work.At("missing.tflite")];
        ToolRun run = ToolRun.Of(["convert", work.Write("a.tflite", Models.Sound), .. bad, work.Write("d.tflite", Models.Sound), "-o", work.At("out")]);
        Assert.AreEqual(3, run.Code, "the missing model is graver than the refused one");
        Assert.AreEqual("", run.Out);
        StringAssert.StartsWith(run.ErrorLines[0], $"{bad[0]} : error T2O2001: subgraph 0, operator 0 CUSTOM:Frobnicate, tensor 'y': ");
        StringAssert.StartsWith(run.ErrorLines[1], $"{bad[1]} : error T2O1001: ");
        Assert.AreEqual("2 of 4 models converted.", run.ErrorLines[2]);
        CollectionAssert.AreEqual(new[] { "a.tflite", "b.tflite", "d.tflite", "out/a.onnx", "out/d.onnx" }, work.Files);
    }

    [TestMethod]
    public void A_custom_operator_is_kept_where_that_is_allowed()
    {
        using var work = new Workspace();
        Assert.AreEqual(new ToolRun(0, "", ""), ToolRun.Of("convert", work.Write("m.tflite", Models.Unsupported), "--allow-custom", "com.example"));
        StringAssert.Contains(System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(work.At("m.onnx"))), "com.example");
    }

    [TestMethod]
    public void Folders_and_patterns_stand_for_the_models_in_them()
    {
        using var work = new Workspace();
        work.Write("in/a.tflite", Models.Sound);
        work.Write("in/b.tflite", Models.Sound);
        work.Write("in/deeper/c.tflite", Models.Sound);
        work.Write("in/readme.txt", "text"u8.ToArray());
        Assert.AreEqual(0, ToolRun.Of("convert", work.At("in"), "-o", work.At("one")).Code);
        Assert.AreEqual(0, ToolRun.Of("convert", work.At("in/b*.tflite"), "-o", work.At("two")).Code);
        string[] results = [.. work.Files.Where(file => file.EndsWith(".onnx", StringComparison.Ordinal))];
        CollectionAssert.AreEqual(new[] { "one/a.onnx", "one/b.onnx", "two/b.onnx" }, results);
    }

    [TestMethod]
    public void A_result_that_is_refused_leaves_the_file_that_was_there()
    {
        using var work = new Workspace();
        string model = work.Write("m.tflite", Models.Unsupported);
        work.Write("m.onnx", "earlier"u8.ToArray());
        Assert.AreEqual(4, ToolRun.Of("convert", model).Code);
        Assert.AreEqual("earlier", File.ReadAllText(work.At("m.onnx")));
        CollectionAssert.AreEqual(new[] { "m.onnx", "m.tflite" }, work.Files);
    }

    [TestMethod]
    public void A_result_that_cannot_be_written_is_a_failure()
    {
        using var work = new Workspace();
        ToolRun run = ToolRun.Of("convert", work.Write("m.tflite", Models.Sound), "-o", Path.Combine(work.Write("file", []), "m.onnx"));
        Assert.AreEqual(1, run.Code);
        StringAssert.Contains(run.Error, "error T2O4002: ");
    }

    [TestMethod]
    [DataRow("quiet", 0)]
    [DataRow("normal", 0)]
    [DataRow("Detailed", 2)]
    public void Notes_are_told_on_request(string verbosity, int lines)
    {
        using var work = new Workspace();
        ToolRun run = ToolRun.Of("convert", work.Write("m.tflite", Models.Noteworthy), "-v", verbosity);
        Assert.AreEqual(0, run.Code);
        Assert.HasCount(lines, run.ErrorLines, run.Error);
        Assert.AreEqual(lines > 0, run.Error.Contains(" : info T2O3001: ", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Json_is_one_document_with_a_row_per_model()
    {
        using var work = new Workspace();
        string[] models = [work.Write("a.tflite", Models.Unsupported), work.Write("b.tflite", Models.Sound)];
        ToolRun run = ToolRun.Of(["convert", "--json", .. models]);
        Assert.AreEqual(4, run.Code);
        Assert.IsFalse(run.Json.GetProperty("succeeded").GetBoolean());

        JsonElement[] rows = [.. run.Json.GetProperty("models").EnumerateArray()];
        string[] names = ["input", "output", "succeeded", "opset", "nodes", "transposes", "transposedBytes", "bytes", "diagnostics"];
        CollectionAssert.AreEqual(names, rows[0].EnumerateObject().Select(p => p.Name).ToArray());
        long size = new FileInfo(work.At("b.onnx")).Length;
        object?[] expected = [models[1], work.At("b.onnx"), true, 17, 3, 2, 320, size, Array.Empty<object>()];
        Assert.AreEqual(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(names.Select(name => rows[1].GetProperty(name))));
        Assert.AreEqual(JsonValueKind.Null, rows[0].GetProperty("output").ValueKind);
        JsonElement diagnostic = rows[0].GetProperty("diagnostics")[0];
        string[] place = ["code", "severity", "subgraph", "operatorIndex", "operator", "tensor"];
        Assert.AreEqual("""["T2O2001","error",0,0,"CUSTOM:Frobnicate","y"]""", JsonSerializer.Serialize(place.Select(name => diagnostic.GetProperty(name))));
        StringAssert.EndsWith(run.ErrorLines[0], diagnostic.GetProperty("message").GetString());
    }
}
