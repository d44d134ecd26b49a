namespace Tflite2Onnx.Testing;

/// <summary>Where things are in the checkout the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Tflite2Onnx.Build.sln")) ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the tests run outside of the repository"));
}
