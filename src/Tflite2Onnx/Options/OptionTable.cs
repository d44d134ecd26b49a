using System.Globalization;

namespace Tflite2Onnx;

/// <summary>
/// One option, for those who have it as text: the tool's switches and the build's metadata are made from these rows, so that an option has
/// one name, one set of words and one description.
/// </summary>
/// <param name="Name">The property of <see cref="ConversionOptions"/>.</param>
/// <param name="Metadata">The metadata of <c>TfliteModel</c>; the project property that gives its default is called <c>Tflite2Onnx</c> and the name.</param>
/// <param name="Switch">The tool's switch.</param>
/// <param name="Summary">What it does, in one line.</param>
/// <param name="Words">The values it has, the default first; empty for a number or a free text.</param>
/// <param name="Form">What a value looks like that is none of a few words.</param>
/// <param name="Apply">The options with this one set, or null when the value is no good.</param>
internal sealed record OptionRow(
    string Name, string Metadata, string Switch, string Summary, string[] Words, string Form, Func<ConversionOptions, string, ConversionOptions?> Apply)
{
    /// <summary>What values there are, for messages and help.</summary>
    public string Values => Words.Length > 0 ? string.Join(", ", Words) : Form;

    /// <summary>Whether values add up, one per tensor: the tool's switch may be given several times.</summary>
    public bool IsList => Form.Contains('=', StringComparison.Ordinal);
}

/// <summary>All options that can be given as text.</summary>
internal static class OptionTable
{
    public static IReadOnlyList<OptionRow> Rows { get; } =
    [
        Words("IoLayout", "IoLayout", "--io-layout", "Order of axes at inputs and outputs: as in the TFLite model, or channels first.",
            [("preserve", o => o with { IoLayout = IoLayout.Preserve }), ("channels-first", o => o with { IoLayout = IoLayout.ChannelsFirst })]),
        Orders("InputLayout", "--input-layout", "Order of axes of an input, by its name.", o => o.InputLayouts,
            (o, orders) => o with { InputLayouts = orders }),
        Orders("OutputLayout", "--output-layout", "Order of axes of an output, by its name.", o => o.OutputLayouts,
            (o, orders) => o with { OutputLayouts = orders }),
        new("Shapes", "Shapes", "--shape", "Dimensions of an input, by its name, in place of the file's.", [], "name=1,224,224,3",
            (o, text) => Entries(o.Shapes, text, Dimensions) is { } shapes ? o with { Shapes = shapes } : null),
        new("BatchSize", "BatchSize", "--batch", "The first dimension of every input.", [], "a number, or ? for one that a run decides",
            (o, text) => Dimensions(text) is [not 0 and int batch] ? o with { BatchSize = batch } : null),
        Words("Layout", "Layout", "--layout", "Transposes where the fewest bytes are moved, or, for comparison, around every operator that is channels-first.",
            [("planned", o => o with { Layout = LayoutMode.Planned }), ("transpose", o => o with { Layout = LayoutMode.Transpose })]),
        Words("Quantization", "Quantization", "--quantization", "Quantized operators: the form runtimes fuse, TFLite's integer arithmetic, or floats.",
            [("qdq", o => o with { Quantization = QuantizationMode.Qdq }), ("exact", o => o with { Quantization = QuantizationMode.Exact }),
             ("float", o => o with { Quantization = QuantizationMode.Float })]),
        Words("Hybrid", "Hybrid", "--hybrid", "Integer weights beside floats: dequantize them, or quantize the floats in every run as TFLite does.",
            [("dequantize", o => o with { Hybrid = HybridMode.Dequantize }), ("dynamic", o => o with { Hybrid = HybridMode.Dynamic })]),
        Words("Saturation", "Saturation", "--saturation", "Integer kernels on x86 without VNNI: right there too, or the fastest ones elsewhere.",
            [("avoid", o => o with { Saturation = SaturationMode.Avoid }), ("allow", o => o with { Saturation = SaturationMode.Allow })]),
        Words("IoType", "IoType", "--io-type", "Quantized inputs and outputs: integers as in the TFLite model, or floats.",
            [("preserve", o => o with { IoType = IoType.Preserve }), ("float", o => o with { IoType = IoType.Float })]),
        Words("Float16", "Float16", "--float16", "Weights stored as float16: keep them, or widen them to float32.",
            [("keep", o => o with { Float16 = Float16Weights.Keep }), ("widen", o => o with { Float16 = Float16Weights.Widen })]),
        new("CustomDomain", "CustomDomain", "--allow-custom", "Domain in which custom operators that are not converted are kept as nodes.", [],
            "a domain such as com.example",
            (o, text) => ConversionOptions.IsDomain(text) ? o with { CustomDomain = text } : null),
        new("Signature", "Signature", "--signature", "Signature to convert, by its key; * for all, each to a file named after it. Default: the first.", [],
            "a signature's key, or *", (o, text) => text.Length > 0 ? o with { Signature = text } : null),
        Words("State", "State", "--state", "State that TFLite keeps between runs: start each run anew, or have it as inputs and outputs.",
            [("reset", o => o with { State = StateMode.Reset }), ("expose", o => o with { State = StateMode.Expose })]),
        new("Opset", "OnnxOpset", "--opset", "Highest ONNX operator set that may be used; the lowest one that serves is used in any case.", [],
            $"{OnnxOperators.LowestOpset} to {OnnxOperators.HighestOpset}",
            (o, text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int opset) && OnnxOperators.IsWritten(opset)
                ? o with { Opset = opset } : null),
    ];

