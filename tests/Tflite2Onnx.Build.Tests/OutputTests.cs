namespace Tflite2Onnx.Build.Tests;

/// <summary>Outputs that something else changes: another build, one that was killed, or nobody knows what.</summary>
[TestClass]
public sealed class OutputTests : BuildTest
{
    [TestMethod]
    public void A_model_replaced_by_another_of_its_time_and_not_its_size_converts()
    {
        TwoModels();
        Work.Built();
        DateTime written = File.GetLastWriteTimeUtc(Work["a.tflite"]);
        Work.Write("a.tflite", Models.Conv());
        File.SetLastWriteTimeUtc(Work["a.tflite"], written);
        Assert.AreEqual("a.tflite", Work.Built().Converted);
        Assert.AreEqual("", Work.Built().Converted);
    }

    [TestMethod]
    public void An_output_that_something_else_changed_is_made_again()
    {
        TwoModels();
        Work.Built();
        string onnx = Work.Find("obj", "a.onnx");
        byte[] whole = File.ReadAllBytes(onnx);
        DateTime written = File.GetLastWriteTimeUtc(onnx);
        File.WriteAllBytes(onnx, []);
        File.SetLastWriteTimeUtc(onnx, written);
        Assert.AreEqual("a.tflite", Work.Built().Converted, "cut, and of the same time");
        CollectionAssert.AreEqual(whole, File.ReadAllBytes(onnx));
        File.WriteAllBytes(onnx, [.. whole.Reverse()]);
        Assert.AreEqual("a.tflite", Work.Built().Converted, "other bytes of the same number");
        CollectionAssert.AreEqual(whole, File.ReadAllBytes(onnx));
        Assert.AreEqual("", Work.Built().Converted);
    }

    [TestMethod]
    public void What_a_killed_build_left_goes()
    {
        TwoModels();
        Work.Built();
        string folder = Path.GetDirectoryName(Work.Find("obj", "a.onnx"))!;
        File.WriteAllText(Path.Combine(folder, ".old.new"), "half");
        File.WriteAllText(Path.Combine(folder, ".young.new"), "another build's");
        File.SetLastWriteTimeUtc(Path.Combine(folder, ".old.new"), DateTime.UtcNow.AddHours(-2));
        File.Delete(Directory.GetFiles(folder, "*.stamp").Single());
        Assert.AreEqual("a.tflite", Work.Built().Converted);
        Assert.AreEqual(".young.new", Work.Names("obj/Debug/net10.0/t2o", ".*.new"));
    }

    [TestMethod]
    public void Builds_of_one_project_at_once_give_the_one_result()
    {
        string[] conversion = ["msbuild", "-t:ConvertTfliteModels", "-tl:off", "-nologo"];
        Work.Project("""<ItemGroup><TfliteModel Update="*.tflite" Report="true" AssociatedFiles="Copy" /></ItemGroup>""");
        for (int i = 0; i < 8; i++)
        {
            Work.Write($"m{i}.tflite", NotedModels.WithFiles(GeneratedModels.Chain(500 + i), [("labels.txt", [1, 2, 3])]));
        }
        Work.Done("restore");
        foreach (string cache in new[] { "true", "false" })
        {
            Work.Files("obj", "*.onnx").ToList().ForEach(f => File.Delete(Work[$"obj/{f}"]));
            var runs = new (int ExitCode, string Output)[4];
            Parallel.For(0, runs.Length, new ParallelOptions { MaxDegreeOfParallelism = runs.Length },
                i => runs[i] = DotNet.Run(Work.Folder, [.. conversion, $"-p:Tflite2OnnxCache={cache}"]));
            Assert.IsTrue(runs.All(r => r.ExitCode == 0), string.Concat(runs.Select(r => r.Output)));
            for (int i = 0; i < 8; i++)
            {
                using var right = new MemoryStream();
                Converter.Convert(GeneratedModels.Chain(500 + i), right);
                CollectionAssert.AreEqual(right.ToArray(), File.ReadAllBytes(Work.Find("obj", $"m{i}.onnx")));
            }
        }
    }

    private void TwoModels()
    {
        Work.Project();
        Work.Write("a.tflite", Models.Add(1));
        Work.Write("b.tflite", Models.Add(2));
    }
}
