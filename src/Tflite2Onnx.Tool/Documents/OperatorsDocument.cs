using System.Text;
using System.Text.Json;
using Tflite2Onnx.Driver;
using Tflite2Onnx.Operator;
using Tflite2Onnx.Tflite;

namespace Tflite2Onnx.Tool;

/// <summary>The operators that are converted, as docs/operators.md has them.</summary>
internal static class OperatorsDocument
{
    public static OperatorEntry[] Entries { get; } = EntriesWith(Coverage.Shipped());

    private static OperatorEntry[] Builtin { get; } = [.. Entries.Where(e => !e.Operator.Contains(':', StringComparison.Ordinal))];

    private static OperatorEntry[] Custom { get; } = [.. Entries.Except(Builtin)];

    private static string List(OperatorEntry[] entries, Func<OperatorEntry, string> name) => string.Join(", ", entries.Select(e => $"`{name(e)}`"));

    /// <summary>How many there are and what they are called, for the README.</summary>
    public static string Names() =>
        $"{Builtin.Length} of TensorFlow Lite's operators: {List(Builtin, e => e.Operator)}; "
        + $"and {Custom.Length} custom ones: {List(Custom, e => e.Operator.Split(':')[1])}.";

    /// <summary>The operators, custom ones last, with what tests show of each.</summary>
    public static OperatorEntry[] EntriesWith(IReadOnlyDictionary<string, Coverage> shown) =>
        [.. OpRegistry.All.OrderBy(d => d.Code == BuiltinOperator.CUSTOM).ThenBy(d => d.Name, StringComparer.Ordinal)
            .Select(d => OperatorEntry.Of(d, shown.GetValueOrDefault(d.Name)))];

    public static string Markdown(OperatorEntry[] entries)
    {
        var text = new StringBuilder($$"""
            # Operators

            {{Builtin.Length}} of TensorFlow Lite's operators are converted, and {{Custom.Length}} custom ones (`CUSTOM:` and a name). A model with another one, or with a use a limit excludes, is refused with a
            [diagnostic](diagnostics.md) that names the operator's place; nothing is approximated silently. This page is generated from the tables that
            convert them; `tflite2onnx ops` prints the one that belongs to an installed version.

            *Layout* says how an operator stands to the order of axes. **Implicit**: ONNX's form is channels-first, and the operator is where that order
            comes from. **Transparent**: it works in whichever order its operands have. **Attribute**: the same, and its axes are renumbered.
            **Terminate**: it needs TensorFlow Lite's order, so a Transpose may stand before it.

            *Quantized* says what becomes of it in a quantized model. **Float**: it stands between DequantizeLinear and QuantizeLinear, the form that
            runtimes fuse into integer kernels. **Carry**: it stays on integers where scale and zero point are the same throughout. **Own**: it moves
            elements as they are. **Integers**: integers are what it is about. With **exact** it also has a form in TensorFlow Lite's integer arithmetic.

            *Types* are those of its first operand that the tests compare with TensorFlow Lite, and *opset* is the lowest ONNX operator set that a use
            of it comes out in.

            | operator | what it computes | types | layout | quantized | opset | limits |
            |---|---|---|---|---|---|---|

            """);
        foreach (OperatorEntry e in entries)
        {
            text.Append($"| `{e.Operator}` | {e.Summary} | {string.Join(", ", e.Types)} | {e.Layout} | {e.Quantized} | {e.Opset} | {e.Limits} |\n"
                .Replace("|  |", "| |", StringComparison.Ordinal));
        }
        return text.ToString();
    }
}

/// <summary>One operator, in the words of its definition, and what the tests show of it; the operator set is null where they show nothing.</summary>
internal sealed record OperatorEntry(string Operator, string Summary, string[] Types, string Layout, string Quantized, int? Opset, string Limits)
{
    public static OperatorEntry Of(OpDefinition definition, Coverage? shown)
    {
        string quantized = definition.HasExact ? $"{definition.Quant}, exact" : definition.Quant.ToString();
        return new(definition.Name, definition.Summary, shown?.Types ?? [], definition.Layout.Class.ToString(), quantized, shown?.Opset, definition.Limits);
    }
}

/// <summary>Element types of the first operand in the tests, and the lowest operator set that one of them comes out in.</summary>
internal sealed record Coverage(string[] Types, int Opset)
{
    /// <summary>That of this version's tests, by operator.</summary>
    public static Dictionary<string, Coverage> Shipped()
    {
        using Stream file = typeof(Coverage).Assembly.GetManifestResourceStream("coverage.json")!;
        return JsonSerializer.Deserialize(file, JsonContext.Default.DictionaryStringCoverage)!;
    }
}
