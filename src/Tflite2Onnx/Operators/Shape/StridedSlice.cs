namespace Tflite2Onnx.Operators;

/// <summary>A part in steps, as Python's indexing gives it.</summary>
internal static class StridedSlice
{
    /// <summary>
    /// One axis of the operand as the indexing goes through it, or a new one (Axis -1). An axis no entry of begin, end and strides speaks
    /// of (Entry -1) is taken whole.
    /// </summary>
    public readonly record struct Indexed(int Axis, int Entry, bool Shrinks);

    // BuildStridedSliceParams of strided_slice.cc: the ellipsis stands for at least one axis, and where it stands the other masks are idle.
    public static Indexed[] Parse(OpView op, StridedSliceOptions o)
    {
        int rank = op.Rank(0);
        int entries = op.Shape(1) is [>= 0 and <= 31 and int count] ? count
            : throw new Refusal(WayOut.GiveShapes, "the length of begin is not known before a run");
        bool Is(int mask, int entry) => (mask & (1 << entry)) != 0;
        int fresh = Enumerable.Range(0, entries).Count(e => Is(o.NewAxisMask, e) && !Is(o.EllipsisMask, e));
        var indexed = new List<Indexed>();
        int axis = 0;
        for (int entry = 0; entry < entries; entry++)
        {
            if (Is(o.EllipsisMask, entry))
            {
                for (int covered = Math.Max(1, rank + fresh + 1 - entries); covered > 0 && axis < rank; covered--)
                {
                    indexed.Add(new(axis++, -1, false));
                }
            }
            else if (Is(o.NewAxisMask, entry))
            {
                indexed.Add(new(-1, entry, false));
            }
            else if (axis < rank)
            {
                indexed.Add(new(axis++, entry, Is(o.ShrinkAxisMask, entry)));
            }
        }
        return [.. indexed, .. Enumerable.Range(axis, rank - axis).Select(a => new Indexed(a, -1, false))];
    }

    /// <summary>For each axis of the result the operand's, or -1 for a new one.</summary>
    public static int[] Origins(OpView op) => OriginsOf(Parse(op, op.Options<StridedSliceOptions>()));

    private static int[] OriginsOf(Indexed[] indexed) => [.. indexed.Where(i => !i.Shrinks).Select(i => i.Axis)];

    public static Results Convert(OpContext op, StridedSliceOptions o)
    {
        Indexed[] indexed = Parse(op, o);
        Indexed[] parts = [.. indexed.Where(i => i is { Axis: >= 0, Entry: >= 0 })];
        Value y = op.TryIntegers(1) is { } begin && op.TryIntegers(2) is { } end && op.TryIntegers(3) is { } strides
            ? Known(op, o, parts, begin, end, strides)
            : Computed(op, o, parts);
        y = op.Squeeze(y, [.. parts.Where(p => p.Shrinks).Select(p => op.Axis(p.Axis))]);
        int[] origins = OriginsOf(indexed);
        return op.Unsqueeze(y, [.. Enumerable.Range(0, origins.Length).Where(axis => origins[axis] < 0).Select(op.ResultAxis)]);
    }

    private static Value Known(OpContext op, StridedSliceOptions o, Indexed[] parts, FileList<long> begin, FileList<long> end, FileList<long> strides)
    {
        int[] axes = [.. parts.Select(p => op.Axis(p.Axis))];
        (long From, long To, long Step)[] ranges = [.. parts.Select(p => Range(op.FileShape(0)[p.Axis], op.Shape(0)[p.Axis], p))];
        return Slicing.Cut(op, op.In(0), axes, [.. ranges.Select(r => r.From)], [.. ranges.Select(r => r.To)], [.. ranges.Select(r => r.Step)]);

        (long From, long To, long Step) Range(int inFile, int dimension, Indexed part)
        {
            bool Is(int mask) => (mask & (1 << part.Entry)) != 0;
            long step = part.Shrinks ? 1 : strides[part.Entry];
            long from = !Is(o.BeginMask) ? begin[part.Entry] : step > 0 ? 0 : long.MaxValue;
            from = from < 0 && dimension >= 0 ? Math.Max(from + dimension, 0) : from;
            long to = part.Shrinks ? from + 1 : o.Offset ? from + end[part.Entry] : end[part.Entry];
            if (Is(o.EndMask) && !part.Shrinks)
            {
                return (from, step > 0 ? long.MaxValue : long.MinValue, step);
            }
            // Counted from an end that is not known, in front of 0 comes everything; an end that leaves nothing out is none.
            bool isAll = (part.Shrinks || o.Offset) && from < 0 && to >= 0;
            return (from, isAll || (step > 0 && inFile >= 0 && to >= inFile) ? long.MaxValue : to, step);
        }
    }

