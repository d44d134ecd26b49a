namespace Tflite2Onnx.Testing;

/// <summary>A file of the repository that code makes: tests assert that it is what the code makes now.</summary>
internal static class CommittedFile
{
    /// <summary>Fails when the committed file differs; with the environment variable <c>UPDATE_DOCS=1</c> it is written instead.</summary>
    /// <param name="path">The file, from the repository's root.</param>
    /// <param name="content">What belongs in it.</param>
    public static void AssertCurrent(string path, byte[] content)
    {
        string full = Path.Combine(Repository.Root, path);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllBytes(full, content);
        }
        if (!File.Exists(full) || !content.AsSpan().SequenceEqual(File.ReadAllBytes(full)))
        {
            throw new InvalidDataException($"{path} is not what the code makes of it; run the tests with UPDATE_DOCS=1 and look at the difference.");
        }
    }
}
