using Tflite2Onnx.Graphs;

namespace Tflite2Onnx.Fuzzing;

/// <summary>Random options, as the tool's switches: each option of the table, with any of its words, and names that the model has.</summary>
internal sealed class Choices(Random random, Seed seed)
{
    private static readonly string[] Orders = ["NCHW", "NHWC", "NCW", "NWC", "NCDHW", "CHW", "WHCN", "N"];

    public (OptionRow Option, string Value)[] Pick()
    {
        // Half of all runs have the defaults.
        int count = random.Next(2) == 0 ? 0 : random.Next(1, 5);
        IReadOnlyList<OptionRow> rows = OptionTable.Rows;
        return [.. Enumerable.Range(0, count).Select(_ => rows[random.Next(rows.Count)]).Distinct().Select(row => (row, Value(row)))];
    }

    /// <summary>The options that the switches make; a value that is none is left out.</summary>
    public static ConversionOptions Of(IEnumerable<(OptionRow Option, string Value)> chosen) =>
        chosen.Aggregate(new ConversionOptions(), (options, choice) => choice.Option.Apply(options, choice.Value) ?? options);

    private string Value(OptionRow row) => row.Words.Length > 0 ? Any(row.Words) : row.Name switch
    {
        nameof(ConversionOptions.InputLayouts) or "InputLayout" => $"{Any([.. seed.Inputs.Select(input => input.Name), "none"])}={Any(Orders)}",
        "OutputLayout" => $"{Any([.. seed.Outputs, "none"])}={Any(Orders)}",
        nameof(ConversionOptions.Shapes) => Shape(),
        nameof(ConversionOptions.BatchSize) => Dimension(2),
        nameof(ConversionOptions.CustomDomain) => "com.example",
        nameof(ConversionOptions.Signature) => Any([.. seed.Signatures, "none"]),
        _ => $"{OnnxOperators.LowestOpset + random.Next(OnnxOperators.HighestOpset - OnnxOperators.LowestOpset + 1)}",
    };

    private string Shape()
    {
        if (seed.Inputs.Length == 0)
        {
            return "none=1";
        }
        (string name, int[] shape) = seed.Inputs[random.Next(seed.Inputs.Length)];
        IEnumerable<string> dimensions = shape.Select(dimension => random.Next(2) == 0 ? $"{dimension}" : Dimension(dimension));
        // Now and then of another rank.
        return $"{name}={string.Join(',', random.Next(8) == 0 ? dimensions.Append("2") : dimensions.DefaultIfEmpty("1"))}";
    }

    private string Dimension(int old) => Any(["?", "1", "2", "3", $"{old + 1L}", $"{Math.Max(2L * old, 0)}", "0", "1000", "2147483647"]);

    private string Any(string[] words) => words[random.Next(words.Length)];
}
