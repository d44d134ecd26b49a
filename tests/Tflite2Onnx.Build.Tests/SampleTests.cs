using System.Text;

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
    [DataRow("MlNet", "setosa 1.00\nversicolor 0.94\nvirginica 0.95\n")]
    [DataRow("Stateful", "\n\n############################\n#######################\n##################\n##############\n############\n##############\n###########\n#########\n#######\n######\n")]
    [DataRow("FSharp", "setosa\nversicolor\nvirginica\n")]
    [DataRow("FileBased", "......\n......\n######\n######\n......\n......\n")]
    public void Prints_what_it_should(string sample, string expected)
    {
        Copy(sample);
        (int exit, string output) = sample == "FileBased" ? DotNet.Run(Work.Folder, "run", "app.cs") : DotNet.Run(Work.Folder, "run");
        Assert.AreEqual(0, exit, output);
        // A registry that lacks a version a package names gives the next one, with a warning before.
        Assert.EndsWith(expected, output.ReplaceLineEndings("\n"));
    }

    [TestMethod]
    public void Runs_elsewhere_with_the_package()
    {
        Copy("ImageFilter");
        Assert.AreEqual("edges.tflite", Work.Built().Converted);
        Assert.AreEqual("edges.onnx", Work.Resources("bin/Debug/net10.0/ImageFilter.dll"));
        Work.Done("run", "--no-build");
        AssertIsPng("edges.png");
    }

    // As somebody has it who starts from a sample: the package instead of the sources beside it. Other packages come from their registry.
    private void Copy(string sample)
    {
        foreach (string file in Directory.GetFiles(Path.Combine(Samples, sample)))
        {
            byte[] bytes = File.ReadAllBytes(file);
            bool isText = Path.GetExtension(file) is ".csproj" or ".fsproj" or ".cs";
            Work.Write(Path.GetFileName(file), isText ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("0.1.0", PackageFeed.Version, StringComparison.Ordinal)) : bytes);
        }
        Work.UseRegistries();
    }

    private void AssertIsPng(string path) => CollectionAssert.AreEqual(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' }, File.ReadAllBytes(Work[path])[..4]);
}
