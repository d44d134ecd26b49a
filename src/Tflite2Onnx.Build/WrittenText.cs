using System.Text;

namespace Tflite2Onnx.Build;

/// <summary>Writes files of text so that nobody sees half of one, and so that one that says the same keeps its time.</summary>
internal static class WrittenText
{
    public static void Save(string path, string text) => Save(path, Encoding.UTF8.GetBytes(text));

    public static void Save(string path, byte[] bytes)
    {
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
        {
            return;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string partial = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            File.WriteAllBytes(partial, bytes);
            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }
}
