using System.IO.Compression;

namespace Tflite2Onnx.Tool.Tests;

/// <summary>Files that are no sound models: exit code 3, a message, and no file.</summary>
[TestClass]
public sealed class BadModelTests
{
    public static IEnumerable<object[]> Files =>
    [
        ["empty", Array.Empty<byte>(), "T2O1002"],
        ["text", "not a model"u8.ToArray(), "T2O1002"],
        ["zip", Zip(), "T2O1002"],
        ["truncated", Models.Sound[..100], "T2O1003"],
        ["garbage", Garbage(), "T2O1003"],
    ];

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void Is_refused(string name, byte[] bytes, string code)
    {
        using var work = new Workspace();
        string model = work.Write($"{name}.tflite", bytes);
        foreach (string command in new[] { "convert", "inspect" })
        {
            ToolRun run = ToolRun.Of(command, model);
            Assert.AreEqual(3, run.Code);
            StringAssert.Contains(command == "convert" ? run.Error : run.Out, code);
            Assert.DoesNotContain("   at ", run.Error + run.Out, "a stack trace");
        }
        CollectionAssert.AreEqual(new[] { $"{name}.tflite" }, work.Files);
    }

    [TestMethod]
    public void A_missing_file_is_named()
    {
        ToolRun run = ToolRun.Of("convert", "nowhere/m.tflite");
        Assert.AreEqual(3, run.Code);
        StringAssert.StartsWith(run.Error, "nowhere/m.tflite : error T2O1001: ");
    }

    private static byte[] Zip()
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("inner.tflite");
        }
        return memory.ToArray();
    }

    private static byte[] Garbage()
    {
        byte[] bytes = new byte[1000];
        new Random(1).NextBytes(bytes);
        "TFL3"u8.CopyTo(bytes.AsSpan(4));
        return bytes;
    }
}
