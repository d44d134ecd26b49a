using Tflite2Onnx.Prepare;

namespace Tflite2Onnx.Driver;

/// <summary>
/// Custom operators that nobody converts, kept as nodes of a domain that the options name: operands and results as TFLite has them, what a
/// FlexBuffer says as attributes (floats as ONNX's 32-bit ones), and other options as bytes, in the attribute <c>custom_options</c>.
/// </summary>
internal static class KeptCustom
{
    private const string Bytes = "custom_options";

    /// <summary>The graph with definitions of the operators that are kept.</summary>
    public static FlatGraph Define(FlatGraph flat, ConversionOptions options, DiagnosticBag log)
    {
        if (options.CustomDomain is not { } domain)
        {
            return flat;
        }
        OpDefinition?[] definitions = [.. flat.Definitions];
        foreach (TfliteOperator op in flat.Steps.SelectMany(step => step.Operators).Where(op => flat.Definitions[op.Index] is null))
        {
            if (op.CustomName is { Length: > 0 } name)
            {
                log.Add(Descriptors.KeptCustom, flat.Graph.LocationOf(op), name, domain);
                definitions[op.Index] = Kept(domain, name);
            }
        }
        return flat with { Definitions = definitions };
    }

    private static PlainOpDefinition Kept(string domain, string name) => new(name)
    {
        Summary = "Whatever the runtime takes it for.",
        Quant = QuantRule.Own,
        Convert = context => Keep(context, domain, name),
    };

    private static Results Keep(OpContext op, string domain, string name)
    {
        Value?[] inputs = [.. Enumerable.Range(0, op.InputCount).Select(op.TryIn)];
        IEnumerable<(ElementType, int[]?)> results = Enumerable.Range(0, op.OutputCount)
            .Select(i => op.Output(i)).Select(tensor => (tensor.Type.ToElementType(), tensor.Shape));
        return op.EmitForeign(domain, name, inputs, Options(op.Source.CustomOptions), results);
    }

    private static Attributes Options(ReadOnlyMemory<byte> bytes)
    {
        Attributes attributes = [];
        if (bytes.IsEmpty)
        {
            return attributes;
        }
        bool isNamed = FlexBuffer.TryRead(bytes, out object? root, out _);
        if (isNamed && root is FlexMap map && map.All(entry => entry.Key.Length > 0 && Attribute(entry.Value) is not null))
        {
            foreach ((string name, object? value) in map)
            {
                attributes[name] = Attribute(value)!;
            }
            return attributes;
        }
        return new() { [Bytes] = new Constant(ElementType.UInt8, [bytes.Length], () => bytes) };
    }

    // Null for what ONNX has no attribute for: maps, blobs, lists of different things.
    private static object? Attribute(object? value) => value switch
    {
        long or string or long[] or string[] => value,
        bool flag => flag ? 1L : 0L,
        double number => (float)number,
        bool[] flags => flags.Select(flag => flag ? 1L : 0L).ToArray(),
        double[] floats => floats.Select(number => (float)number).ToArray(),
        object?[] mixed when mixed.Length > 0 && mixed.All(item => item is long) => mixed.Cast<long>().ToArray(),
        object?[] mixed when mixed.Length > 0 && mixed.All(item => item is double) => mixed.Select(item => (float)(double)item!).ToArray(),
        object?[] mixed when mixed.Length > 0 && mixed.All(item => item is string) => mixed.Cast<string>().ToArray(),
        _ => null,
    };
}
