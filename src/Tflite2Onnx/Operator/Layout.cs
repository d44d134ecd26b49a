namespace Tflite2Onnx.Operator;

/// <summary>
/// A reordering of named axes: TFLite's order on the left, ONNX's on the right (<c>NHWC>NCHW</c>). Axes that were merged keep their letters
/// (<c>N(HW)C>NC(HW)</c>), and their elements may have another order inside of the merged axis (<c>N(HWC)>N(CHW)</c>). Two layouts that move
/// the same elements are equal, whatever the axes are called. Where nothing moves there is no layout: it is null throughout.
/// </summary>
internal sealed class Layout : IEquatable<Layout>
{
    public static readonly Layout Nhwc = new("NHWC", "NCHW");

    /// <summary>Convolution filters: output channels, height, width, input channels.</summary>
    public static readonly Layout Ohwi = new("OHWI", "OIHW");

    /// <summary>Filters of transposed convolutions, which ONNX wants with the input channels first.</summary>
    public static readonly Layout OhwiToIohw = new("OHWI", "IOHW");

    /// <summary>Filters of depthwise convolutions: [1, H, W, channels * multiplier].</summary>
    public static readonly Layout Ihwo = new("IHWO", "OIHW");

    /// <summary>Data of convolutions over depth, height and width.</summary>
    public static readonly Layout Ndhwc = new("NDHWC", "NCDHW");

    /// <summary>Their filters: depth, height, width, input channels, output channels.</summary>
    public static readonly Layout Dhwio = new("DHWIO", "OIDHW");

    /// <summary>Filters of the transposed ones, which ONNX wants with the input channels first.</summary>
    public static readonly Layout DhwoiToIodhw = new("DHWOI", "IODHW");

    private readonly Shuffle?[] _inside;

    /// <summary>Axes of one letter each.</summary>
    public Layout(string source, string target)
        : this([.. source.Select(axis => axis.ToString())], [.. target.Select(axis => source.IndexOf(axis, StringComparison.Ordinal))],
            new Shuffle?[source.Length])
    {
    }

    private Layout(string[] axes, int[] perm, Shuffle?[] inside) => (Axes, Perm, _inside) = (axes, perm, inside);

    /// <summary>Names of the axes in TFLite's order, of several letters where they were merged.</summary>
    public string[] Axes { get; }

    /// <summary>For each axis in ONNX's order, its number in TFLite's.</summary>
    public int[] Perm { get; }

    public int Rank => Perm.Length;

    /// <summary>Whether elements have another order inside of an axis.</summary>
    public bool IsShuffled => _inside.Any(shuffle => shuffle is not null);

    /// <summary>Whether the last axis comes to stand behind the first, and nothing else moves: NHWC>NCHW at any rank.</summary>
    public bool IsChannelsFirst => !IsShuffled && Rank > 2 && Perm.AsSpan().SequenceEqual([0, Rank - 1, .. Enumerable.Range(1, Rank - 2)]);

    /// <summary>TFLite's order, by the same names: <c>NHWC</c>.</summary>
    public string Source => Order(Axes);

    /// <summary>The order in memory, by names: <c>NCHW</c>.</summary>
    public string Target => Order(Perm.Select(axis => Inside(axis)?.Permute(Axes[axis]) ?? Axes[axis]));

    /// <summary>Axes by names in one word: merged ones in brackets.</summary>
    public static string Order(IEnumerable<string> axes) => string.Concat(axes.Select(Name));

    /// <summary>The layout of these axes in this order; null when nothing is moved.</summary>
    public static Layout? Of(string[] axes, int[] perm, Shuffle?[] inside) =>
        Permutation.IsIdentity(perm) && inside.All(shuffle => shuffle is null) ? null : new(axes, perm, inside);

    /// <summary>TFLite's own order, as a layout to start from.</summary>
    public static Layout Identity(int rank) => new([.. Names(rank)], [.. Enumerable.Range(0, rank)], new Shuffle?[rank]);

    /// <summary>Whether these letters are the axes of a tensor of that rank in some order: NCHW and the like, in upper or lower case.</summary>
    public static bool IsOrder(string order, int rank) => order.ToUpperInvariant().Order().SequenceEqual(string.Concat(Names(rank)).Order());

    /// <summary>The layout that such letters name; null for TFLite's own.</summary>
    public static Layout? Parse(string order, int rank)
    {
        string[] names = [.. Names(rank)];
        int[] perm = [.. order.ToUpperInvariant().Select(axis => Array.IndexOf(names, axis.ToString()))];
        return Of(names, perm, new Shuffle?[rank]);
    }

    /// <summary>The layout for a tensor of this shape: along an axis of one element there is nothing to shuffle.</summary>
    public Layout For(int[] shape) =>
        IsShuffled ? new Layout(Axes, Perm, [.. _inside.Select((shuffle, axis) => shape[axis] == 1 ? null : shuffle)]) : this;

    /// <summary>The order of the elements inside of one of TFLite's axes; null when it is theirs.</summary>
    public Shuffle? Inside(int axis) => _inside[axis];

    /// <summary>Where TFLite's axis (possibly negative) is in ONNX's order.</summary>
    public int Map(int axis) => Array.IndexOf(Perm, axis < 0 ? axis + Rank : axis);

    /// <summary>Numbers per axis, in TFLite's order, in ONNX's; refuses a list of other axes.</summary>
    public T[] Permute<T>(IReadOnlyList<T> perAxis) => perAxis.Count == Rank ? [.. Perm.Select(axis => perAxis[axis])]
        : throw new FileContradiction($"It has {perAxis.Count} numbers for {Rank} axes");

    /// <summary>The permutation that takes axes from one order to another, each null for TFLite's own.</summary>
    public static int[] Between(Layout? have, Layout? want, int rank)
    {
        int[] back = have is null ? [.. Enumerable.Range(0, rank)] : Permutation.Inverse(have.Perm);
        return want is null ? back : want.Permute(back);
    }

    /// <summary>Whether the elements of a tensor of this shape have the same order in both, so that one is the other under a new shape.</summary>
    public static bool IsFree(Layout? have, Layout? want, int[] shape) =>
        Enumerable.Range(0, shape.Length).All(axis => Equals(have?.Inside(axis), want?.Inside(axis)))
        && Permutation.KeepsOrder(have?.Permute(shape) ?? shape, Between(have, want, shape.Length));

    public bool Equals(Layout? other) => other is not null && Perm.AsSpan().SequenceEqual(other.Perm) && _inside.SequenceEqual(other._inside);

    public override bool Equals(object? obj) => Equals(obj as Layout);

    public override int GetHashCode() => Perm.Aggregate(17, HashCode.Combine);

    public override string ToString() => $"{Source}>{Target}";

    /// <summary>What axes are called when nothing names them: N first, C last, and H, W or D, H, W between, as far as that goes.</summary>
    private static IEnumerable<string> Names(int rank)
    {
        string spatial = rank switch { 3 => "W", 4 => "HW", 5 => "DHW",
            _ => new([.. Enumerable.Range(0, Math.Max(0, rank - 2)).Select(i => (char)('a' + (i % 26)))]) };
        string all = rank == 1 ? "C" : $"N{spatial}C";
        return all[..rank].Select(axis => axis.ToString());
    }

    private static string Name(string axis) => axis.Length == 1 ? axis : $"({axis})";
}
