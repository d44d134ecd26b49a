namespace Tflite2Onnx.Operators;

/// <summary>Shapes of the results of <see cref="Slicing"/>.</summary>
internal static class SlicingShapes
{
    public static ResultShapes Slice(ShapeView op)
    {
        (FileList<Dim> dims, Dim[]? begin, Dim[]? size) = (op.Dims(0), op.Numbers(1), op.Numbers(2));
        return dims.Select((dim, axis) => Part(op, dim, axis, begin?[axis].Number, size?[axis])).ToArray();
    }

    // A size that reaches the end in the file reaches it here, too.
    private static Dim Part(ShapeView op, Dim dim, int axis, long? begin, Dim? size)
    {
        if (size is { } whole && (whole == dim || whole.Number == dim.File || (begin == 0 && whole.Number < 0)))
        {
            return dim;
        }
        if (dim.HasBatch)
        {
            throw Cut(op, axis);
        }
        bool reachesEnd = begin is { } from && size?.Number is { } count && (count < 0 || (dim.File >= 0 && from + count == dim.File));
        return reachesEnd ? op.Compute(dim, elements => elements - begin!.Value) : size is { Number: null or >= 0 } known ? known : op.Unknown();
    }

    /// <summary>The part of an axis from one place to in front of another, in steps; beyond the file's end is the end.</summary>
    public static Dim Part(ShapeView op, Dim dim, int axis, long from, long to, long step)
    {
        bool isWhole = from == 0 && step == 1 && (to == long.MaxValue || (dim.File >= 0 && to >= dim.File));
        if (isWhole || step == 0)
        {
            return isWhole ? dim : throw new FileContradiction("Its stride is 0");
        }
        long end = step > 0 && to >= 0 && dim.File >= 0 && to >= dim.File ? long.MaxValue : to;
        return dim.HasBatch ? throw Cut(op, axis) : op.Compute(dim, elements => Count(elements, from, end, step));
    }

    private static ShapeRefusal Cut(ShapeView op, int axis) =>
        ShapeView.Mixing($"it takes some of the elements along axis {axis} of '{op.Input(0).Name}', which holds the images");

    public static ResultShapes Strided(ShapeView op, StridedSliceOptions o)
    {
        FileList<Dim> dims = op.Dims(0);
        var result = new List<Dim>();
        foreach (StridedSlice.Indexed part in StridedSlice.Parse(op, o))
        {
            if (part.Shrinks)
            {
                op.Alone(0, part.Axis);
                continue;
            }
            result.Add(part.Axis < 0 ? Dim.One : part.Entry < 0 ? dims[part.Axis] : Along(op, o, part));
        }
        return result.ToArray();
    }

    private static Dim Along(ShapeView op, StridedSliceOptions o, StridedSlice.Indexed part)
    {
        (Dim dim, Dim[]? begin, Dim[]? end, Dim[]? strides) = (op.Dims(0)[part.Axis], op.Numbers(1), op.Numbers(2), op.Numbers(3));
        bool Is(int mask) => (mask & (1 << part.Entry)) != 0;
        if (strides?[part.Entry].Number is not { } step)
        {
            return dim.HasBatch ? throw Cut(op, part.Axis) : op.Unknown();
        }
        long? from = Is(o.BeginMask) ? (step > 0 ? 0 : long.MaxValue) : begin?[part.Entry].Number;
        bool isWhole = from == 0 && step == 1 && !o.Offset && end?[part.Entry] == dim;
        long? to = Is(o.EndMask) || isWhole ? (step > 0 ? long.MaxValue : long.MinValue) : end?[part.Entry].Number;
        if (from is not { } first || to is not { } last)
        {
            return dim.HasBatch ? throw Cut(op, part.Axis) : op.Unknown();
        }
        return Part(op, dim, part.Axis, first, o.Offset && !Is(o.EndMask) ? first + last : last, step);
    }

    // How many elements Python's indexing takes (StridedSlice's StartForAxis and StopForAxis in strided_slice_logic.h).
    private static long Count(long elements, long from, long to, long step)
    {
        (long least, long most) = step > 0 ? (0L, elements) : (-1L, elements - 1);
        long Place(long at) => at is long.MaxValue or long.MinValue ? at > 0 ? most : least : Math.Clamp(at < 0 ? at + elements : at, least, most);
        long distance = Place(to) - Place(from);
        return Math.Max(0, step > 0 ? (distance + step - 1) / step : (distance + step + 1) / step);
    }

    /// <summary>That of what something is put into; along an axis that holds images, it is put all over.</summary>
    public static ResultShapes Update(ShapeView op)
    {
        (FileList<Dim> dims, FileList<Dim> part) = (op.Dims(0), op.Dims(1));
        for (int axis = 0; axis < Math.Min(dims.Length, part.Length); axis++)
        {
            if (dims[axis] != part[axis] && (dims[axis].HasBatch || part[axis].HasBatch))
            {
                throw Cut(op, axis);
            }
        }
        return dims;
    }
}
