using System.Diagnostics;

namespace Tflite2Onnx.Tool.Tests;

[TestClass]
public sealed class CancellationTests
{
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_signal_ends_the_run_between_files()
    {
        using var work = new Workspace();
        for (int i = 0; i < 2000; i++)
        {
            work.Write($"in/{i}.tflite", Models.Sound);
        }
        using Process tool = ToolRun.Start("convert", work.At("in"), "-o", work.At("out"));
        SpinWait.SpinUntil(() => File.Exists(work.At("out/0.onnx")), TimeSpan.FromSeconds(60));
        // Not SIGINT: a test run in the background of a shell hands it on ignored.
        using Process kill = Process.Start("kill", $"-TERM {tool.Id}");
        ToolRun run = ToolRun.Finish(tool);

        Assert.AreEqual(130, run.Code);
        Assert.AreEqual("", run.Out + run.Error);
        string[] results = Directory.GetFiles(work.At("out"));
        Assert.IsTrue(results.Length is > 0 and < 2000, $"{results.Length} files");
        byte[] expected = File.ReadAllBytes(work.At("out/0.onnx"));
        foreach (string result in results)
        {
            CollectionAssert.AreEqual(expected, File.ReadAllBytes(result), result);
        }
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_signal_ends_a_long_conversion()
    {
        using var work = new Workspace();
        string model = work.Write("m.tflite", Models.Long);
        using Process tool = ToolRun.Start("convert", model);
        // Long enough to be at it, and far from done.
        Thread.Sleep(2000);
        Assert.IsFalse(tool.HasExited, "the model is too small");
        var watch = Stopwatch.StartNew();
        using Process kill = Process.Start("kill", $"-TERM {tool.Id}");
        Assert.AreEqual(new ToolRun(130, "", ""), ToolRun.Finish(tool));
        Assert.IsLessThan(3, watch.Elapsed.TotalSeconds);
        CollectionAssert.AreEqual(new[] { "m.tflite" }, work.Files);
    }

    [TestMethod]
    public void A_conversion_that_is_cancelled_leaves_no_file()
    {
        using var work = new Workspace();
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.ThrowsExactly<OperationCanceledException>(() => Converter.Convert(Models.Sound, work.At("m.onnx"), null, cancellation.Token));
        Assert.IsEmpty(work.Files);
    }
}
