namespace Tflite2Onnx.Tool.Tests;

/// <summary>A folder of a test's own, gone when the test is.</summary>
internal sealed class Workspace : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("tflite2onnx").FullName;

    /// <summary>The files in it, by their path within it, in order.</summary>
    public string[] Files => [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public string At(string name) => Path.Combine(Root, name);

    /// <summary>Writes a file and gives its full path.</summary>
    public string Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllBytes(At(name), bytes);
        return At(name);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
