using System.Text;

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
        byte[] committed = File.Exists(full) ? File.ReadAllBytes(full) : [];
        if (!content.AsSpan().SequenceEqual(committed))
        {
            const string Way = "run the tests with UPDATE_DOCS=1 and look at the difference";
            throw new InvalidDataException($"{path} is not what the code makes of it; {Way}. The first lines that differ: {Difference(committed, content)}");
        }
    }

    private static string Difference(byte[] committed, byte[] made)
    {
        (string[] before, string[] after) = (Encoding.UTF8.GetString(committed).Split('\n'), Encoding.UTF8.GetString(made).Split('\n'));
        int first = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"'{Start(before.ElementAtOrDefault(first))}' is '{Start(after.ElementAtOrDefault(first))}' now";

        static string? Start(string? line) => line is { Length: > 120 } ? $"{line[..120]}..." : line;
    }
}
