namespace Tflite2Onnx.Tests.Architecture;

/// <summary>The engine's folders in their order: a file uses its own row and the rows before it, and nothing of a later one.</summary>
internal static class Folders
{
    /// <summary>The folder of the files that stand in none.</summary>
    public const string Root = "Converter";

    private static readonly (string Name, string Holds)[][] Rows =
    [
        [("Diagnostics", "what is said of a model, as data"), ("Graphs", "the ONNX graph in memory"), ("Options", "what a caller may choose")],
        [("Tflite", "the file as it is read")],
        [("Operator", "what the author of an operator sees")],
        [("Arithmetic", "the integer arithmetic of TFLite's kernels")],
        [("Operators", "one table of rows per family")],
        [("Prepare", "rewrites of the TFLite graph")],
        [("Planning", "who works in which order of axes")],
        [("Driver", "operator by operator to ONNX")],
        [("Passes", "fewer nodes, same numbers"), ("Prove", "what holds of every graph that is written"), ("Onnx", "the file as it is written")],
        [(Root, "the public API, and the way of a model")],
    ];

    public static string Of(string file) => file.Contains('/', StringComparison.Ordinal) ? file.Split('/')[0] : Root;

    /// <summary>The place of a folder's row; -1 for a folder that has none.</summary>
    public static int Level(string folder) => Array.FindIndex(Rows, row => row.Any(each => each.Name == folder));

    /// <summary>The folders, and which uses which: not what follows from the others.</summary>
    public static string Mermaid(IReadOnlyDictionary<string, HashSet<string>> files)
    {
        var uses = Circles.Fold(files, Of)
            .ToDictionary(folder => folder.Key, folder => folder.Value.Where(used => Level(used) < Level(folder.Key)).ToHashSet());
        IEnumerable<string> boxes = Rows.SelectMany(row => row).Select(folder => $"    {folder.Name}[\"<b>{folder.Name}</b><br/>{folder.Holds}\"]");
        IEnumerable<string> arrows =
            from folder in Rows.SelectMany(row => row)
            let below = uses.GetValueOrDefault(folder.Name, [])
            from used in below.Where(used => !below.Any(other => Circles.Reached(uses, other).Contains(used))).Order(StringComparer.Ordinal)
            select $"    {folder.Name} --> {used}";
        return $"```mermaid\nflowchart TD\n{string.Join("\n", boxes.Reverse().Concat(arrows))}\n```";
    }
}
