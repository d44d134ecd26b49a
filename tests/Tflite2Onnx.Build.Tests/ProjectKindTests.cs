using System.IO.Compression;

namespace Tflite2Onnx.Build.Tests;

/// <summary>Projects of other kinds, and builds of other kinds.</summary>
[TestClass]
public sealed class ProjectKindTests : BuildTest
{
    [TestMethod]
    public void Each_framework_of_a_project_has_the_models()
    {
        Work.Project(properties: """
            <TargetFramework></TargetFramework>
            <TargetFrameworks>net8.0;net10.0</TargetFrameworks>
            <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
            """);
        Work.Write("a.tflite", Models.Add(1));
        BuildRun only = Work.Built("-t:ConvertTfliteModels");
        Assert.AreEqual("a.tflite, a.tflite", only.Converted);
        Assert.IsFalse(only.Compiled);
        BuildRun rest = Work.Built();
        Assert.AreEqual("", rest.Converted);
        Assert.AreEqual("App.a.onnx", Work.Resources("bin/Debug/net8.0/App.dll"));
        Assert.AreEqual("App.a.onnx", Work.Resources("bin/Debug/net10.0/App.dll"));
        BuildRun none = Work.Built();
        Assert.IsFalse(none.Compiled || none.LoadedTask);
        Work.Done("pack", "-o", Work["packed"]);
        using (ZipArchive package = ZipFile.OpenRead(Directory.GetFiles(Work["packed"]).Single()))
        {
            Assert.AreEqual("App.nuspec, lib/net10.0/App.dll, lib/net8.0/App.dll", string.Join(", ", Workspace.Content(package)));
        }
        Work.Done("clean");
        Assert.AreEqual("", Work.Names("obj/Debug", "*.stamp") + Work.Names("obj/Debug", "*.onnx"));
    }

    [TestMethod]
    [DataRow("App.fsproj", "Source.fs", "module App", """<ItemGroup><Compile Include="Source.fs" /></ItemGroup>""")]
    [DataRow("App.vbproj", "Source.vb", "Class C\nEnd Class", "")]
    public void Other_languages_have_the_models(string project, string source, string code, string body)
    {
        Work.Project(body + """<ItemGroup><TfliteModel Update="b.tflite" OnnxMode="Copy" /></ItemGroup>""", project);
        Work.Write(source, code);
        Work.Write("a.tflite", Models.Add(1));
        Work.Write("b.tflite", Models.Add(2));
        Work.Built();
        Assert.Contains("a.onnx", Work.Resources("bin/Debug/net10.0/App.dll"));
        Assert.AreEqual("b.onnx", Work.Names("bin/Debug/net10.0", "*.onnx"));
    }

    [TestMethod]
    public void A_web_project_leaves_the_models_of_its_pages_alone()
    {
        Work.Project("""<ItemGroup><TfliteModel Update="models/**" OnnxMode="Copy" /></ItemGroup>""", sdk: "Microsoft.NET.Sdk.Web");
        Work.Write("models/a.tflite", Models.Add(1));
        Work.Write("wwwroot/b.tflite", Models.Add(2));
        Work.Done("publish", "-o", Work["out"]);
        Assert.AreEqual("models/a.onnx", string.Join(", ", Work.Files("out", "*.onnx")));
        Assert.AreEqual("b.tflite", Work.Names("out", "*.tflite"));
    }

    [TestMethod]
    public void A_program_of_one_file_sees_a_changed_model()
    {
        Work.Write("app.cs", $"""
            #:property PublishAot=false
            #:package Tflite2Onnx.Build@{PackageFeed.Version}
            using var onnx = System.Reflection.Assembly.GetExecutingAssembly().GetManifestResourceStream("app.a.onnx")!;
            System.Console.WriteLine(onnx.Length);
            """);
        Work.Write("a.tflite", Models.Add(1));
        (int exit, string first) = DotNet.Run(Work.Folder, "run", "app.cs");
        Assert.AreEqual(0, exit, first);
        Work.Write("a.tflite", Models.Conv());
        (_, string second) = DotNet.Run(Work.Folder, "run", "app.cs");
        Assert.AreNotEqual(first, second);
    }

    [TestMethod]
    public void The_artifacts_layout_has_the_outputs()
    {
        Work.Project("""<ItemGroup><TfliteModel Update="a.tflite" OnnxMode="Copy" /></ItemGroup>""");
        Work.Write("a.tflite", Models.Add(1));
        Work.Built("--artifacts-path", Work["made"]);
        Assert.AreEqual("bin/App/debug/a.onnx", Work.Files("made", "*.onnx")[0]);
        Assert.IsFalse(Directory.Exists(Work["obj/Debug"]));
        Assert.IsFalse(Work.Built("--artifacts-path", Work["made"]).LoadedTask);
    }

    [TestMethod]
    public void A_design_time_build_converts_nothing_and_knows_the_outputs()
    {
        Work.Project("""<ItemGroup><TfliteModel Update="b.tflite" OnnxMode="Copy" /></ItemGroup>""");
        Work.Write("a.tflite", Models.Add(1));
        Work.Write("b.tflite", Models.Add(2));
        Work.Done("restore");
        BuildRun run = Work.Done("msbuild", "-t:Compile;GetCopyToOutputDirectoryItems", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true",
            "-p:ProvideCommandLineArgs=true", "-getItem:EmbeddedResource,AllItemsFullPathWithTargetPath");
        Assert.Contains("/a.onnx\"", run.Output);
        Assert.Contains("/b.onnx\"", run.Output);
        Assert.IsFalse(run.Ran("ConvertTfliteModels"));
        Assert.AreEqual("", Work.Names("obj", "*.onnx"));
    }

    [TestMethod]
    public void Watch_sees_the_models()
    {
        Work.Project(properties: "<OutputType>Exe</OutputType>");
        Work.Write("models/a.tflite", Models.Add(1));
        Work.Done("restore");
        (_, string output) = DotNet.Run(Work.Folder, "watch", "--list");
        Assert.Contains(Path.Combine("models", "a.tflite"), output);
    }

    [TestMethod]
    public void Multithreaded_and_checked_builds_work()
    {
        Work.Project("""<ItemGroup><ProjectReference Include="../lib/Lib.csproj" /></ItemGroup>""", "app/App.csproj");
        Work.Project(path: "lib/Lib.csproj");
        Work.Write("lib/a.tflite", Models.Add(1));
        Work.Write("app/b.tflite", Models.Add(2));
        BuildRun run = Work.Built("app", "-mt", "-check");
        Assert.IsEmpty(run.Warnings, run.Output);
        Assert.IsTrue(run.LoadedTask);
        Assert.IsFalse(run.Messages.Any(m => m.StartsWith("Task \"ConvertTfliteModels\" ran in TaskHost", StringComparison.Ordinal)));
        Assert.AreEqual("App.b.onnx", Work.Resources("app/bin/Debug/net10.0/App.dll"));
        Assert.AreEqual("Lib.a.onnx", Work.Resources("lib/bin/Debug/net10.0/Lib.dll"));
    }
}
