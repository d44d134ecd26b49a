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
            XElement property = rule.Elements().Single(e => (string?)e.Attribute("Name") == row.Metadata);
            Assert.AreEqual(string.Join(",", row.Words), string.Join(",", property.Elements().Select(e => (string?)e.Attribute("Name"))));
        }
        Assert.IsTrue(XDocument.Load(Path.Combine(build, "Tflite2Onnx.ItemSchema.xaml")).Root!.Elements().Any(e => (string?)e.Attribute("Name") == ".tflite"));
    }

    /// <summary>MSBuild cannot list metadata it does not know the names of, so every option stands in the props, the key and the readme.</summary>
    [TestMethod]
    public void Every_option_is_a_metadata_with_a_default_and_part_of_the_key()
    {
        string folder = Path.Combine(Repository.Root, "nuget", "Tflite2Onnx.Build");
        string props = File.ReadAllText(Path.Combine(folder, "build", "Tflite2Onnx.Build.props"));
        string targets = File.ReadAllText(Path.Combine(folder, "build", "Tflite2Onnx.Prepare.targets"));
        string readme = File.ReadAllText(Path.Combine(folder, "README.md"));
        foreach (OptionRow row in OptionTable.Rows)
        {
            Assert.Contains($"<{row.Metadata}>$(Tflite2Onnx{row.Name})</{row.Metadata}>", props);
            Assert.Contains($"{row.Metadata}=%(_T2OModel.{row.Metadata})", targets);
            Assert.Contains($"| `{row.Metadata}` | `Tflite2Onnx{row.Name}` | {string.Join(", ", row.Words.Select(w => $"`{w}`"))}", readme);
        }
    }
}
