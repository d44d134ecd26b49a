using Tflite2Onnx.Diagnostics;
using Tflite2Onnx.Tflite;

namespace Tflite2Onnx.Fuzzing;

/// <summary>A model that changes begin with: its bytes, its places, and the names that options can use.</summary>
internal sealed record Seed(string Name, byte[] Bytes)
{
    /// <summary>Every place the schema knows, by its path; none where the file is no sound FlatBuffer.</summary>
    public ILookup<string, Place> Places { get; private init; } = Array.Empty<Place>().ToLookup(place => place.Path);

    /// <summary>Names of inputs, with their shapes.</summary>
    public (string Name, int[] Shape)[] Inputs { get; private init; } = [];

    public string[] Outputs { get; private init; } = [];

    public string[] Signatures { get; private init; } = [];

    public static Seed Of(string name, byte[] bytes)
    {
        var seed = new Seed(name, bytes);
        if (ModelFile.Verify(bytes, new DiagnosticBag()) is null)
        {
            return seed;
        }
        seed = seed with { Places = FlatPlaces.Of(bytes).Concat(ZipPlaces.Of(bytes)).ToLookup(place => place.Path) };
        if (TfliteModel.Read(bytes, new DiagnosticBag()) is not { } model)
        {
            return seed;
        }
        TfliteGraph main = model.Main;
        return seed with
        {
            Inputs = [.. main.Inputs.Select(i => (main.Tensors[i].Name, main.Tensors[i].Shape ?? []))],
            Outputs = [.. main.Outputs.Select(o => main.Tensors[o].Name)],
            Signatures = [.. model.Signatures.Select(s => s.Key)],
        };
    }
}
