using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>
/// The committed list of the variants of each case (<c>laws.txt</c>): those that give a file which no other before it gives, so that running it shows
/// something, and those that are refused, with the code. What a case newly is, or is no longer, shows in the list.
/// </summary>
internal static class Ledger
{
    /// <summary>The list, from the repository's root.</summary>
    public const string File = "tests/Tflite2Onnx.Tests/Operators/laws.txt";

    private const string Arrow = " -> ";

    private static readonly string[] Head =
    [
        "# Every case of an operator, and the ways of converting it (Variant.cs) that give a file of their own; each of them is run.",
        "# `way=CODE` is refused with that code. Made by the tests: UPDATE_DOCS=1.",
    ];

    /// <summary>The variants to run, by case and name.</summary>
    public static IEnumerable<object[]> Rows =>
        from line in System.IO.File.ReadLines(Path.Combine(Repository.Root, File)).Where(line => line[0] != '#')
        let parts = line.Split(Arrow)
        from name in parts[1].Split(", ")
        where !name.Contains('=', StringComparison.Ordinal) && Families.Keyed.ContainsKey(parts[0])
        select new object[] { parts[0], name };

    /// <summary>The list as it is now.</summary>
    public static string Text()
    {
        IEnumerable<string> lines = Families.Cases.AsParallel().AsOrdered().Where(c => c.Fails is null).Select(test => (test.Key, Entries: Entries(test)))
            .Where(line => line.Entries.Length > 0).Select(line => $"{line.Key}{Arrow}{string.Join(", ", line.Entries)}");
        return string.Concat(Head.Concat(lines.Order(StringComparer.Ordinal)).Select(line => $"{line}\n"));
    }

    private static string[] Entries(OpCase test)
    {
        var files = new HashSet<string>();
        var entries = new List<string>();
        foreach (Variant variant in Variant.Of(test))
        {
            var log = new DiagnosticBag();
            byte[]? onnx = variant.Convert(log);
            string[] codes = [.. log.All.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Code).Distinct()];
            if (codes is [var code] && code == variant.MayRefuse)
            {
                entries.Add($"{variant.Name}={code}");
            }
            else if (files.Add(Convert.ToBase64String(onnx ?? [])) && variant.Name != Variant.Plain)
            {
                entries.Add(variant.Name);
            }
        }
        return [.. entries];
    }
}
