using System.Text.Json;
using Tflite2Onnx.Tflite;

namespace Tflite2Onnx.Tool.Tests;

/// <summary>Models nobody trusts, and places that are no files.</summary>
[TestClass]
public sealed class UntrustedTests
{
    private const string Hostile = "\u001b[2J\u001b]0;owned\u0007\r\n\u202egpj\u009b\u2028";

    [TestMethod]
    public void Names_are_printed_without_what_terminals_obey()
    {
        using var work = new Workspace();
        string path = work.Write("m.tflite", Named(Hostile));
        string text = ToolRun.Of("inspect", path, "--layout").Out;
        string json = ToolRun.Of("inspect", path, "--json").Out;
        string refused = ToolRun.Of("convert", path).Error;
        foreach (string said in new[] { text, json, refused })
        {
            Assert.IsFalse(said.ReplaceLineEndings("").Any(c => char.IsControl(c) || c is '\u202e' or '\u2028'), said);
            Assert.Contains("\\u202E", said);
        }
        JsonElement model = JsonDocument.Parse(json).RootElement.GetProperty("model");
        Assert.AreEqual(Hostile, model.GetProperty("inputs")[0].GetProperty("name").GetString());
        Assert.AreEqual(Hostile, model.GetProperty("description").GetString());
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("convert")]
    [DataRow("inspect")]
    public void A_pipe_is_not_waited_for(string command)
    {
        using var work = new Workspace();
        ToolRun.Shell($"mkfifo {work.At("pipe")}");
        foreach (string path in new[] { work.At("pipe"), "/dev/zero" })
        {
            ToolRun run = ToolRun.Of(command, path);
            Assert.AreEqual(3, run.Code);
            Assert.Contains("T2O1009", run.Out + run.Error);
        }
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_result_goes_into_a_pipe()
    {
        using var work = new Workspace();
        string model = work.Write("m.tflite", Models.Sound);
        Assert.AreEqual(0, ToolRun.Of("convert", model).Code);
        string line = $"{ToolRun.Line} convert {model} -o /dev/stdout";
        ToolRun run = ToolRun.Shell($"{line} | cat > {work.At("piped")}; {line} >> {work.At("added")}");
        Assert.AreEqual("", run.Error);
        CollectionAssert.AreEqual(File.ReadAllBytes(work.At("m.onnx")), File.ReadAllBytes(work.At("piped")));
        CollectionAssert.AreEqual(File.ReadAllBytes(work.At("m.onnx")), File.ReadAllBytes(work.At("added")));
        CollectionAssert.AreEqual(new[] { "added", "m.onnx", "m.tflite", "piped" }, work.Files);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow("inspect {0}")]
    [DataRow("inspect {0} --json")]
    [DataRow("ops")]
    [DataRow("--help")]
    public void Full_stdout_is_told(string arguments)
    {
        using var work = new Workspace();
        ToolRun run = ToolRun.Shell($"{ToolRun.Line} {string.Format(null, arguments, work.Write("m.tflite", Models.Sound))} > /dev/full");
        Assert.AreEqual(1, run.Code);
        StringAssert.StartsWith(run.Error, "tflite2onnx : error T2O4013: Standard output cannot be written: ");
        Assert.HasCount(1, run.ErrorLines);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("inspect {0}")]
    [DataRow("inspect {0} --json")]
    public void A_reader_that_has_gone_is_none_of_ours(string arguments)
    {
        using var work = new Workspace();
        string line = $"{ToolRun.Line} {string.Format(null, arguments, work.Write("m.tflite", Models.Sound))}";
        Assert.AreEqual("0\n", ToolRun.Shell($"{{ {line}; echo $? >&2; }} | true").Error);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow(">&-")]
    [DataRow("2>&-")]
    [DataRow("> /dev/full 2>&1")]
    public void Closed_streams_end_well(string redirection)
    {
        using var work = new Workspace();
        string model = work.Write("m.tflite", Models.Sound);
        ToolRun run = ToolRun.Shell($"{ToolRun.Line} inspect {model} {redirection}");
        Assert.IsTrue(run.Code is 0 or 1, $"{run.Code} {run.Error}");
        Assert.DoesNotContain("T2O9001", run.Out + run.Error);
        CollectionAssert.AreEqual(Models.Sound, File.ReadAllBytes(model));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Full_stderr_is_an_exit_code()
    {
        using var work = new Workspace();
        Assert.AreEqual(new ToolRun(1, "", ""), ToolRun.Shell($"{ToolRun.Line} convert {work.Root} 2> /dev/full"));
        Assert.AreEqual(new ToolRun(1, "", ""), ToolRun.Shell($"{ToolRun.Line} convert {work.At("gone.tflite")} 2> /dev/full"));
    }

    // The custom operator is what a message is about.
    private static byte[] Named(string name)
    {
        var model = new ModelBuilder();
        int x = model.Input(TensorType.FLOAT32, [2, 3], name: name);
        int y = model.Tensor(TensorType.FLOAT32, [2, 3], name: name + "2");
        model.Operator(BuiltinOperator.CUSTOM, [x], [y], custom: name);
        model.Output(y);
        return model.Build(name);
    }
}
