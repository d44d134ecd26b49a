using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Tflite2Onnx.Build.Tests.Running;

/// <summary>A folder with projects to build.</summary>
/// <param name="folder">The folder.</param>
/// <param name="logs">Where the logs of the builds go, when not there.</param>
internal sealed class Workspace(string folder, string? logs = null)
{
    private int _runs;

    public string Folder => folder;

    /// <summary>A path in the folder.</summary>
    public string this[string path] => Path.Combine(folder, path);

    public void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
        File.WriteAllBytes(this[path], bytes);
    }

    /// <summary>Writes a project that refers to the package, and a source file.</summary>
    /// <param name="body">What stands in it besides, for instance items.</param>
    /// <param name="path">The project file.</param>
    /// <param name="properties">More properties, or other ones.</param>
    /// <param name="version">The package's version; "none" for a project without it.</param>
    /// <param name="sdk">The project's SDK.</param>
    public void Project(string body = "", string path = "App.csproj", string properties = "", string? version = null, string sdk = "Microsoft.NET.Sdk")
    {
        version ??= PackageFeed.Version;
        string package = version == "none" ? "" : $"""<PackageReference Include="Tflite2Onnx.Build" Version="{version}" PrivateAssets="all" />""";
        Write(path, $"""
            <Project Sdk="{sdk}">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework>{properties}</PropertyGroup>
              <ItemGroup>{package}</ItemGroup>
              {body}
            </Project>
            """);
        string source = Path.Combine(Path.GetDirectoryName(path)!, "Source.cs");
        if (path.EndsWith(".csproj", StringComparison.Ordinal) && !File.Exists(this[source]))
        {
            bool program = properties.Contains("Exe", StringComparison.Ordinal) || sdk.EndsWith("Web", StringComparison.Ordinal);
            Write(source, program ? "System.Console.WriteLine(\"ran\");" : $"public class C{Path.GetFileNameWithoutExtension(path)} {{ }}");
        }
    }

    /// <summary>Lets the packages come from the machine's registries too, which the run's own settings leave out.</summary>
    public void UseRegistries()
    {
        string list = DotNet.Run(Repository.Root, "nuget", "list", "source", "--format", "short").Output;
        IEnumerable<string> registries = list.ReplaceLineEndings("\n").Split('\n').Where(line => line.StartsWith("E ", StringComparison.Ordinal));
        IEnumerable<string> sources = registries.Select((line, i) => $"""<add key="registry{i}" value="{line[2..].Trim()}" />""");
        Write("nuget.config", $"<configuration><packageSources>{string.Concat(sources)}</packageSources></configuration>");
    }

    /// <summary>Builds the folder's project.</summary>
    public BuildRun Build(params string[] arguments) => Run(["build", .. arguments]);

    /// <summary>Builds, and fails the test when the build fails.</summary>
    public BuildRun Built(params string[] arguments) => Done("build", arguments);

    /// <summary>Runs a command of the SDK, and fails the test when it fails.</summary>
    public BuildRun Done(string command, params string[] arguments)
    {
        BuildRun run = Run([command, .. arguments]);
        Assert.IsTrue(run.Succeeded, run.Output);
        return run;
    }

    /// <summary>Paths of the files under a folder, relative to it, that match the pattern; sorted. Those of the cache of conversions are not among them.</summary>
    public string[] Files(string path, string pattern = "*")
    {
        string[] files = Directory.Exists(this[path]) ? Directory.GetFiles(this[path], pattern, SearchOption.AllDirectories) : [];
        files = [.. files.Where(f => !f.Contains("t2o.cache", StringComparison.Ordinal))];
        return [.. files.Select(f => Path.GetRelativePath(this[path], f).Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }

    /// <summary>Names of those files.</summary>
    public string Names(string path, string pattern) => string.Join(", ", Files(path, pattern).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));

    /// <summary>The one file under a folder that has the name.</summary>
    public string Find(string path, string name) => Path.Combine(this[path], Files(path).Single(f => Path.GetFileName(f) == name));

    /// <summary>Files in a package, sorted, without those that make a zip file a package.</summary>
    public static string[] Content(ZipArchive package)
    {
        IEnumerable<string> files = package.Entries.Select(e => e.FullName);
        return [.. files.Where(n => n[0] is not ('_' or '[') && !n.StartsWith("package/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Names of the resources embedded in an assembly, sorted.</summary>
    public string Resources(string assembly)
    {
        using var image = new PEReader(File.OpenRead(this[assembly]));
        MetadataReader reader = image.GetMetadataReader();
        return string.Join(", ", reader.ManifestResources.Select(r => reader.GetString(reader.GetManifestResource(r).Name)).Order(StringComparer.Ordinal));
    }

    /// <summary>Runs a command of the SDK, whatever comes of it.</summary>
    public BuildRun Run(params string[] arguments)
    {
        string log = Path.Combine(logs ?? folder, $"run{_runs++}.binlog");
        (int exit, string output) = DotNet.Run(folder, [.. arguments, $"-bl:{log}", "-tl:off"]);
        return new BuildRun(exit, output, log);
    }
}
