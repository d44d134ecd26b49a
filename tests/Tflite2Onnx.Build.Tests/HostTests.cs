namespace Tflite2Onnx.Build.Tests;

/// <summary>Where the work is done: in MSBuild's process, in one that the shim starts, in one of MSBuild's own.</summary>
[TestClass]
public sealed class HostTests : BuildTest
{
    [TestMethod]
    [DataRow("Process")]
    [DataRow("TaskHost")]
    public void Every_host_gives_the_same(string host)
    {
        string[] hosted = [$"-p:Tflite2OnnxHost={host}"];
        Work.Project("""<ItemGroup><TfliteModel Update="*.tflite" OnnxMode="Copy" AssociatedFiles="Copy" Report="true" /></ItemGroup>""");
        Work.Write("模型 1;%41.tflite", Models.Noted());
        Work.Write("b.tflite", Models.Conv());
        Assert.AreEqual(2, Work.Built().Converted.Split(", ").Length);
        Dictionary<string, byte[]> inProcess = Outputs();
        Work.Done("clean");
        BuildRun run = Work.Built(hosted);
        Dictionary<string, byte[]> other = Outputs();
        CollectionAssert.AreEqual(inProcess.Keys.ToArray(), other.Keys.ToArray());
        foreach (string file in inProcess.Keys)
        {
            CollectionAssert.AreEqual(inProcess[file], other[file], file);
        }
        Assert.AreEqual(1, run.Summaries);
        Assert.IsFalse(Work.Built(hosted).LoadedTask);

        Work.Write("b.tflite", Models.Unsupported());
        BuildRun failed = Work.Build(hosted);
        Assert.AreEqual("T2O2001", failed.Errors.Single().Code);
        Assert.AreEqual(Work["b.tflite"], failed.Errors.Single().File);
        Work.Write("b.tflite", Models.BadFiles());
        Assert.AreEqual("T2O3102", Work.Built(hosted).Warnings.Single().Code);
        Assert.AreEqual("T2O3102", Work.Built(hosted).Warnings.Single().Code, "again without a conversion");
    }

    [TestMethod]
    public void A_missing_host_is_an_error_that_says_what_to_install()
    {
        Work.Project();
        Work.Write("a.tflite", Models.Add(1));
        BuildRun run = Work.Build("-p:Tflite2OnnxHost=Process", "-p:_T2ODotNet=no-such-dotnet");
        Assert.IsFalse(run.Succeeded);
        Assert.IsTrue(run.Errors.All(e => e.Code == "T2O4009"));
        Assert.Contains("Install the .NET SDK 8 or newer", run.Output);
        Assert.IsFalse(Work.Files("obj", "*.stamp").Length > 0);
    }

    [TestMethod]
    public void A_request_survives_the_pipe()
    {
        var request = new TaskRequest("Work") { Values = { ["a"] = "tab\tline\nReturn\r%09é模", ["empty"] = "" } };
        var model = new TaskModel("Models", "a b/模型;'$(x)'.tflite") { Metadata = { ["Link"] = "%41", ["OnnxMode"] = "" } };
        request.Models.Add(model);
        string text = request.ToText();
        Assert.IsTrue(text.All(char.IsAscii));
        using var lines = new StringReader(text);
        TaskRequest read = TaskRequest.Read(lines)!;
        Assert.AreEqual(request.Values["a"], read.Value("a"));
        Assert.AreEqual(model.Path, read.List("Models").Single().Path);
        Assert.AreEqual("%41", read.Models[0]["link"]);
        Assert.AreEqual(text, read.ToText());
        using var nothing = new StringReader("");
        Assert.IsNull(TaskRequest.Read(nothing));
    }

    private Dictionary<string, byte[]> Outputs() => Work.Files("bin/Debug/net10.0").Where(f => !f.StartsWith("App.", StringComparison.Ordinal))
        .ToDictionary(f => f, f => File.ReadAllBytes(Work[$"bin/Debug/net10.0/{f}"]));
}
