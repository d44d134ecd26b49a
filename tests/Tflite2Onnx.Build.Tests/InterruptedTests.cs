using System.Diagnostics;

namespace Tflite2Onnx.Build.Tests;

/// <summary>Builds that end in the middle.</summary>
[TestClass]
public sealed class InterruptedTests : BuildTest
{
    private const int Count = 12;

    [TestMethod]
    [DataRow("KILL", "InProc")]
    [DataRow("INT", "InProc")]
    [DataRow("KILL", "Process")]
    [DataRow("INT", "Process")]
    public void What_is_there_is_whole_and_the_next_build_does_the_rest(string signal, string host)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Windows has no such signals.");
        }
        Work.Project(properties: $"<Tflite2OnnxMode>None</Tflite2OnnxMode><Tflite2OnnxHost>{host}</Tflite2OnnxHost>");
        for (int i = 0; i < Count; i++)
        {
            Work.Write($"m{i:00}.tflite", GeneratedModels.Chain(20_000 + i));
        }
        Work.Done("restore");
        Interrupt(signal);

        string[] done = Work.Files("obj", "*.stamp");
        Assert.IsTrue(done.Length is > 0 and < Count, $"{done.Length} models were done");
        string[] before = Work.Files("obj", "*.onnx");
        Dictionary<string, byte[]> written = before.ToDictionary(f => f, f => File.ReadAllBytes(Work[$"obj/{f}"]));
        BuildRun rest = Work.Built();
        Assert.AreEqual(Count - done.Length, rest.Converted.Split(", ").Length);
        Assert.HasCount(Count, Work.Files("obj", "*.onnx"));
        Assert.HasCount(Count, Work.Files("obj", "*.stamp"));
        foreach ((string file, byte[] bytes) in written)
        {
            using var whole = new MemoryStream();
            Converter.Convert(File.ReadAllBytes(Work[Path.GetFileNameWithoutExtension(file) + ".tflite"]), whole);
            CollectionAssert.AreEqual(whole.ToArray(), bytes, file);
        }
    }

    // In the middle of the conversions, the first of which are done.
    private void Interrupt(string signal)
    {
        using Process build = DotNet.Start(Work.Folder, "build", "--no-restore", "-tl:off");
        Task<string> output = build.StandardOutput.ReadToEndAsync(), errors = build.StandardError.ReadToEndAsync();
        while (Work.Files("obj", "*.stamp").Length == 0 && !build.HasExited)
        {
            Thread.Sleep(5);
        }
        Assert.IsFalse(build.HasExited, "the build ended before it was interrupted");
        if (signal == "KILL")
        {
            build.Kill(entireProcessTree: true);
        }
        else
        {
            using Process kill = Process.Start("kill", ["-s", signal, $"{build.Id}"]);
        }
        Assert.IsTrue(build.WaitForExit(TimeSpan.FromSeconds(30)), "it goes on");
        Assert.AreNotEqual(0, build.ExitCode, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult());
    }
}
