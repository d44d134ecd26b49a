using System.Reflection;

namespace Tflite2Onnx.Build.Tests.Running;

/// <summary>
/// The package under test, packed once per run into a feed of its own. Its versions are new in every run, because NuGet never looks at a
/// version again that it has unpacked.
/// </summary>
[TestClass]
public sealed class PackageFeed
{
    /// <summary>The folder of all that the run makes.</summary>
    public static string Root { get; } = Directory.CreateTempSubdirectory("t2o-tests-").FullName;

    public static string Version { get; } = $"0.1.0-test.{DateTime.UtcNow.Ticks}";

    /// <summary>The same package under another version.</summary>
    public static string NextVersion => Version + ".next";

    public static string PathOf(string version) => Path.Combine(Root, "feed", $"Tflite2Onnx.Build.{version}.nupkg");

    [AssemblyInitialize]
    public static void PackOnce(TestContext context)
    {
        Pack(Version);
        // Frameworks other than this SDK's own come from where this repository's restore has put them.
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(Path.Combine(Root, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <fallbackPackageFolders><clear /><add key="repository" value="{packages}" /></fallbackPackageFolders>
              <packageSources><clear /><add key="feed" value="feed" /></packageSources>
            </configuration>
            """);
        // Nothing above the run's folder has a say in its builds.
        File.WriteAllText(Path.Combine(Root, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(Root, "Directory.Build.targets"), "<Project />");
    }

    [AssemblyCleanup]
    public static void Remove()
    {
        // Folders of failed tests stay, and then what their projects refer to stays as well.
        if (Directory.GetDirectories(Root).All(d => Path.GetFileName(d) is "feed" or "packages"))
        {
            Directory.Delete(Root, recursive: true);
        }
    }

    internal static void Pack(string version)
    {
        string configuration = typeof(PackageFeed).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        (int exit, string output) = DotNet.Run(Repository.Root, "pack", "src/Tflite2Onnx.Build", "--no-build", "-c", configuration,
            $"-p:PackageVersion={version}", "-o", Path.Combine(Root, "feed"));
        Assert.AreEqual(0, exit, output);
    }
}
