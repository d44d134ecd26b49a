using System.Diagnostics;
using System.Net.Sockets;

namespace Tflite2Onnx.Tests.Hostile;

/// <summary>What stands where a model should: told at once, and never waited for.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class InputTests
{
    private static readonly byte[] s_model = GeneratedModels.Ladder(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("input").FullName;

    [TestCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void A_pipe()
    {
        Run("mkfifo", At("pipe"));
        AssertRefused(At("pipe"), "T2O1009", "a pipe");
        File.CreateSymbolicLink(At("link"), At("pipe"));
        AssertRefused(At("link"), "T2O1009", "a pipe");
    }

    [TestMethod]
    public void A_socket()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(At("socket")));
        AssertRefused(At("socket"), "T2O1009", "a socket");
    }

    [TestMethod]
    [DataRow("/dev/zero")]
    [DataRow("/dev/null")]
    [DataRow("/dev/random")]
    public void A_device(string path) => AssertRefused(path, "T2O1009", "a device");

    [TestMethod]
    public void A_folder() => AssertRefused(_folder, "T2O1009", "a folder");

    [TestMethod]
    public void A_link_to_nothing()
    {
        File.CreateSymbolicLink(At("link"), "gone.tflite");
        AssertRefused(At("link"), "T2O1001", $"it is a link to '{At("gone.tflite")}', and there is no such file.");
    }

    [TestMethod]
    public void Links_in_a_circle()
    {
        File.CreateSymbolicLink(At("a"), "b");
        File.CreateSymbolicLink(At("b"), "a");
        AssertRefused(At("a"), "T2O1001", At("a"));
    }

    [TestMethod]
    public void Nothing() => AssertRefused(At("gone"), "T2O1001", "there is no such file.");

    [TestMethod]
    public void An_empty_file()
    {
        File.WriteAllBytes(At("empty"), []);
        AssertRefused(At("empty"), "T2O1002", "");
    }

    [TestMethod]
    public void More_than_two_gigabytes()
    {
        using (FileStream file = File.Create(At("large")))
        {
            file.SetLength(3L << 30);
        }
        AssertRefused(At("large"), "T2O1007", "3221225472");
    }

    [TestMethod]
    public void A_link_to_a_model_is_the_model()
    {
        File.WriteAllBytes(At("m.tflite"), s_model);
        File.CreateSymbolicLink(At("one"), "m.tflite");
        File.CreateSymbolicLink(At("two"), At("one"));
        Assert.IsTrue(Converter.Convert(At("two"), Stream.Null).Succeeded);
    }

    private static void AssertRefused(string path, string code, string words)
    {
        var watch = Stopwatch.StartNew();
        Diagnostic error = Converter.Convert(path, Stream.Null).Diagnostics.Single();
        Assert.IsLessThan(5000, watch.ElapsedMilliseconds);
        Assert.AreEqual(code, error.Code, error.Message);
        Assert.AreEqual(path, error.Model);
        Assert.Contains(words, error.Message);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private static void Run(string program, string argument)
    {
        using Process process = Process.Start(program, argument);
        process.WaitForExit();
    }
}