    /// <summary>
    /// The options with the named one set to a value, case-insensitive; null, and a diagnostic that lists the values, when it has no such value.
    /// </summary>
    public static ConversionOptions? Apply(ConversionOptions options, OptionRow row, string name, string value, DiagnosticBag log)
    {
        ConversionOptions? changed = row.Apply(options, value.Trim());
        if (changed is null)
        {
            log.Add(Descriptors.UnknownOption, $"'{value}' is no value of {name}; it can be {row.Values}.");
        }
        return changed;
    }

    private static OptionRow Words(
        string name, string metadata, string option, string summary, (string Word, Func<ConversionOptions, ConversionOptions> Set)[] words) =>
        new(name, metadata, option, summary, [.. words.Select(w => w.Word)], "",
            (options, text) => words.Where(w => w.Word.Equals(text, StringComparison.OrdinalIgnoreCase)).Select(w => w.Set(options)).FirstOrDefault());

    private static OptionRow Orders(
        string name, string option, string summary, Func<ConversionOptions, IReadOnlyDictionary<string, string>> get,
        Func<ConversionOptions, IReadOnlyDictionary<string, string>, ConversionOptions> set) => new(name, name, option, summary, [], "name=NCHW",
            (options, text) => Entries(get(options), text, order => order) is { } orders ? set(options, orders) : null);

    // A list of name=value, added to those there are. A name may hold anything but a semicolon; the value is what stands behind its last equals sign.
    private static Dictionary<string, T>? Entries<T>(IReadOnlyDictionary<string, T> known, string text, Func<string, T?> parse)
        where T : class
    {
        var entries = new Dictionary<string, T>(known);
        foreach (string entry in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int at = entry.LastIndexOf('=');
            if (at <= 0 || at == entry.Length - 1 || parse(entry[(at + 1)..].TrimStart()) is not { } value)
            {
                return null;
            }
            entries[entry[..at].TrimEnd()] = value;
        }
        return entries;
    }

    // Numbers with commas between them, or ? for -1.
    private static int[]? Dimensions(string text)
    {
        string[] parts = text.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries);
        int[] dimensions = [.. parts.Select(part => part is "?" or "-1" ? -1 :
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : -2)];
        return dimensions.Contains(-2) ? null : dimensions;
    }
}
