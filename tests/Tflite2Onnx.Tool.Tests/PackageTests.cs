using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Tflite2Onnx.Tool.Tests;

/// <summary>What the packages of the library and the tool hold.</summary>
[TestClass]
public sealed class PackageTests : IDisposable
{
    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [TestMethod]
    [DataRow("Tflite2Onnx", "lib/net8.0/Tflite2Onnx.dll")]
    [DataRow("Tflite2Onnx.Tool", "tools/net8.0/any/Tflite2Onnx.Tool.dll")]
    public void Packages_say_what_they_are_and_can_be_stepped_through(string project, string assembly)
    {
        string configuration = typeof(PackageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        string[] arguments = ["pack", Path.Combine(Repository.Root, "src", project), "--no-build", "-c", configuration, "-o", _work.Root];
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments) { RedirectStandardOutput = true };
        using (Process pack = Process.Start(start)!)
        {
            string output = pack.StandardOutput.ReadToEnd();
            pack.WaitForExit();
            Assert.AreEqual(0, pack.ExitCode, output);
        }
        using ZipArchive package = ZipFile.OpenRead(Directory.GetFiles(_work.Root, "*.nupkg").Single());
        foreach (string file in new[] { "README.md", "LICENSE", "icon.png", "THIRD-PARTY-NOTICES.txt", assembly })
        {
            Assert.IsNotNull(package.GetEntry(file), file);
        }
        using (Stream nuspec = package.GetEntry($"{project}.nuspec")!.Open())
        {
            XElement[] metadata = [.. XDocument.Load(nuspec).Root!.Elements().Single().Elements()];
            string? Value(string name) => metadata.SingleOrDefault(e => e.Name.LocalName == name)?.Value;
            Assert.AreEqual("MIT README.md icon.png", $"{Value("license")} {Value("readme")} {Value("icon")}");
        }
        using var bytes = new MemoryStream();
        using (Stream packed = package.GetEntry(assembly)!.Open())
        {
            packed.CopyTo(bytes);
        }
        using var image = new PEReader(new MemoryStream(bytes.ToArray()));
        DebugDirectoryEntryType[] debug = [.. image.ReadDebugDirectory().Select(entry => entry.Type)];
        CollectionAssert.Contains(debug, DebugDirectoryEntryType.EmbeddedPortablePdb);
        CollectionAssert.Contains(debug, DebugDirectoryEntryType.Reproducible);
    }
}
