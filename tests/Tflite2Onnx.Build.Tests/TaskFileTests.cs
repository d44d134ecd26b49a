using Microsoft.Build.Utilities;

namespace Tflite2Onnx.Build.Tests;

/// <summary>What the task reads and writes, without a build around it.</summary>
[TestClass]
public sealed class TaskFileTests : TaskTest
{
    [TestMethod]
    public void An_output_that_cannot_be_written_is_an_error_about_the_model()
    {
        TaskItem a = Item("a");
        Directory.CreateDirectory(Work["out/a.onnx"]);
        FakeEngine engine = Run([a]);
        Assert.AreEqual("T2O4002", engine.Errors.Single().Code);
        Assert.Contains(Work["out/a.onnx"], engine.Errors.Single().Message!);
        Assert.IsFalse(File.Exists(a.GetMetadata("StampPath")));
        Assert.IsEmpty(Work.Files("out", ".*"));
    }

    [TestMethod]
    public void Nothing_is_written_outside_of_a_models_folder()
    {
        foreach (string name in new[] { "OnnxPath", "StampPath", "WarningsPath", "ReportPath" })
        {
            TaskItem a = Item("a");
            a.SetMetadata("Report", "true");
            a.SetMetadata("ReportPath", Work["out/a.json"]);
            a.SetMetadata(name, Work["out/../escaped"]);
            FakeEngine engine = Run([a], convert: (model, onnx, _, _) => Warn(model, onnx, "something"));
            Assert.AreEqual("T2O9001", engine.Errors.Single().Code, name);
            Assert.IsFalse(File.Exists(Work["escaped"]), name);
        }
    }

    [TestMethod]
    public void What_is_hashed_is_what_is_converted()
    {
        TaskItem a = Item("a");
        byte[]? converted = null;
        Run([a], (model, onnx, options, cancellation) =>
        {
            // Another file takes the model's place in the middle of its conversion.
            Work.Write("a.tflite", Models.Add('b'));
            converted = model;
            return Converter.Convert(model, onnx, options, cancellation);
        }, cache: Work["cache"]);
        CollectionAssert.AreEqual(Models.Add('a'), converted);
        byte[] first = File.ReadAllBytes(Work["out/a.onnx"]);
        FakeEngine second = Run([a], cache: Work["cache"]);
        Assert.Contains("0 from the cache", second.Messages.Single(m => m.Code is null).Message!);
        CollectionAssert.AreNotEqual(first, File.ReadAllBytes(Work["out/a.onnx"]));
        Work.Write("a.tflite", Models.Add('a'));
        FakeEngine third = Run([a], cache: Work["cache"]);
        Assert.Contains("1 from the cache", third.Messages.Single(m => m.Code is null).Message!);
        CollectionAssert.AreEqual(first, File.ReadAllBytes(Work["out/a.onnx"]));
    }

    [TestMethod]
    public void Cancelling_ends_what_is_under_way()
    {
        var task = new ConvertTfliteModels { BuildEngine = new FakeEngine(), Models = [Item("a")], ProjectFile = Work["App.csproj"] };
        task.Converter = (model, onnx, options, cancellation) =>
        {
            task.Cancel();
            return Converter.Convert(model, onnx, options, cancellation);
        };
        Assert.IsFalse(task.Execute());
        Assert.IsEmpty(((FakeEngine)task.BuildEngine).Errors);
        Assert.IsEmpty(Work.Files("out"));
    }

    [TestMethod]
    public void Relative_paths_are_the_projects()
    {
        Work.Write("a.tflite", Models.Add(1));
        var item = new TaskItem("a.tflite");
        item.SetMetadata("OnnxFolder", "obj/");
        item.SetMetadata("OnnxPath", "obj/a.onnx");
        item.SetMetadata("StampPath", "obj/a.stamp");
        item.SetMetadata("WarningsPath", "obj/warnings.json");
        Run([item]);
        Assert.AreEqual("a.onnx, a.stamp", Work.Names("obj", "*"));
    }
}
