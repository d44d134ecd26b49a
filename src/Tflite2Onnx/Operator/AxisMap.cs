namespace Tflite2Onnx.Operator;

/// <summary>
/// How the axes of a result come from those of an operand: blocks of operand axes that became blocks of result axes with the same elements.
/// An axis that is dropped is a block without result axes, a new one a block without operand axes.
/// </summary>
internal sealed class AxisMap
{
    private readonly int[] _from;
    private readonly int[] _to;

    private AxisMap(int[] from, int[] to, IReadOnlyList<(int[] From, int[] To)> blocks) => (_from, _to, Blocks) = (from, to, blocks);

    public IReadOnlyList<(int[] From, int[] To)> Blocks { get; }

    /// <summary>Number of axes of the operand.</summary>
    public int OperandRank => _from.Length;

    /// <summary>Number of axes of the result.</summary>
    public int ResultRank => _to.Length;

    /// <summary>
    /// The map of a result whose axis i is the operand's axis <paramref name="origins"/>[i], or a new one (-1). Null when these are no axes, or twice
    /// one.
    /// </summary>
    public static AxisMap? Of(int[] origins, int[] from)
    {
        int[] old = [.. origins.Where(axis => axis != -1)];
        if (old.Any(axis => axis < 0 || axis >= from.Length) || old.Distinct().Count() < old.Length)
        {
            return null;
        }
        IEnumerable<(int[], int[])> kept = origins.Select((axis, i) => (axis < 0 ? Array.Empty<int>() : [axis], new[] { i }));
        IEnumerable<(int[], int[])> dropped = Enumerable.Range(0, from.Length).Except(old).Select(axis => (new[] { axis }, Array.Empty<int>()));
        return new AxisMap(from, [.. origins.Select(axis => axis < 0 ? 1 : from[axis])], [.. kept, .. dropped]);
    }

    /// <summary>The map of a reshape: the smallest runs of axes on both sides that hold as many elements. Null when unknown dimensions hide them.</summary>
    public static AxisMap? OfReshape(int[] from, int[] to)
    {
        var blocks = new List<(int[], int[])>();
        (int[] a, int[] b) = ([.. NotOne(from)], [.. NotOne(to)]);
        blocks.AddRange(Enumerable.Range(0, from.Length).Except(a).Select(axis => (new[] { axis }, Array.Empty<int>())));
        blocks.AddRange(Enumerable.Range(0, to.Length).Except(b).Select(axis => (Array.Empty<int>(), new[] { axis })));
        (int i, int j) = (0, 0);
        while (i < a.Length && j < b.Length)
        {
            (int startI, int startJ) = (i, j);
            (long left, long right) = (from[a[i++]], to[b[j++]]);
            while (left != right && left > 0 && right > 0 && (left < right ? i < a.Length : j < b.Length))
            {
                (left, right) = left < right ? (left * from[a[i++]], right) : (left, right * to[b[j++]]);
            }
            // Unknown dimensions are the same one where they meet alone.
            if (left != right || left == 0)
            {
                return null;
            }
            blocks.Add((a[startI..i], b[startJ..j]));
        }
        return i == a.Length && j == b.Length && from.Count(e => e < 0) <= 1 ? new AxisMap(from, to, blocks) : null;

        static IEnumerable<int> NotOne(int[] shape) => Enumerable.Range(0, shape.Length).Where(axis => shape[axis] != 1);
    }

    /// <summary>Whether every axis stays where it is.</summary>
    public bool IsIdentity => _from.Length == _to.Length && Blocks.All(b => b is ([int x], [int y]) && x == y);

    /// <summary>The layout a result has whose operand has the given one, its elements where they were; false when that is no order of axes.</summary>
    public bool TryThrough(Layout layout, out Layout? result) => TryMove(layout, Blocks, _from, _to, out result);

    /// <summary>The layout an operand would have to have for the result to have the given one.</summary>
    public bool TryBack(Layout layout, out Layout? operand) => TryMove(layout, [.. Blocks.Select(b => (b.To, b.From))], _to, _from, out operand);