    private static Value Computed(OpContext op, StridedSliceOptions o, Indexed[] parts)
    {
        FileList<long>? strides = op.TryIntegers(3);
        if (strides is null && parts.Any(p => ((o.BeginMask | o.EndMask) & (1 << p.Entry)) != 0))
        {
            throw new Refusal(WayOut.MakeConstant, "input 3 (the strides) has to be a constant where a mask leaves out the begin or the end");
        }
        bool Is(int mask, Indexed part) => (mask & (1 << part.Entry)) != 0;
        bool Forward(Indexed part) => part.Shrinks || strides!.Value[part.Entry] > 0;
        Value starts = Choose(op, parts, p => !Is(o.BeginMask, p) ? null : Forward(p) ? 0 : long.MaxValue, Entries(op, 1, parts));
        Value ends = Entries(op, 2, parts);
        if (o.Offset || parts.Any(p => p.Shrinks))
        {
            // Relative ends; in front of 0, counted from the end, comes everything.
            Value sizes = o.Offset ? Choose(op, parts, p => p.Shrinks ? 1 : null, ends) : Constants.Scalar(1, ElementType.Int64);
            Value sum = op.Emit("Add", [starts, sizes]);
            Value zero = Constants.Scalar(0, ElementType.Int64);
            Value isAll = op.Emit("And", [op.Emit("Less", [starts, zero]), op.Emit("GreaterOrEqual", [sum, zero])]);
            Value relative = op.Emit("Where", [isAll, Value.Ints(long.MaxValue), sum]);
            Value isRelative = Flags(parts.Select(p => o.Offset || p.Shrinks));
            ends = o.Offset || parts.All(p => p.Shrinks) ? relative : op.Emit("Where", [isRelative, relative, ends]);
        }
        ends = Choose(op, parts, p => !Is(o.EndMask, p) || p.Shrinks ? null : Forward(p) ? long.MaxValue : long.MinValue, ends);
        Value steps = Choose(op, parts, p => p.Shrinks ? 1 : null, Entries(op, 3, parts));
        return op.Emit("Slice", [op.In(0), starts, ends, Value.Ints(parts.Select(p => op.Axis(p.Axis))), steps]);
    }

    // The entries of begin, end or strides that speak of axes of the operand.
    private static Value Entries(OpContext op, int input, Indexed[] parts) =>
        op.TryIntegers(input) is { } known ? Value.Ints([.. parts.Select(p => input == 2 ? End(op, p, known[p.Entry]) : known[p.Entry])])
            : parts.Length == op.Shape(input)[0] ? op.IndexList(input)
            : op.Emit("Gather", [op.IndexList(input), Value.Ints(parts.Select(p => p.Entry))]);

    // The end that an axis has in the file is the one that it has now.
    private static long End(OpContext op, Indexed part, long end) => op.Input(0).IsResized && end == op.FileShape(0)[part.Axis] ? long.MaxValue : end;

    // A list with some of its numbers replaced.
    private static Value Choose(OpContext op, Indexed[] parts, Func<Indexed, long?> instead, Value list)
    {
        long?[] chosen = [.. parts.Select(instead)];
        return chosen.All(c => c is null) ? list
            : chosen.All(c => c is not null) ? Value.Ints([.. chosen.Select(c => c!.Value)])
            : op.Emit("Where", [Flags(chosen.Select(c => c is not null)), Value.Ints([.. chosen.Select(c => c ?? 0)]), list]);
    }

    private static Value Flags(IEnumerable<bool> flags)
    {
        long[] bytes = [.. flags.Select(flag => flag ? 1L : 0L)];
        return Value.Of(Constants.FromIntegers(ElementType.Bool, [bytes.Length], bytes), "flags");
    }
}
