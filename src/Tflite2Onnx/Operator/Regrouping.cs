namespace Tflite2Onnx.Operator;

/// <summary>
/// What a RESHAPE makes of dimensions: the same factors in the same order, put into other axes. Numbers may be cut, other factors may not. A factor
/// that is 1 in the file, as the batch mostly is, leaves no trace in the file's shapes: it goes to an axis of 1 where it stands, and at the very
/// front or end to the axis there.
/// </summary>
internal static class Regrouping
{
    // They stand for what is not known, and divide no dimension that a file can have.
    private static readonly UInt128[] s_primes = [2147483659, 2147483693, 2147483713, 2147483743];

    /// <summary>
    /// The dimensions of a result of as many elements, whose axes have the given ones in the file; null for one axis that takes what is left.
    /// </summary>
    /// <returns>Null where they do not follow from those of the operand.</returns>
    public static Dim[]? Of(IReadOnlyList<Dim> from, IReadOnlyList<Dim?> to, out string? fault)
    {
        fault = null;
        var unknown = new Dictionary<int, UInt128>();
        try
        {
            UInt128 total = from.Aggregate(UInt128.One, (product, dim) => product * Size(dim, unknown));
            UInt128 given = to.Aggregate(UInt128.One, (product, dim) => dim is { } known ? product * Size(known, unknown) : product);
            if (total == 0 || given == 0 || total % given != 0 || (total != given && !to.Contains(null)))
            {
                return null;
            }
            UInt128[] sizes = [.. to.Select(dim => dim is { } known ? Size(known, unknown) : total / given)];
            return Placed(from, sizes, unknown, out fault);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static UInt128 Size(Dim dim, Dictionary<int, UInt128> unknown) =>
        dim.Number is { } number ? (UInt128)number : dim.Factors.Aggregate(UInt128.One, (product, factor) => checked(product * Size(factor, unknown)));

    private static UInt128 Size(Factor factor, Dictionary<int, UInt128> unknown)
    {
        if (factor.File < 0 && !unknown.ContainsKey(factor.Id))
        {
            unknown[factor.Id] = unknown.Count < s_primes.Length ? s_primes[unknown.Count] : throw new OverflowException();
        }
        return factor.File < 0 ? unknown[factor.Id] : (UInt128)factor.File;
    }

    private static Dim[]? Placed(IReadOnlyList<Dim> from, UInt128[] sizes, Dictionary<int, UInt128> unknown, out string? fault)
    {
        fault = null;
        (UInt128 Begin, UInt128 End)[] axes = Ranges(sizes);
        var parts = axes.Select(_ => new List<Factor>()).ToArray();
        UInt128[] reached = [.. axes.Select(axis => axis.Begin)];
        (UInt128 at, int least) = (1, 0);
        for (int axis = 0; axis < from.Count; axis++)
        {
            foreach (Factor factor in from[axis].Factors)
            {
                UInt128 size = Size(factor, unknown);
                if (!factor.IsNumber)
                {
                    int place = size == 1 ? PlaceOfUnit(from, axis, axes, at, least, out fault)
                        : Array.FindIndex(axes, a => a.Begin <= at && at * size <= a.End);
                    if (place < 0 || at % reached[place] != 0 || axes[place].End % (at * size) != 0)
                    {
                        fault ??= $"it cuts through the elements of axis {axis}";
                        return null;
                    }
                    parts[place].AddRange([Number(at / reached[place]), factor]);
                    (reached[place], least) = (at * size, place);
                }
                at *= size;
            }
        }
        return [.. parts.Select((factors, i) => Dim.Of(factors.Append(Number(axes[i].End / reached[i]))))];
    }

    // From which element on, counted in steps of the axis's own size, each axis goes.
    private static (UInt128 Begin, UInt128 End)[] Ranges(UInt128[] sizes)
    {
        UInt128 at = 1;
        return [.. sizes.Select(size => (at, at = checked(at * size)))];
    }

    private static Factor Number(UInt128 number) => checked(new Factor(0, (long)number, (long)number));

    // Where something goes that takes no room in the file, and stands behind so many elements.
    private static int PlaceOfUnit(IReadOnlyList<Dim> from, int axis, (UInt128 Begin, UInt128 End)[] axes, UInt128 at, int least, out string? fault)
    {
        fault = null;
        int inside = Array.FindIndex(axes, a => a.Begin < at && at < a.End);
        int[] ones = [.. Enumerable.Range(0, axes.Length).Where(i => i >= least && axes[i] == (at, at))];
        if (inside >= 0 || ones.Length > 0)
        {
            return inside >= 0 ? inside : ones[Aligned(from, axis, ones.Length)];
        }
        (int before, int behind) = (Array.FindLastIndex(axes, a => a.End == at && a.Begin < at), Array.FindIndex(axes, a => a.Begin == at && at < a.End));
        if (before >= 0 && behind >= 0)
        {
            fault = $"what stands along axis {axis} could belong to axis {before} of the result or to axis {behind}";
            return -1;
        }
        return Math.Max(before, behind);
    }

    // Among several axes of 1: as many stand in front of it as in front of its own axis, counted from the end where that is nearer.
    private static int Aligned(IReadOnlyList<Dim> from, int axis, int ones)
    {
        int inFront = 0;
        while (axis - inFront > 0 && from[axis - inFront - 1] == Dim.One)
        {
            inFront++;
        }
        return Math.Min(inFront, ones - 1);
    }
}