    private static bool TryMove(Layout layout, IReadOnlyList<(int[] From, int[] To)> blocks, int[] from, int[] to, out Layout? result)
    {
        result = null;
        if (layout.Rank != from.Length)
        {
            return false;
        }
        var axes = new string[to.Length];
        var inside = new Shuffle?[to.Length];
        var placed = new List<(int Position, int[] To)>();
        foreach ((int[] source, int[] target) in blocks)
        {
            if (source.Length > 0 && target.Length > 0)
            {
                if (Place(layout, source, target, from, to, axes, inside) is not { } order)
                {
                    return false;
                }
                placed.Add((source.Min(layout.Map), order));
            }
        }
        List<int> perm = [.. placed.OrderBy(p => p.Position).SelectMany(p => p.To)];
        Insert(perm, axes, layout);
        result = Layout.Of(axes, [.. perm], inside);
        return true;
    }

    // The order in which a block's result axes come to stand; null when its operand axes do not stand together, or not in a way that the
    // result's axes can express.
    private static int[]? Place(Layout layout, int[] source, int[] target, int[] from, int[] to, string[] axes, Shuffle?[] inside)
    {
        int[] physical = [.. source.OrderBy(layout.Map)];
        if (layout.Map(physical[^1]) - layout.Map(physical[0]) != source.Length - 1)
        {
            return null;
        }
        Shuffle? shuffle = source.Length == 1 ? layout.Inside(source[0]) : null;
        if (source.Length > 1 && source.Any(axis => layout.Inside(axis) is not null))
        {
            return null;
        }
        Rename(layout, source, target, to, axes);
        if (shuffle is null && physical.AsSpan().SequenceEqual(source))
        {
            return target;
        }
        if (target.Length == 1)
        {
            inside[target[0]] = shuffle ?? new Shuffle([.. source.Select(axis => from[axis])], [.. physical.Select(axis => Array.IndexOf(source, axis))]);
            return source.All(axis => from[axis] > 0) ? target : null;
        }
        // A shuffled axis that falls apart into the very axes it was merged from.
        bool isUndone = shuffle is not null && shuffle.Dimensions.AsSpan().SequenceEqual([.. target.Select(axis => to[axis])]);
        return isUndone ? [.. shuffle!.Order.Select(i => target[i])] : null;
    }

    // Merged axes take all letters, split ones share them where they are as many, and get new ones where not.
    private static void Rename(Layout layout, int[] source, int[] target, int[] to, string[] axes)
    {
        string letters = string.Concat(source.Select(axis => layout.Axes[axis]));
        int parts = target.Count(axis => to[axis] != 1);
        for (int i = 0; i < target.Length; i++)
        {
            axes[target[i]] = target.Length == 1 ? letters : letters.Length == parts ? letters[i].ToString() : ((char)('a' + target[i])).ToString();
        }
    }

    // New axes hold one element each and may stand anywhere: between their neighbours they are most likely to fit the next operator.
    private static void Insert(List<int> perm, string[] axes, Layout layout)
    {
        for (int axis = 0; axis < axes.Length; axis++)
        {
            if (axes[axis] is null)
            {
                axes[axis] = Spare(axes, layout);
                perm.Insert(Position(perm, axis), axis);
            }
        }
    }

    // In front of the axis that follows it; but behind the one before it where that comes later in memory, and first where there is none.
    private static int Position(List<int> perm, int axis)
    {
        int following = perm.Where(other => other > axis).DefaultIfEmpty(-1).Min();
        return axis == 0 ? 0 : Math.Max(perm.IndexOf(axis - 1) + 1, perm.IndexOf(following));
    }

    private static string Spare(string[] axes, Layout layout) =>
        Enumerable.Range('A', 26).Select(c => ((char)c).ToString()).FirstOrDefault(c => !axes.Contains(c) && !layout.Axes.Contains(c)) ?? "?";
}
