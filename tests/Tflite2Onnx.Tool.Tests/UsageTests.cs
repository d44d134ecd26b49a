namespace Tflite2Onnx.Tool.Tests;

/// <summary>Command lines that make no sense: exit code 2, a message on stderr, and nothing is done.</summary>
[TestClass]
public sealed class UsageTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow("frob")]
    [DataRow("convert")]
    [DataRow("convert m.tflite --frob")]
    [DataRow("convert m.tflite -o")]
    [DataRow("convert m.tflite --verbosity loud")]
    [DataRow("inspect")]
    [DataRow("inspect m.tflite n.tflite")]
    [DataRow("ops --frob")]
    public void Is_refused(string line)
    {
        ToolRun run = ToolRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.AreEqual(2, run.Code);
        Assert.AreEqual("", run.Out);
        StringAssert.StartsWith(run.Error, "tflite2onnx : error T2O4001: ");
    }

    [TestMethod]
    public void Unknown_words_are_refused_with_the_list_all_at_once()
    {
        ToolRun run = ToolRun.Of("convert", "m.tflite", "--io-layout", "sideways", "--opset", "4");
        Assert.AreEqual(2, run.Code);
        StringAssert.Contains(run.ErrorLines[0], "'sideways' is no value of --io-layout; it can be preserve, channels-first.");
        StringAssert.Contains(run.ErrorLines[1], "'4' is no value of --opset; it can be 17 to 25.");
    }

    [TestMethod]
    public void Two_models_of_the_same_name_are_refused_before_anything_runs()
    {
        using var work = new Workspace();
        string[] models = [work.Write("x/m.tflite", Models.Sound), work.Write("y/m.tflite", Models.Sound), work.Write("y/n.tflite", Models.Sound)];
        ToolRun run = ToolRun.Of(["convert", .. models, "-o", work.At("out")]);
        Assert.AreEqual(2, run.Code);
        StringAssert.Contains(run.Error, $"'{models[0]}' and '{models[1]}'");
        Assert.HasCount(3, work.Files);
    }

    [TestMethod]
    public void A_result_does_not_take_the_place_of_a_model()
    {
        using var work = new Workspace();
        string model = work.Write("m.onnx", Models.Sound);
        Assert.AreEqual(2, ToolRun.Of("convert", model).Code);
        CollectionAssert.AreEqual(Models.Sound, File.ReadAllBytes(model));
    }

    [TestMethod]
    public void Several_models_do_not_go_to_one_file()
    {
        ToolRun run = ToolRun.Of("convert", "a.tflite", "b.tflite", "-o", "c.onnx");
        Assert.AreEqual(2, run.Code);
        StringAssert.Contains(run.Error, "give the name of a folder");
    }

    [TestMethod]
    public void A_folder_without_models_is_refused()
    {
        using var work = new Workspace();
        Assert.AreEqual(2, ToolRun.Of("convert", work.Root).Code);
    }

    [TestMethod]
    [DataRow("--help")]
    [DataRow("convert --help")]
    [DataRow("inspect -h")]
    public void Help_goes_to_stdout(string line)
    {
        ToolRun run = ToolRun.Of(line.Split(' '));
        Assert.AreEqual(0, run.Code);
        Assert.AreEqual("", run.Error);
        StringAssert.Contains(run.Out, "tflite2onnx");
    }

    [TestMethod]
    public void Every_option_of_the_engine_is_a_switch()
    {
        string help = ToolRun.Of("convert", "--help").Out;
        foreach (OptionRow row in OptionTable.Rows)
        {
            StringAssert.Contains(help, $"{row.Switch} <");
        }
    }

    [TestMethod]
    public void Version_is_that_of_the_library() => Assert.AreEqual(new ToolRun(0, Converter.Version + Environment.NewLine, ""), ToolRun.Of("--version"));
}
