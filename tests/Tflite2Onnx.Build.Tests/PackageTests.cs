using System.IO.Compression;
using System.Xml.Linq;

namespace Tflite2Onnx.Build.Tests;

/// <summary>What the package holds, and that its parts agree with the engine's table of options.</summary>
[TestClass]
public sealed class PackageTests
{
    [TestMethod]
    public void The_package_holds_the_task_and_nothing_for_the_compiler()
    {
        using ZipArchive package = ZipFile.OpenRead(PackageFeed.PathOf(PackageFeed.Version));
        string[] files = Workspace.Content(package);
        Assert.AreEqual("""
            LICENSE
            README.md
            THIRD-PARTY-NOTICES.txt
            Tflite2Onnx.Build.nuspec
            build/Tflite2Onnx.Build.Version.props
            build/Tflite2Onnx.Build.props
            build/Tflite2Onnx.Build.targets
            build/Tflite2Onnx.Convert.targets
            build/Tflite2Onnx.ItemSchema.xaml
            build/Tflite2Onnx.Outputs.targets
            build/Tflite2Onnx.Prepare.targets
            build/Tflite2Onnx.Read.targets
            build/Tflite2Onnx.Rule.xaml
            buildMultiTargeting/Tflite2Onnx.Build.targets
            icon.png
            tasks/net8.0/Google.FlatBuffers.dll
            tasks/net8.0/Google.Protobuf.dll
            tasks/net8.0/Tflite2Onnx.Build.deps.json
            tasks/net8.0/Tflite2Onnx.Build.dll
            tasks/net8.0/Tflite2Onnx.Build.runtimeconfig.json
            tasks/net8.0/Tflite2Onnx.dll
            tasks/netstandard2.0/Tflite2Onnx.Build.Shim.dll
            """, string.Join("\n", files));
        Assert.HasCount(files.Length, files.Distinct(StringComparer.OrdinalIgnoreCase));

        using Stream nuspec = package.GetEntry("Tflite2Onnx.Build.nuspec")!.Open();
        XElement metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        string? Value(string name) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value;
        Assert.AreEqual("true", Value("developmentDependency"));
        Assert.AreEqual("MIT", Value("license"));
        Assert.AreEqual("README.md", Value("readme"));
        Assert.IsNull(Value("dependencies"));
    }

    [TestMethod]
    public void The_property_page_has_every_metadata_with_its_words()
    {
        string build = Path.Combine(Repository.Root, "nuget", "Tflite2Onnx.Build", "build");
        XElement rule = XDocument.Load(Path.Combine(build, "Tflite2Onnx.Rule.xaml")).Root!;
        string[] shown = [.. rule.Elements().Select(e => (string?)e.Attribute("Name")).OfType<string>()];
        IEnumerable<string> known = XDocument.Load(Path.Combine(build, "Tflite2Onnx.Build.props")).Descendants("TfliteModel").First().Elements().Select(e => e.Name.LocalName);
        CollectionAssert.AreEquivalent(known.Except(["IsDefaultItem", "SignatureSuffix"]).ToArray(), shown);
        foreach (OptionRow row in OptionTable.Rows)
        {
            IEnumerable<XElement> words = rule.Elements().Where(e => (string?)e.Attribute("Name") == row.Metadata).Elements();
            Assert.AreEqual(string.Join(",", row.Words), string.Join(",", words.Select(e => (string?)e.Attribute("Name"))), $"Tflite2Onnx.Rule.xaml: {row.Metadata}");
        }
        Assert.IsTrue(XDocument.Load(Path.Combine(build, "Tflite2Onnx.ItemSchema.xaml")).Root!.Elements().Any(e => (string?)e.Attribute("Name") == ".tflite"));
    }
}
