using System.Diagnostics;
using System.Runtime.Versioning;

namespace Tflite2Onnx.Tests.Hostile;

/// <summary>What stands where the result goes.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class OutputTests
{
    private static readonly byte[] s_model = GeneratedModels.Ladder(1);
    private static readonly byte[] s_expected = Expected();

    private readonly string _folder = Directory.CreateTempSubdirectory("output").FullName;

    [TestCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DataRow("600")]
    [DataRow("666")]
    [DataRow("755")]
    public void A_file_keeps_its_mode(string octal)
    {
        var mode = (UnixFileMode)Convert.ToInt32(octal, 8);
        File.WriteAllText(At("m.onnx"), "earlier");
        File.SetUnixFileMode(At("m.onnx"), mode);
        AssertWritten("m.onnx");
        Assert.AreEqual(mode, File.GetUnixFileMode(At("m.onnx")));
    }

    [TestMethod]
    public void A_new_file_has_the_mode_of_new_files()
    {
        File.WriteAllText(At("other"), "");
        AssertWritten("m.onnx", "other");
        Assert.AreEqual(File.GetUnixFileMode(At("other")), File.GetUnixFileMode(At("m.onnx")));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_link_stays_and_its_target_is_written(bool isThere)
    {
        if (isThere)
        {
            File.WriteAllText(At("target"), "earlier");
        }
        File.CreateSymbolicLink(At("one"), "target");
        File.CreateSymbolicLink(At("two"), At("one"));
        AssertWritten("two", "one", "target");
        Assert.AreEqual(At("one"), new FileInfo(At("two")).LinkTarget);
        Assert.AreEqual("target", new FileInfo(At("one")).LinkTarget);
        CollectionAssert.AreEqual(s_expected, File.ReadAllBytes(At("target")));
    }

    [TestMethod]
    public void A_pipe_is_written_to()
    {
        using (Process process = Process.Start("mkfifo", At("pipe")))
        {
            process.WaitForExit();
        }
        Task<byte[]> read = Task.Run(() => File.ReadAllBytes(At("pipe")));
        Assert.IsTrue(Converter.Convert(s_model, At("pipe")).Succeeded);
        CollectionAssert.AreEqual(s_expected, read.GetAwaiter().GetResult());
        Assert.AreEqual("a pipe", FilePlace.Of(At("pipe")).Kind);
        CollectionAssert.AreEqual(new[] { "pipe" }, Names());
    }

    [TestMethod]
    public void A_device_is_written_to()
    {
        Assert.IsTrue(Converter.Convert(s_model, "/dev/null").Succeeded);
        Assert.AreEqual("a device", FilePlace.Of("/dev/null").Kind);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_full_disk_is_told_by_the_name_of_the_file() => AssertRefused("/dev/full", "/dev/full");

    [TestMethod]
    public void A_folder_is_left_alone()
    {
        Directory.CreateDirectory(At("m.onnx"));
        AssertRefused(At("m.onnx"), $"'{At("m.onnx")}' is a folder.");
    }

    [TestMethod]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(At("file"), "");
        AssertRefused(At("file/m.onnx"), At("file"));
        CollectionAssert.AreEqual(new[] { "file" }, Names());
    }

    [TestMethod]
    public void A_name_may_be_as_long_as_the_system_allows() => AssertWritten(new string('x', 250) + ".onnx");

    [TestMethod]
    public void A_name_that_is_too_long_is_named() => AssertRefused(At(new string('x', 300)), At("xxx"));

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Signatures_come_together_or_not_at_all(bool earlier)
    {
        File.WriteAllBytes(At("m.tflite"), Signed("Frobnicate"));
        if (earlier)
        {
            File.WriteAllText(At("m.good.onnx"), "earlier");
        }
        string[] before = Names();
        ConversionResult result = Converter.Convert(At("m.tflite"), At("m.onnx"), new() { Signature = "*" });
        Assert.IsFalse(result.Succeeded);
        CollectionAssert.AreEqual(before, Names());
        Assert.IsTrue(!earlier || File.ReadAllText(At("m.good.onnx")) == "earlier");
    }

    [TestMethod]
    public void Signatures_are_not_written_where_one_of_them_cannot_be()
    {
        File.WriteAllBytes(At("m.tflite"), Signed(null));
        Directory.CreateDirectory(At("m.second.onnx"));
        ConversionResult result = Converter.Convert(At("m.tflite"), At("m.onnx"), new() { Signature = "*" });
        Assert.AreEqual("T2O4002", result.Diagnostics.Single().Code);
        CollectionAssert.AreEqual(new[] { "m.tflite" }, Names());
    }

    [TestMethod]
    public void Every_hostile_key_has_a_file_in_the_folder()
    {
        var model = new ModelBuilder();
        int x = model.Input(TensorType.FLOAT32, [1]);
        int y = model.Tensor(TensorType.FLOAT32, [1]);
        model.Operator(BuiltinOperator.NEG, [x], [y]);
        model.Output(y);
        // A FlatBuffer holds no halves of characters.
        string[] keys = [.. HostileTexts.All.Where(key => !key.Any(char.IsSurrogate))];
        Array.ForEach(keys, key => model.Signature(key, 0, ["x"], ["y"]));
        Directory.CreateDirectory(At("in/side"));
        File.WriteAllBytes(At("in/side/m.tflite"), model.Build());
        ConversionResult result = Converter.Convert(At("in/side/m.tflite"), At("in/side/m.onnx"), new() { Signature = "*" });
        Assert.IsTrue(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.HasCount(keys.Length + 1, Directory.GetFiles(At("in/side")));
        Assert.HasCount(keys.Length + 1, Directory.GetFileSystemEntries(_folder, "*", SearchOption.AllDirectories).Where(File.Exists).ToArray());
    }

    private void AssertWritten(string name, params string[] others)
    {
        ConversionResult result = Converter.Convert(s_model, At(name));
        Assert.IsTrue(result.Succeeded, string.Join('\n', result.Diagnostics));
        CollectionAssert.AreEqual(s_expected, File.ReadAllBytes(At(name)));
        CollectionAssert.AreEqual(others.Append(name).Order(StringComparer.Ordinal).ToArray(), Names());
    }

    private static void AssertRefused(string path, string words)
    {
        Diagnostic error = Converter.Convert(s_model, path).Diagnostics.Single();
        Assert.AreEqual("T2O4002", error.Code);
        Assert.Contains(words, error.Message);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string[] Names() => [.. Directory.GetFiles(_folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static byte[] Expected()
    {
        using var memory = new MemoryStream();
        Converter.Convert(s_model, memory);
        return memory.ToArray();
    }

    // The second signature's subgraph has a custom operator.
    private static byte[] Signed(string? custom)
    {
        var model = new ModelBuilder();
        Unary(null);
        model.Subgraph(_ => Unary(custom));
        model.Signature("good", 0, ["x"], ["y"]);
        model.Signature("second", 1, ["x"], ["y"]);
        return model.Build();

        void Unary(string? name)
        {
            (int x, int y) = (model.Input(TensorType.FLOAT32, [1]), model.Tensor(TensorType.FLOAT32, [1]));
            model.Operator(name is null ? BuiltinOperator.NEG : BuiltinOperator.CUSTOM, [x], [y], custom: name);
            model.Output(y);
        }
    }
}
