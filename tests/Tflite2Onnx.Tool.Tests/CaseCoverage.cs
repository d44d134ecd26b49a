using System.Text.Json;
using Tflite2Onnx.Tests.Operators;

namespace Tflite2Onnx.Tool.Tests;

/// <summary>What the engine's cases show of each operator, for the page that lists them: the tool has it within it as <see cref="File"/>.</summary>
internal static class CaseCoverage
{
    /// <summary>The file the tool is built with, from the repository's root.</summary>
    public const string File = "src/Tflite2Onnx.Tool/Documents/coverage.json";

    public static Dictionary<string, Coverage> ByOperator() =>
        Families.Cases.Where(test => test.Fails is null).GroupBy(test => test.Operator)
            .ToDictionary(cases => cases.Key, cases => new Coverage([.. Types(cases)], cases.Min(Opset)));

    public static string Print(Dictionary<string, Coverage> shown)
    {
        IEnumerable<string> lines = shown.OrderBy(o => o.Key, StringComparer.Ordinal)
            .Select(o => $"  {JsonSerializer.Serialize(o.Key)}: {{ \"types\": [{Quoted(o.Value.Types)}], \"opset\": {o.Value.Opset} }}");
        return $"{{\n{string.Join(",\n", lines)}\n}}\n";
    }

    private static string Quoted(string[] types) => string.Join(", ", types.Select(type => $"\"{type}\""));

    private static IEnumerable<string> Types(IEnumerable<OpCase> cases) =>
        cases.Select(test => test.In.FirstOrDefault(operand => operand is not null)).OfType<Operand>().Select(operand => operand.Type).Distinct().Order()
            .Select(type => type.ToString().ToLowerInvariant());

    private static int Opset(OpCase test) => Converter.Convert(test.Model(), Stream.Null).Summary!.Opset;
}
