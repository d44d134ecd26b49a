using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tflite2Onnx.Tests.Architecture;

/// <summary>
/// How the code stands: the order of folders, circles, lengths. What is not so yet is listed in <c>exceptions.txt</c>, which only gets shorter.
/// </summary>
[TestClass]
public sealed class ArchitectureTests
{
    private const int LargestCircleOfFolders = 0;
    private const int LargestCircleOfFiles = 7;
    private const int LongestType = 200;
    private const int LongestLine = 160;
    private const string Exceptions = "tests/Tflite2Onnx.Tests/Architecture/exceptions.txt";
    private const string Document = "docs/architecture.md";

    // What the tool, the build package or tests use.
    private static readonly string[] ForOthers = ["Graphs/GraphText.cs", "Options/OptionTable.cs", "Tflite/AssociatedFiles.cs"];

    private static readonly Lazy<Dictionary<string, HashSet<string>>> Uses = new(Sources.Uses);

    private static readonly Lazy<(string Path, SyntaxTree Tree)[]> Files = new(() =>
        [.. new[] { "src", "tests" }.SelectMany(folder => Sources.Read(folder).Select(tree => ($"{folder}/{tree.FilePath}", tree)))]);

    [TestMethod]
    public void Folders_use_only_what_stands_below_them()
    {
        var upward =
            from file in Uses.Value
            from used in file.Value.Select(Folders.Of).Distinct()
            where Folders.Level(used) > Folders.Level(Folders.Of(file.Key))
            select $"{file.Key} uses {used}";
        AssertListed("upward", upward);
    }

    [TestMethod]
    public void Every_file_is_used()
    {
        HashSet<string> used = [.. Uses.Value.Values.SelectMany(files => files)];
        string[] unused = [.. Uses.Value.Keys.Where(file => Folders.Of(file) != Folders.Root).Except(used).Except(ForOthers)];
        const string Ways = "a family of operators stands in Driver/OpRegistry.cs, a pass in Passes/Pipeline.cs";
        Assert.IsEmpty(unused, $"{string.Join(", ", unused)}: nothing of the engine uses it ({Ways})");
    }

    [TestMethod]
    public void Every_pass_has_its_tests()
    {
        string folder = Path.Combine(Repository.Root, "tests", "Tflite2Onnx.Tests");
        string[] untested = [.. Uses.Value["Passes/Pipeline.cs"].Where(file => Folders.Of(file) == "Passes")
            .Select(file => Path.ChangeExtension(file, null)).Where(pass => !File.Exists(Path.Combine(folder, $"{pass}Tests.cs")))];
        Assert.IsEmpty(untested, $"{string.Join(", ", untested)}: no tests/Tflite2Onnx.Tests/Passes/<pass>Tests.cs");
    }

    [TestMethod]
    public void Every_folder_has_its_place() =>
        Assert.IsEmpty(Uses.Value.Keys.Select(Folders.Of).Distinct().Where(folder => Folders.Level(folder) < 0));

    [TestMethod]
    public void Folders_do_not_use_each_other_in_a_circle() => AssertSmall(LargestCircleOfFolders, Circles.Fold(Uses.Value, Folders.Of));

    [TestMethod]
    public void Few_files_use_each_other_in_a_circle() => AssertSmall(LargestCircleOfFiles, Uses.Value);

    [TestMethod]
    public void No_type_is_longer_than_a_file_may_be()
    {
        var types =
            from file in Files.Value
            where !IsTable(file.Path)
            from type in file.Tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            let span = type.SyntaxTree.GetLineSpan(type.Span)
            group span.EndLinePosition.Line - span.StartLinePosition.Line + 1 by $"{file.Path.Split('/')[1]}: {NameOf(type)}" into parts
            where parts.Sum() > LongestType
            select parts.Key;
        AssertListed("type", types);
    }

    [TestMethod]
    public void No_line_is_longer_than_a_screen() => AssertListed("line", Files.Value.Where(file => !IsTable(file.Path)
        && file.Tree.GetText().Lines.Any(line => line.Span.Length > LongestLine && !IsRow(line.ToString()))).Select(file => file.Path));

    [TestMethod]
    public void The_picture_of_the_folders_is_current()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, Document));
        const string Part = "(<!-- folders: [^\n]* -->\n).*?(<!-- end of folders -->)";
        string current = Regex.Replace(page, Part, match => $"{match.Groups[1]}{Folders.Mermaid(Uses.Value)}\n{match.Groups[2]}", RegexOptions.Singleline);
        CommittedFile.AssertCurrent(Document, Encoding.UTF8.GetBytes(current));
    }

    // Rows of cases, and of what can be said.
    private static bool IsTable(string path) => path.Contains("Cases.", StringComparison.Ordinal)
        || path.EndsWith("/Descriptors.cs", StringComparison.Ordinal) || path.EndsWith("/Kernels.Table.cs", StringComparison.Ordinal);

    private static bool IsRow(string line) => line.TrimStart().StartsWith("[DataRow", StringComparison.Ordinal);

    private static string NameOf(BaseTypeDeclarationSyntax type) =>
        string.Join('.', type.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>().Reverse().Select(each => each.Identifier.Text));

    private static void AssertSmall(int most, Dictionary<string, HashSet<string>> uses)
    {
        string[] largest = Circles.Of(uses).MaxBy(circle => circle.Length) ?? [];
        Assert.IsLessThanOrEqualTo(most, largest.Length, string.Join(", ", largest));
    }

    private static void AssertListed(string kind, IEnumerable<string> found)
    {
        IEnumerable<string> faults = found.Select(fault => $"{kind}: {fault}").Order(StringComparer.Ordinal);
        string[] unlisted = [.. faults.Except(File.ReadAllLines(Path.Combine(Repository.Root, Exceptions)))];
        Assert.IsEmpty(unlisted, string.Join("\n", unlisted));
    }
}
