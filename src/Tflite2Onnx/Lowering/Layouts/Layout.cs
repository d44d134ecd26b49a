namespace Tflite2Onnx.Lowering.Layouts;

/// <summary>
/// A reordering of named axes: TFLite's order on the left, ONNX's on the right (<c>NHWC>NCHW</c>). Two layouts that move the same axes are
/// equal, whatever the axes are called. Where no axis moves there is no layout: it is null throughout.
/// </summary>
internal sealed class Layout : IEquatable<Layout>
{
    public static readonly Layout Nhwc = new("NHWC", "NCHW");
    public static readonly Layout Ndhwc = new("NDHWC", "NCDHW");

    /// <summary>Convolution filters: output channels, height, width, input channels.</summary>
    public static readonly Layout Ohwi = new("OHWI", "OIHW");

    /// <summary>Filters of transposed convolutions, which ONNX wants with the input channels first.</summary>
    public static readonly Layout OhwiToIohw = new("OHWI", "IOHW");

    /// <summary>Filters of depthwise convolutions: [1, H, W, channels * multiplier].</summary>
    public static readonly Layout Ihwo = new("IHWO", "OIHW");

    private const string Spare = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public Layout(string source, string target) =>
        (Source, Target, Perm) = (source, target, [.. target.Select(axis => source.IndexOf(axis, StringComparison.Ordinal))]);

    /// <summary>Names of the axes in TFLite's order.</summary>
    public string Source { get; }

    /// <summary>The same names in ONNX's order.</summary>
    public string Target { get; }

    /// <summary>For each axis in ONNX's order, its number in TFLite's.</summary>
    public int[] Perm { get; }

    public int Rank => Perm.Length;

    /// <summary>Whether the last axis comes to stand behind the first, and nothing else moves: NHWC>NCHW at any rank.</summary>
    public bool IsChannelsFirst => Rank > 2 && Perm.AsSpan().SequenceEqual([0, Rank - 1, .. Enumerable.Range(1, Rank - 2)]);

    /// <summary>Where TFLite's axis (possibly negative) is in ONNX's order.</summary>
    public int Map(int axis) => Array.IndexOf(Perm, axis < 0 ? axis + Rank : axis);

    public T[] Permute<T>(IReadOnlyList<T> perAxis) => [.. Perm.Select(axis => perAxis[axis])];

    /// <summary>
    /// The layout of a result whose axis i is the operand's axis <paramref name="origins"/>[i], or a new one (-1): axes keep the order they
    /// have in memory, a new one stands between its neighbours (<c>NWC>NCW</c> and an H between N and W give <c>NHWC>NCHW</c>). Null when
    /// nothing is moved any more.
    /// </summary>
    public Layout? Through(int[] origins)
    {
        var source = new char[origins.Length];
        string unused = new([.. Spare.Where(c => !Source.Contains(c, StringComparison.Ordinal))]);
        for (int axis = 0, fresh = 0; axis < origins.Length; axis++)
        {
            source[axis] = origins[axis] >= 0 ? Source[origins[axis]] : unused[fresh++];
        }
        List<int> order = [.. Perm.Select(axis => Array.IndexOf(origins, axis)).Where(axis => axis >= 0)];
        for (int axis = 0; axis < origins.Length; axis++)
        {
            if (origins[axis] < 0)
            {
                order.Insert(Place(order, axis), axis);
            }
        }
        return Permutation.IsIdentity(order.ToArray()) ? null : new Layout(new string(source), string.Concat(order.Select(axis => source[axis])));
    }

    // In front of the axis that follows it; but behind the one before it where that comes later in memory, and first where there is none.
    private static int Place(List<int> order, int axis)
    {
        int following = order.Where(other => other > axis).DefaultIfEmpty(-1).Min();
        return axis == 0 ? 0 : Math.Max(order.IndexOf(axis - 1) + 1, order.IndexOf(following));
    }

    /// <summary>The permutation that takes a value from one order to another, each null for TFLite's own.</summary>
    public static int[] Between(Layout? have, Layout? want, int rank)
    {
        int[] back = have is null ? [.. Enumerable.Range(0, rank)] : Permutation.Inverse(have.Perm);
        return want is null ? back : want.Permute(back);
    }

    public bool Equals(Layout? other) => other is not null && Perm.AsSpan().SequenceEqual(other.Perm);

    public override bool Equals(object? obj) => Equals(obj as Layout);

    public override int GetHashCode() => Perm.Aggregate(17, HashCode.Combine);

    public override string ToString() => $"{Source}>{Target}";
}
