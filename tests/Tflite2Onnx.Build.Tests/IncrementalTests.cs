namespace Tflite2Onnx.Build.Tests;

/// <summary>What a second build does, whatever happened since the first.</summary>
[TestClass]
public sealed class IncrementalTests : BuildTest
{
    private const string Copy = """<ItemGroup><TfliteModel Update="b.tflite" OnnxMode="Copy" /></ItemGroup>""";

    [TestMethod]
    public void Nothing_runs_when_nothing_changed()
    {
        TwoModels();
        BuildRun first = Work.Built();
        Assert.AreEqual("a.tflite, b.tflite", first.Converted);
        Assert.AreEqual(1, first.Summaries);
        Assert.IsTrue(first.LoadedTask);

        BuildRun second = Work.Built();
        Assert.IsTrue(second.Skipped("_T2OGatherStale"));
        Assert.IsFalse(second.LoadedTask || second.Compiled || second.Ran("ConvertTfliteModels") || second.Ran("CheckTfliteModels"));
        Assert.Contains("a.onnx", second.Added("FileWrites"));
        Assert.AreEqual(0, second.Summaries);
    }

    [TestMethod]
    public void A_touched_model_converts_and_its_result_stays()
    {
        TwoModels();
        Work.Built();
        string onnx = Work.Find("obj", "a.onnx");
        DateTime written = File.GetLastWriteTimeUtc(onnx);

        File.SetLastWriteTimeUtc(Work["a.tflite"], DateTime.UtcNow);
        BuildRun touched = Work.Built();
        Assert.AreEqual("a.tflite", touched.Converted);
        Assert.IsFalse(touched.Compiled);
        Assert.AreEqual(written, File.GetLastWriteTimeUtc(onnx));
        Assert.IsTrue(Work.Built().Skipped("_T2OGatherStale"));
    }

    [TestMethod]
    public void A_model_replaced_by_an_older_one_converts()
    {
        TwoModels();
        Work.Built();
        byte[] before = File.ReadAllBytes(Work.Find("obj", "a.onnx"));

        Work.Write("a.tflite", Models.Add(7));
        File.SetLastWriteTimeUtc(Work["a.tflite"], DateTime.UtcNow.AddYears(-1));
        BuildRun replaced = Work.Built();
        Assert.AreEqual("a.tflite", replaced.Converted);
        Assert.IsTrue(replaced.Compiled);
        CollectionAssert.AreNotEqual(before, File.ReadAllBytes(Work.Find("obj", "a.onnx")));
    }

    [TestMethod]
    public void Options_convert_the_models_they_are_for()
    {
        TwoModels();
        Work.Built();
        Work.Project(Copy.Replace("OnnxMode", "OnnxOpset=\"18\" OnnxMode", StringComparison.Ordinal));
        Assert.AreEqual("b.tflite", Work.Built().Converted);
        Work.Project(Copy);
        Assert.AreEqual("b.tflite", Work.Built("-p:Tflite2OnnxMode=Embed").Converted);
        Assert.AreEqual("a.tflite, b.tflite", Work.Built("-p:Tflite2OnnxOpset=19").Converted);
        Assert.AreEqual("a.tflite, b.tflite", Work.Built().Converted);
        Assert.AreEqual("a.onnx, b.onnx", Work.Names("obj", "*.onnx"));
        Assert.HasCount(2, Work.Files("obj", "*.stamp"));
    }

    [TestMethod]
    public void Another_version_of_the_package_converts_all()
    {
        TwoModels();
        Work.Built();
        PackageFeed.Pack(PackageFeed.NextVersion);
        Work.Project(Copy, version: PackageFeed.NextVersion);
        Assert.AreEqual("a.tflite, b.tflite", Work.Built().Converted);
        Assert.AreEqual("a.onnx, b.onnx", Work.Names("obj", "*.onnx"));
    }

    [TestMethod]
    public void Deleted_outputs_come_back()
    {
        TwoModels();
        Work.Built();
        File.Delete(Work.Find("obj", "a.onnx"));
        Assert.AreEqual("a.tflite", Work.Built().Converted);
        File.Delete(Work.Find("bin", "b.onnx"));
        Assert.AreEqual("", Work.Built().Converted);
        Assert.HasCount(1, Work.Files("bin", "b.onnx"));
    }

