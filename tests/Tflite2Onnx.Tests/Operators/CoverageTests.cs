using System.Text;
using System.Text.Json;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>What the cases show of each operator, for the page that lists them: the tool prints it from the file that this test keeps current.</summary>
[TestClass]
public sealed class CoverageTests
{
    [TestMethod]
    public void Types_and_operator_sets_are_those_of_the_cases()
    {
        var lines = Families.All.Values.SelectMany(cases => cases).Where(c => c.Fails is null)
            .GroupBy(c => c.Operator).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"  {JsonSerializer.Serialize(g.Key)}: {{ \"types\": [{string.Join(", ", Types(g))}], \"opset\": {g.Min(Opset)} }}");
        string content = $"{{\n{string.Join(",\n", lines)}\n}}\n";
        CommittedFile.AssertCurrent("src/Tflite2Onnx.Tool/Documents/coverage.json", Encoding.UTF8.GetBytes(content));
    }

    private static IEnumerable<string> Types(IEnumerable<OpCase> cases) =>
        cases.Select(c => c.In.FirstOrDefault(operand => operand is not null)?.Type).OfType<TensorType>().Distinct().Order()
            .Select(type => $"\"{type.ToString().ToLowerInvariant()}\"");

    private static int Opset(OpCase test) => Converter.Convert(test.Model(), Stream.Null).Summary!.Opset;
}
