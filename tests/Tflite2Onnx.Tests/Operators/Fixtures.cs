using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>What TFLite's own runtime gave for one case: a fingerprint of the model and the inputs it ran, and its outputs.</summary>
internal sealed record Fixture(string Model, RunTensor[] Outputs);

/// <summary>
/// Recorded results, one file per family, never edited: <c>tests/Tflite2Onnx.Recorder</c> makes them. Numbers stand as they are read, a row of the
/// last axis on a line; large tensors, and those that hold a NaN (which has many bit patterns), as bytes in base64.
/// </summary>
internal static class Fixtures
{
    private const int MostReadable = 1024;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A family's file, from the root of the repository or of the tests' output.</summary>
    public static string PathOf(string family) => Path.Combine("tests", "Tflite2Onnx.Tests", "Fixtures", $"{family}.json");

    public static Dictionary<string, Fixture> Read(string family)
    {
        string path = Path.Combine(Repository.Root, PathOf(family));
        return File.Exists(path) ? Parse(File.ReadAllText(path)) : [];
    }

    public static Dictionary<string, Fixture> Parse(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.EnumerateObject().ToDictionary(test => test.Name, test => new Fixture(
            test.Value.GetProperty("model").GetString()!, [.. test.Value.GetProperty("outputs").EnumerateArray().Select(Tensor)]));
    }

    public static string Print(IEnumerable<KeyValuePair<string, Fixture>> fixtures)
    {
        IEnumerable<string> tests = fixtures.OrderBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => $"  {JsonSerializer.Serialize(f.Key, Plain)}: {Print(f.Value)}");
        return $"{{\n{string.Join(",\n", tests)}\n}}\n";
    }

    public static string Fingerprint(OpCase test)
    {
        byte[] all = [.. test.Model(), .. test.Inputs().SelectMany(i => i.Bytes)];
        return Convert.ToHexString(SHA256.HashData(all))[..16];
    }

    private static RunTensor Tensor(JsonElement output)
    {
        ElementType type = Enum.Parse<ElementType>(output.GetProperty("type").GetString()!);
        int[] shape = [.. output.GetProperty("shape").EnumerateArray().Select(dimension => dimension.GetInt32())];
        return new(type, shape, output.TryGetProperty("bytes", out JsonElement bytes) ? bytes.GetBytesFromBase64()
            : Numbers(type).Parse(output.GetProperty("rows").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(number => number.ToString())));
    }

    private static string Print(Fixture fixture) =>
        $"{{\n    \"model\": \"{fixture.Model}\",\n    \"outputs\": [{string.Join(", ", fixture.Outputs.Select(Print))}]\n  }}";

    private static string Print(RunTensor tensor)
    {
        string[] numbers = [.. Numbers(tensor.Type).Print(tensor.Bytes)];
        string head = $"{{ \"type\": \"{tensor.Type}\", \"shape\": [{string.Join(", ", tensor.Shape)}]";
        if (numbers.Length > MostReadable || numbers.Contains("NaN"))
        {
            return $"{head}, \"bytes\": \"{Convert.ToBase64String(tensor.Bytes)}\" }}";
        }
        IEnumerable<string> rows = numbers.Chunk(tensor.Shape.LastOrDefault(1)).Select(row => $"\n      [{string.Join(", ", row.Select(Quoted))}]");
        return $"{head}, \"rows\": [{string.Join(",", rows)}] }}";
    }

    // JSON has no infinity among its numbers.
    private static string Quoted(string number) => number.EndsWith("Infinity", StringComparison.Ordinal) ? $"\"{number}\"" : number;

    private static (Func<byte[], IEnumerable<string>> Print, Func<IEnumerable<string>, byte[]> Parse) Numbers(ElementType type) => type switch
    {
        ElementType.Float => Of<float>(),
        ElementType.Double => Of<double>(),
        ElementType.Float16 => Of<Half>(),
        ElementType.Int64 => Of<long>(),
        ElementType.UInt64 => Of<ulong>(),
        ElementType.Int32 => Of<int>(),
        ElementType.UInt32 => Of<uint>(),
        ElementType.Int16 => Of<short>(),
        ElementType.UInt16 => Of<ushort>(),
        ElementType.Int8 => Of<sbyte>(),
        ElementType.UInt8 or ElementType.Bool => Of<byte>(),
        _ => throw new NotSupportedException($"no numbers of type {type}"),
    };

    // The shortest digits that give the same number back.
    private static (Func<byte[], IEnumerable<string>> Print, Func<IEnumerable<string>, byte[]> Parse) Of<T>()
        where T : unmanaged, INumber<T> => (
        bytes => MemoryMarshal.Cast<byte, T>(bytes).ToArray().Select(number => number.ToString(null, CultureInfo.InvariantCulture)),
        texts => ModelBuilder.Bytes([.. texts.Select(text => T.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture))]));
}
