using Tflite2Onnx.Testing;
using Tflite2Onnx.Tests.Operators;

namespace Tflite2Onnx.Fuzzing;

/// <summary>The models to begin with: the cases of all operators and a few made-up networks, or those of files and folders too.</summary>
internal sealed class SeedFiles
{
    // A conversion of a larger file says little more about its kind, and takes the time of hundreds.
    private const int Largest = 512 << 10;

    private readonly List<(string Name, Func<byte[]> Read)> _models = [];

    public SeedFiles(IEnumerable<string> paths)
    {
        _models.AddRange(Families.Cases.Select(test => (test.Key, (Func<byte[]>)(() => test.Model()))));
        _models.Add(("classifier", () => GeneratedModels.Classifier(16, 8, 2, quantized: false)));
        _models.Add(("quantized classifier", () => GeneratedModels.Classifier(16, 8, 2, quantized: true)));
        _models.Add(("ladder", () => GeneratedModels.Ladder(8)));
        _models.Add(("iris", SampleModels.Iris));
        _models.Add(("edges", SampleModels.Edges));
        _models.Add(("meter", SampleModels.Meter));
        foreach (string path in paths.SelectMany(Files).Order(StringComparer.Ordinal))
        {
            _models.Add((path, () => File.ReadAllBytes(path)));
        }
    }

    public int Count => _models.Count;

    public Seed Pick(Random random)
    {
        (string name, Func<byte[]> read) = _models[random.Next(_models.Count)];
        return Seed.Of(name, read());
    }

    private static IEnumerable<string> Files(string path) => !Directory.Exists(path) ? [path]
        : Directory.EnumerateFiles(path, "*.tflite", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length <= Largest);
}
