using System.Text;

namespace Tflite2Onnx.Build;

/// <summary>Writes files so that nobody sees half of one, whoever else writes or reads the same file at that time.</summary>
internal static class WrittenFile
{
    /// <summary>Saves a text; a file that says the same keeps its time.</summary>
    public static void Save(string path, string text) => Save(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Saves bytes; a file that has the same keeps its time.</summary>
    public static void Save(string path, byte[] bytes)
    {
        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
        {
            Replace(path, bytes);
        }
    }

    /// <summary>Saves bytes, whatever is there.</summary>
    public static void Replace(string path, byte[] bytes)
    {
        using var file = OutputFile.Begin(path, bytes.Length);
        file.Write(stream => stream.Write(bytes));
        file.Commit();
    }

    /// <summary>Saves what a file has at this moment.</summary>
    public static void Copy(string from, string path)
    {
        using FileStream source = File.OpenRead(from);
        using var file = OutputFile.Begin(path, source.Length);
        file.Write(source.CopyTo);
        file.Commit();
    }
}
