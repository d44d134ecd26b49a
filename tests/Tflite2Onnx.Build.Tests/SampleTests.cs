namespace Tflite2Onnx.Build.Tests;

/// <summary>The samples, as somebody who starts from one would build and run them.</summary>
[TestClass]
public sealed class SampleTests : BuildTest
{
    private static readonly string Samples = Path.Combine(Repository.Root, "samples");

    // Alone, because it builds the projects that other tests pack.
    [TestMethod]
    [DoNotParallelize]
    public void Runs_in_the_repository()
    {
        (int exit, string output) = DotNet.Run(Work.Folder, "run", "--project", Path.Combine(Samples, "ImageFilter"));
        Assert.AreEqual(0, exit, output);
        Assert.Contains("320 x 240 pixels in, 318 x 238 out", output);
        AssertIsPng("edges.png");
    }

    [TestMethod]
    public void Runs_elsewhere_with_the_package()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(Samples, "ImageFilter")))
        {
            Work.Write(Path.GetFileName(file), File.ReadAllBytes(file));
        }
        string project = File.ReadAllText(Work["ImageFilter.csproj"]);
        Work.Write("ImageFilter.csproj", project.Replace("Version=\"0.1.0\"", $"Version=\"{PackageFeed.Version}\"", StringComparison.Ordinal));
        Assert.AreEqual("edges.tflite", Work.Built().Converted);
        Assert.AreEqual("edges.onnx", Work.Resources("bin/Debug/net10.0/ImageFilter.dll"));
        Work.Done("run", "--no-build");
        AssertIsPng("edges.png");
    }

    private void AssertIsPng(string path) => CollectionAssert.AreEqual(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' }, File.ReadAllBytes(Work[path])[..4]);
}
