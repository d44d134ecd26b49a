namespace Tflite2Onnx.Tests.Architecture;

/// <summary>Circles in who uses whom.</summary>
internal static class Circles
{
    /// <summary>Those who use each other, directly or by others: each circle once.</summary>
    public static string[][] Of(IReadOnlyDictionary<string, HashSet<string>> uses)
    {
        Dictionary<string, HashSet<string>> reached = uses.Keys.ToDictionary(each => each, each => Reached(uses, each));
        return [.. reached.Keys.Where(each => reached[each].Contains(each))
            .Select(each => reached[each].Where(other => reached.GetValueOrDefault(other, []).Contains(each)).Order(StringComparer.Ordinal).ToArray())
            .DistinctBy(circle => circle[0])];
    }

    /// <summary>All that one uses, directly or by others.</summary>
    public static HashSet<string> Reached(IReadOnlyDictionary<string, HashSet<string>> uses, string start)
    {
        var reached = new HashSet<string>();
        var waiting = new Stack<string>([start]);
        while (waiting.TryPop(out string? next))
        {
            foreach (string used in uses.GetValueOrDefault(next, []).Where(reached.Add))
            {
                waiting.Push(used);
            }
        }
        return reached;
    }

    /// <summary>The same of groups instead of their members.</summary>
    public static Dictionary<string, HashSet<string>> Fold(IReadOnlyDictionary<string, HashSet<string>> uses, Func<string, string> group) =>
        uses.GroupBy(each => group(each.Key), each => each.Value.Select(group))
            .ToDictionary(members => members.Key, members => members.SelectMany(used => used).Where(used => used != members.Key).ToHashSet());
}
