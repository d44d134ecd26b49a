using System.IO.Compression;
using System.Text.Json;

namespace Tflite2Onnx.Build.Tests;

/// <summary>Where an ONNX model can go, and what can go with it.</summary>
[TestClass]
public sealed class ModeTests : BuildTest
{
    private const string Assembly = "bin/Debug/net10.0/App.dll";

    [TestMethod]
    public void Each_mode_puts_the_model_where_it_says()
    {
        Work.Project("""
            <ItemGroup>
              <TfliteModel Update="both.tflite" OnnxMode="Both" />
              <TfliteModel Update="none.tflite" OnnxMode="None" />
              <TfliteModel Update="item.tflite" OnnxMode="Item" OnnxItemType="OtherAsset" Link="raw/item.tflite" />
            </ItemGroup>
            <Target Name="Show" AfterTargets="Build">
              <Message Importance="high" Text="asset %(OtherAsset.Filename)%(OtherAsset.Extension) as %(OtherAsset.Link), there: $([System.IO.File]::Exists('%(OtherAsset.FullPath)'))" />
            </Target>
            """);
        foreach (string name in new[] { "both", "none", "item", "embed" })
        {
            Work.Write($"{name}.tflite", Models.Add(name.Length));
        }
        BuildRun run = Work.Built();
        Assert.AreEqual("App.both.onnx, App.embed.onnx", Work.Resources(Assembly));
        Assert.AreEqual("both.onnx", Work.Names("bin", "*.onnx"));
        Assert.AreEqual("both.onnx, embed.onnx, item.onnx, none.onnx", Work.Names("obj", "*.onnx"));
        Assert.Contains("asset item.onnx as raw/item.onnx, there: True", run.Output);
        Assert.IsFalse(Work.Built().LoadedTask);
        Work.Project("""<ItemGroup><TfliteModel Update="item.tflite" OnnxMode="Item" /></ItemGroup>""");
        Assert.Contains("OnnxItemType has to say which", Work.Build().Output);
    }

    [TestMethod]
    public void An_asset_of_MAUI_is_there_when_its_own_target_collects_assets()
    {
        // MAUI's packages run such a target, by itself too when an app asks a library for its assets.
        Work.Project("""
            <ItemGroup><TfliteModel Update="a.tflite" OnnxMode="Item" OnnxItemType="MauiAsset" Link="models/a.tflite" /></ItemGroup>
            <Target Name="ResizetizeCollectItems" BeforeTargets="BeforeCompile">
              <Message Importance="high" Text="collected @(MauiAsset->'%(Filename)%(Extension) as %(LogicalName)')" />
            </Target>
            """);
        Work.Write("a.tflite", Models.Add(1));
        Assert.Contains("collected a.onnx as models/a.onnx", Work.Built().Output);
        Assert.Contains("collected a.onnx as models/a.onnx", Work.Done("msbuild", "-t:ResizetizeCollectItems").Output);
    }

    [TestMethod]
    public void Files_that_travel_with_a_model_go_beside_it_or_into_the_assembly()
    {
        Work.Project("""
            <ItemGroup>
              <TfliteModel Update="models/copied.tflite" OnnxMode="Copy" AssociatedFiles="Copy" />
              <TfliteModel Update="models/embedded.tflite" AssociatedFiles="Embed" />
            </ItemGroup>
            """);
        foreach (string name in new[] { "copied", "embedded", "left" })
        {
            Work.Write($"models/{name}.tflite", Models.Noted());
        }
        Work.Built();
        Assert.AreEqual("App.models.embedded.files.labels.txt, App.models.embedded.onnx, App.models.left.onnx", Work.Resources(Assembly));
        Assert.AreEqual("copied.files/labels.txt, copied.onnx", string.Join(", ", Work.Files("bin/Debug/net10.0/models")));
        Assert.AreEqual("cat\ndog\n", File.ReadAllText(Work["bin/Debug/net10.0/models/copied.files/labels.txt"]));
        BuildRun second = Work.Built();
        Assert.IsFalse(second.LoadedTask || second.Compiled);

        Work.Project();
        Work.Built();
        Assert.AreEqual("", Work.Names("bin", "*.txt"));
        Assert.AreEqual("", Work.Names("obj", "*labels.txt"));
    }

    [TestMethod]
    public void A_report_says_what_was_made_of_a_model()
    {
        Work.Project(properties: "<Tflite2OnnxReport>true</Tflite2OnnxReport><Tflite2OnnxMode>Copy</Tflite2OnnxMode>");
        Work.Write("a.tflite", SampleModels.Edges());
        Work.Built();
        string report = Work["bin/Debug/net10.0/a.report.json"];
        byte[] first = File.ReadAllBytes(report);
        using (JsonDocument document = JsonDocument.Parse(first))
        {
            Assert.AreEqual(new FileInfo(Work["bin/Debug/net10.0/a.onnx"]).Length, document.RootElement.GetProperty("onnxBytes").GetInt64());
            Assert.AreEqual("CONV_2D", document.RootElement.GetProperty("tfliteOperators")[0].GetProperty("operator").GetString());
            Assert.IsGreaterThan(0, document.RootElement.GetProperty("transposes").GetArrayLength());
            Assert.IsGreaterThan(10, document.RootElement.GetProperty("transposes")[0].GetProperty("reason").GetString()!.Length);
        }
        File.Delete(Work.Find("obj", "a.report.json"));
        BuildRun again = Work.Built();
        Assert.AreEqual(1, again.FromCache);
        CollectionAssert.AreEqual(first, File.ReadAllBytes(report));
        Work.Done("publish", "-o", Work["out"]);
        Assert.AreEqual("a.onnx", Work.Names("out", "a.*"));
    }

    [TestMethod]
    public void Models_go_into_the_projects_own_package_once_for_all_frameworks()
    {
        Work.Project("""
            <ItemGroup>
              <TfliteModel Update="a.tflite" OnnxMode="None" OnnxPackagePath="models/" />
              <TfliteModel Update="b.tflite" OnnxMode="None" OnnxPackagePath="contentFiles/any/$(TargetFramework)/b.onnx" />
            </ItemGroup>
            """, properties: """
            <TargetFramework></TargetFramework>
            <TargetFrameworks>net8.0;net10.0</TargetFrameworks>
            <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
            """);
        Work.Write("a.tflite", Models.Add(1));
        Work.Write("b.tflite", Models.Add(2));
        BuildRun run = Work.Done("pack", "-o", Work["packed"]);
        Assert.IsEmpty(run.Warnings);
        using ZipArchive package = ZipFile.OpenRead(Directory.GetFiles(Work["packed"]).Single());
        Assert.AreEqual("contentFiles/any/net10.0/b.onnx, contentFiles/any/net8.0/b.onnx, models/a.onnx",
            string.Join(", ", Workspace.Content(package).Where(f => f.EndsWith(".onnx", StringComparison.Ordinal))));
    }
}
