namespace Tflite2Onnx.Tool;

/// <summary>Whether a build would convert a model, and why, by the rules of the package's targets.</summary>
internal static class Staleness
{
    /// <param name="model">The model file.</param>
    /// <param name="onnx">Its output, in a folder that is named after the options, the package's version and the model's place.</param>
    /// <param name="stamp">The file that says it is done, named after the model's time and size, and how large the output was and when.</param>
    public static (bool IsStale, string Reason) Of(string model, string onnx, string stamp)
    {
        string folder = Path.GetDirectoryName(onnx)!;
        return !File.Exists(model) ? (true, "there is no such file")
            : !Directory.Exists(folder) ? (true, IsElsewhere(onnx) ? "its options, its name or the package changed" : "it was never converted")
            : !File.Exists(stamp) && Directory.EnumerateFiles(folder, "*.stamp").Any() ? (true, "the file was replaced")
            : !File.Exists(stamp) ? (true, "its last conversion did not come to an end")
            : !File.Exists(onnx) ? (true, "the ONNX model was deleted")
            : File.ReadAllText(stamp) != Figures(new FileInfo(onnx)) ? (true, "the ONNX model was changed by something else")
            : File.GetLastWriteTimeUtc(model) > File.GetLastWriteTimeUtc(stamp) ? (true, "the file is newer than the ONNX model")
            : (false, "nothing changed since it was converted");
    }

    private static string Figures(FileInfo onnx) => FormattableString.Invariant($"{onnx.Length}|{onnx.LastWriteTimeUtc.Ticks}");

    private static bool IsElsewhere(string onnx)
    {
        string all = Path.GetDirectoryName(Path.GetDirectoryName(onnx))!;
        return Directory.Exists(all) && Directory.EnumerateFiles(all, Path.GetFileName(onnx), SearchOption.AllDirectories).Any();
    }
}
