using System.Text;
using System.Text.RegularExpressions;
using Tflite2Onnx.Driver;
using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Tool.Tests;

/// <summary>Pages that are generated. <c>UPDATE_DOCS=1 dotnet test</c> writes them anew.</summary>
[TestClass]
public sealed class DocumentTests
{
    [TestMethod]
    public void Operators_are_current()
    {
        Dictionary<string, Coverage> shown = CaseCoverage.ByOperator();
        CommittedFile.AssertCurrent(CaseCoverage.File, Encoding.UTF8.GetBytes(CaseCoverage.Print(shown)));
        CommittedFile.AssertCurrent("docs/operators.md", Encoding.UTF8.GetBytes(OperatorsDocument.Markdown(OperatorsDocument.EntriesWith(shown))));
    }

    [TestMethod]
    public void Diagnostics_are_current() => CommittedFile.AssertCurrent("docs/diagnostics.md", Encoding.UTF8.GetBytes(DiagnosticsDocument.Markdown()));

    [TestMethod]
    public void The_project_readme_names_the_operators()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        const string Part = "(<!-- operators: [^\n]* -->\n).*?(<!-- end of operators -->)";
        string current = Regex.Replace(readme, Part, $"${{1}}{OperatorsDocument.Names()}\n${{2}}", RegexOptions.Singleline);
        CommittedFile.AssertCurrent("README.md", Encoding.UTF8.GetBytes(current));
    }

    [TestMethod]
    public void Every_diagnostic_is_in_a_group()
    {
        string page = DiagnosticsDocument.Markdown();
        foreach (Descriptor descriptor in Descriptors.All)
        {
            StringAssert.Contains(page, $"| {descriptor.Code} |");
        }
    }

    [TestMethod]
    public void The_readme_names_every_switch_and_its_values()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "src", "Tflite2Onnx.Tool", "README.md"));
        foreach (OptionRow row in OptionTable.Rows)
        {
            string? line = readme.Split('\n').FirstOrDefault(l => l.StartsWith($"| `{row.Switch}` ", StringComparison.Ordinal));
            Assert.IsTrue(line is not null && row.Words.All(word => line.Contains($"`{word}`", StringComparison.Ordinal)), $"{row.Switch}: {line}");
        }
    }

    [TestMethod]
    public void Ops_prints_the_page() => Assert.AreEqual(new ToolRun(0, OperatorsDocument.Markdown(OperatorsDocument.Entries), ""), ToolRun.Of("ops"));

    [TestMethod]
    public void Ops_as_json_has_a_row_per_operator()
    {
        ToolRun run = ToolRun.Of("ops", "--json");
        Assert.AreEqual(OpRegistry.All.Count, run.Json.GetArrayLength());
        string[] names = [.. run.Json[0].EnumerateObject().Select(property => property.Name)];
        CollectionAssert.AreEqual(new[] { "operator", "summary", "types", "layout", "quantized", "opset", "limits" }, names);
    }
}
