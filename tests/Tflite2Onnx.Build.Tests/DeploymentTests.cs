using System.Diagnostics;
using System.IO.Compression;

namespace Tflite2Onnx.Build.Tests;

/// <summary>Where the outputs get to beyond the project's own bin: publish, other projects, packages.</summary>
[TestClass]
public sealed class DeploymentTests : BuildTest
{
    private const string Models2 = """<ItemGroup><TfliteModel Update="models/b.tflite" OnnxMode="Copy" /></ItemGroup>""";

    [TestMethod]
    public void Publish_has_the_copies()
    {
        Work.Project(Models2, properties: "<OutputType>Exe</OutputType>");
        TwoModels("");
        Work.Done("publish", "-o", Work["direct"]);
        BuildRun noBuild = Work.Done("publish", "--no-build", "-c", "Release", "-o", Work["unbuilt"]);
        Assert.AreEqual("", noBuild.Converted);
        // The analyzer would be one more package.
        Work.Done("publish", "-o", Work["single"], "--use-current-runtime", "--no-self-contained", "-p:PublishSingleFile=true",
            "-p:EnableSingleFileAnalyzer=false");
        foreach (string folder in new[] { "direct", "unbuilt", "single" })
        {
            Assert.AreEqual("models/b.onnx", string.Join(", ", Work.Files(folder, "*.onnx")), folder);
        }
        Assert.AreEqual("App.models.a.onnx", Work.Resources("direct/App.dll"));
        Assert.IsFalse(File.Exists(Work["single/App.dll"]));
    }

    [TestMethod]
    public void A_native_program_reads_its_models()
    {
        Work.UseRegistries();
        Work.Project(Models2, properties: "<OutputType>Exe</OutputType><PublishAot>true</PublishAot><TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
        Work.Write("Source.cs", """
            using App.models;
            using var stream = AModel.OpenRead();
            System.Console.WriteLine($"{stream.Length} {BModel.ReadAllBytes().Length} {AModel.Inputs.X.Name}");
            """);
        TwoModels("");
        BuildRun run = Work.Run("publish", "-o", Work["native"]);
        if (run.Output.Contains("Platform linker", StringComparison.Ordinal))
        {
            Assert.Inconclusive("The machine has no linker for native programs.");
        }
        Assert.IsTrue(run.Succeeded, run.Output);
        Assert.IsFalse(File.Exists(Work["native/App.dll"]));
        string program = Work[OperatingSystem.IsWindows() ? "native/App.exe" : "native/App"];
        using Process process = Process.Start(new ProcessStartInfo(program) { RedirectStandardOutput = true })!;
        long length = new FileInfo(Work["native/models/b.onnx"]).Length;
        Assert.AreEqual($"{length} {length} x", process.StandardOutput.ReadToEnd().Trim());
    }

    [TestMethod]
    public void Projects_that_refer_to_one_with_models_get_its_copies()
    {
        Work.Project(Models2, "lib/Lib.csproj");
        Work.Project("""<ItemGroup><ProjectReference Include="../lib/Lib.csproj" /></ItemGroup>""", "mid/Mid.csproj", version: "none");
        Work.Project("""<ItemGroup><ProjectReference Include="../mid/Mid.csproj" /></ItemGroup>""", "app/App.csproj",
            "<OutputType>Exe</OutputType>", version: "none");
        TwoModels("lib/");
        Work.Built("app");
        Assert.AreEqual("models/b.onnx", string.Join(", ", Work.Files("app/bin/Debug/net10.0", "*.onnx")));
        Assert.AreEqual("models/b.onnx", string.Join(", ", Work.Files("mid/bin/Debug/net10.0", "*.onnx")));
        BuildRun again = Work.Built("app");
        Assert.IsFalse(again.Compiled || again.LoadedTask);

        // As Visual Studio builds: each project by itself, asking the others only for their outputs.
        Work.Write("lib/models/b.tflite", Models.Add(9));
        Work.Built("lib");
        BuildRun alone = Work.Built("app", "--no-dependencies");
        Assert.AreEqual("", alone.Converted);
        CollectionAssert.AreEqual(File.ReadAllBytes(Work.Find("lib/bin", "b.onnx")), File.ReadAllBytes(Work.Find("app/bin", "b.onnx")));

        Work.Done("publish", "app", "-o", Work["out"]);
        Assert.AreEqual("models/b.onnx", string.Join(", ", Work.Files("out", "*.onnx")));
        Work.Built("app", "-graph");
    }

    [TestMethod]
    public void Packages_hold_the_assembly_and_nothing_else()
    {
        Work.Project(Models2);
        TwoModels("");
        Work.Done("pack", "-o", Work["packed"]);
        Work.Done("pack", "--no-build", "-o", Work["again"]);
        foreach (string folder in new[] { "packed", "again" })
        {
            using ZipArchive package = ZipFile.OpenRead(Directory.GetFiles(Work[folder]).Single());
            Assert.AreEqual("App.nuspec, lib/net10.0/App.dll", string.Join(", ", Workspace.Content(package)));
            using var nuspec = new StreamReader(package.GetEntry("App.nuspec")!.Open());
            Assert.DoesNotContain("Tflite2Onnx", nuspec.ReadToEnd());
        }
        Assert.AreEqual("App.models.a.onnx", Work.Resources("bin/Release/net10.0/App.dll"));
    }

    private void TwoModels(string folder)
    {
        Work.Write($"{folder}models/a.tflite", Models.Add(1));
        Work.Write($"{folder}models/b.tflite", Models.Add(2));
    }
}