    [TestMethod]
    public void Outputs_of_removed_and_renamed_models_go()
    {
        TwoModels();
        Work.Built();
        File.Move(Work["a.tflite"], Work["c.tflite"]);
        File.Delete(Work["b.tflite"]);
        BuildRun renamed = Work.Built();
        Assert.AreEqual("c.tflite", renamed.Converted);
        Assert.AreEqual("App.c.onnx", Work.Resources("bin/Debug/net10.0/App.dll"));
        Assert.AreEqual("c.onnx", Work.Names("obj", "*.onnx"));
        Assert.IsEmpty(Work.Files("bin", "*.onnx"));

        File.Delete(Work["c.tflite"]);
        Assert.IsTrue(Work.Built().Compiled);
        Assert.AreEqual("", Work.Resources("bin/Debug/net10.0/App.dll"));
        Assert.IsEmpty(Work.Files("obj/Debug/net10.0/t2o"));
    }

    [TestMethod]
    public void Outputs_of_a_failed_build_go_with_their_models()
    {
        TwoModels();
        Work.Write("Source.cs", "no C#");
        Assert.IsFalse(Work.Build().Succeeded);
        Assert.AreEqual("a.onnx, b.onnx", Work.Names("obj", "*.onnx"));
        File.Delete(Work["a.tflite"]);
        File.Delete(Work["b.tflite"]);
        Work.Write("Source.cs", "public class C { }");
        Work.Built();
        Assert.IsEmpty(Work.Files("obj/Debug/net10.0/t2o"));
    }

    [TestMethod]
    public void A_failed_model_is_tried_again_and_the_others_are_done()
    {
        TwoModels();
        Work.Write("a.tflite", Models.Unsupported());
        BuildRun failed = Work.Build();
        Assert.IsFalse(failed.Succeeded);
        Assert.HasCount(1, Work.Files("obj", "b.onnx"));
        for (int again = 0; again < 2; again++)
        {
            BuildRun retried = Work.Build();
            Assert.IsFalse(retried.Succeeded);
            Assert.AreEqual("a.tflite", retried.Converted);
        }
        Work.Write("a.tflite", Models.Add(1));
        Assert.AreEqual("a.tflite", Work.Built().Converted);
    }

    [TestMethod]
    public void Options_back_and_forth_give_their_own_results_even_after_a_failed_build()
    {
        Work.Project("""<ItemGroup><TfliteModel Update="a.tflite" OnnxMode="Copy" /></ItemGroup>""");
        Work.Write("a.tflite", Models.Conv());
        Work.Built();
        byte[] first = File.ReadAllBytes(Work.Find("bin", "a.onnx"));

        Work.Write("Source.cs", "no C#");
        Assert.IsFalse(Work.Build("-p:Tflite2OnnxIoLayout=channels-first").Succeeded);
        Work.Write("Source.cs", "public class C { }");
        Work.Built("-p:Tflite2OnnxIoLayout=channels-first");
        byte[] second = File.ReadAllBytes(Work.Find("bin", "a.onnx"));
        Work.Built();
        CollectionAssert.AreNotEqual(first, second);
        CollectionAssert.AreEqual(first, File.ReadAllBytes(Work.Find("bin", "a.onnx")));
    }

    [TestMethod]
    public void Clean_leaves_nothing_even_after_a_failed_build()
    {
        TwoModels();
        Work.Built();
        Work.Done("clean");
        Assert.IsFalse(Directory.Exists(Work["obj/Debug/net10.0/t2o"]));
        Assert.IsEmpty(Work.Files("bin", "*.onnx"));

        Work.Write("Source.cs", "no C#");
        Assert.IsFalse(Work.Build().Succeeded);
        Assert.HasCount(2, Work.Files("obj", "*.onnx"));
        Work.Done("clean");
        Assert.IsFalse(Directory.Exists(Work["obj/Debug/net10.0/t2o"]));
    }

    private void TwoModels()
    {
        Work.Project(Copy);
        Work.Write("a.tflite", Models.Add(1));
        Work.Write("b.tflite", Models.Add(2));
    }
}
