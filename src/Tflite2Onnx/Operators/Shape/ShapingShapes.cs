namespace Tflite2Onnx.Operators;

/// <summary>Shapes of the results of <see cref="Shaping"/>, <see cref="Generation"/> and <see cref="Pads"/>.</summary>
internal static class ShapingShapes
{
    public static ResultShapes Reshape(ShapeView op, ReshapeOptions o)
    {
        FileList<Dim> from = op.Dims(0);
        Dim?[]? given = Given(op, o);
        int[]? claim = op.Claim();
        // Factors that are named say more than the numbers of the file, and those more than a list with a hole.
        bool isNamed = given is not null && Array.Exists(given, dim => dim is { Number: null });
        Dim?[]? stated = claim is null || claim.Count(dimension => dimension < 0) > 1 ? null
            : [.. claim.Select(dimension => dimension < 0 ? default(Dim?) : Dim.Of(dimension))];
        foreach (Dim?[] target in new[] { isNamed ? given : null, stated, given }.OfType<Dim?[]>())
        {
            if (Regrouped(op, from, target) is { } result)
            {
                return result;
            }
        }
        return given is null ? default(ResultShapes) : Array.ConvertAll(given, dim => dim ?? op.Unknown());
    }

    /// <summary>The operand's elements under the dimensions that the file states for the result.</summary>
    public static ResultShapes Regrouped(ShapeView op) => op.Claim() is { } claim && claim.Count(dimension => dimension < 0) < 2
        ? Regrouped(op, op.Dims(0), [.. claim.Select(dimension => dimension < 0 ? default(Dim?) : Dim.Of(dimension))]) : default(ResultShapes);

    /// <summary>
    /// The same elements in axes of the given dimensions, null for one that takes what is left. Null where the file's numbers do not fit each other.
    /// </summary>
    public static Dim[]? Regrouped(ShapeView op, Dim[] from, Dim?[] to)
    {
        if (Regrouping.Of(from, to, out string? fault) is { } result)
        {
            return result;
        }
        if (fault is not null && Array.Exists(from, dim => dim.HasBatch))
        {
            throw ShapeView.Mixing($"what becomes of the images is not clear: {fault}");
        }
        // Numbers that an option changes may be cut as long as something takes what is left.
        Dim rest = from.Aggregate(Dim.One, (product, dim) => product * dim);
        bool isCounted = to.Contains(null) && to.All(dim => dim is null or { Number: not null }) && !rest.HasBatch;
        long known = isCounted ? to.Aggregate(1L, (product, dim) => checked(product * (dim?.Number ?? 1))) : 0;
        if (known > 0 && (rest.Now < 0 || rest.Now % known == 0))
        {
            return [.. to.Select(dim => dim ?? op.Compute(rest, elements => elements / known))];
        }
        return fault is not null && rest.IsChanged ? throw ShapeView.Unfitting(fault) : null;
    }

    // The second operand beats the attribute, unless it is no vector (reshape.cc); an attribute of [0] is how old files write a scalar.
    private static Dim?[]? Given(ShapeView op, ReshapeOptions o)
    {
        if (op.Has(1) && op.Input(1).Shape is null or { Length: 1 })
        {
            return op.Numbers(1) is { } numbers ? [.. numbers.Select(Rest)] : null;
        }
        return o.NewShape is [0] ? [] : o.NewShape is [] ? null : [.. o.NewShape.Select(dimension => Rest(Dim.Of(dimension)))];
    }

    private static Dim? Rest(Dim dim) => dim.Number < 0 ? null : dim;

    public static ResultShapes ExpandDims(ShapeView op) => ShapeRules.Kept(op, LayoutRule.Inserted(op.Dims(0).Length, Shaping.NewAxis(op)));

    public static ResultShapes Squeeze(ShapeView op, SqueezeOptions o)
    {
        FileList<Dim> dims = op.Dims(0);
        int[] axes = o.SqueezeDims.Length > 0 ? [.. o.SqueezeDims.Select(axis => TensorAxis.FromFront(axis, dims.Length)).Distinct()]
            : [.. Enumerable.Range(0, dims.Length).Where(axis => dims[axis].File == 1)];
        bool isOpen = o.SqueezeDims.Length == 0 && dims.Any(dim => dim.File < 0);
        return isOpen ? default(ResultShapes) : Dropped(op, axes);
    }

    // Axes of one element go; one that has more of them now cannot.
    private static Dim[] Dropped(ShapeView op, int[] axes)
    {
        op.Alone(0, axes);
        return Array.Find(axes, axis => op.Dims(0)[axis].IsChanged) is var first && axes.Any(axis => op.Dims(0)[axis].IsChanged)
            ? throw ShapeView.Unfitting($"it drops axis {first}, which has {op.Dims(0)[first]} elements")
            : ShapeRules.Kept(op, LayoutRule.Without(op.Dims(0).Length, axes));
    }

    public static ResultShapes Transpose(ShapeView op) => ShapeRules.Kept(op, Shaping.Order(op));

    public static ResultShapes ShapeOf(ShapeView op) => new[] { Dim.Of(op.Dims(0).Length) };

    public static ResultShapes Rank(ShapeView op) => Array.Empty<Dim>();

    public static ResultShapes BroadcastArgs(ShapeView op) => op.Dims(0) is [{ Number: { } a }] && op.Dims(1) is [{ Number: { } b }]
        ? new[] { Dim.Of(Math.Max(a, b)) } : default(ResultShapes);

    public static ResultShapes BroadcastTo(ShapeView op) => op.Numbers(1) is { } to ? BroadcastTo(op, op.Dims(0), to) : default(ResultShapes);

    /// <summary>The shape of an operand that is repeated up to given dimensions, which are its own where the file says the same.</summary>
    public static Dim[] BroadcastTo(ShapeView op, Dim[] from, Dim[] to)
    {
        if (from.Length > to.Length)
        {
            throw new FileContradiction($"It repeats {from.Length} axes to {to.Length}");
        }
        Dim[] result = [.. to];
        for (int i = 1; i <= from.Length; i++)
        {
            bool isSame = from[^i].Number is null && to[^i].Number is { } number && number == from[^i].File;
            result[^i] = isSame ? from[^i] : ShapeRules.Broadcast(op, from[^i], to[^i]);
        }
        return result;
    }

    /// <summary>Bits read as another type: a last axis more, or less, for what one element of the wider type is of the narrower.</summary>
    public static ResultShapes Bits(ShapeView op)
    {
        (int from, int to) = (op.Input(0).Type.ToElementType().Bits(), op.Output(0).Type.ToElementType().Bits());
        return from == to ? op.Dims(0)
            : to > 0 && from > to ? (Dim[])[.. op.Dims(0), Dim.Of(from / to)]
            : from > 0 && op.Dims(0) is [.. var rest, { Number: not null }] ? rest : default(ResultShapes);
    }

    // A list of conditions decides about rows, where broadcasting would have it decide about columns.
    public static ResultShapes Select(ShapeView op)
    {
        Dim[] chosen = ShapeRules.Broadcast(op, op.Dims(1), op.Dims(2));
        if (op.Dims(0) is not [var rows] || chosen.Length < 2)
        {
            return ShapeRules.Broadcast(op, op.Dims(0), chosen);
        }
        return (Dim[])[ShapeRules.Joined(op, rows, chosen[0]), .. chosen[1..]];
    }

    public static ResultShapes Tile(ShapeView op) => op.Numbers(1) is { } times && times.Length == op.Dims(0).Length
        ? op.Dims(0).Zip(times, (dim, count) => count * dim).ToArray() : default(ResultShapes);

    public static ResultShapes Fill(ShapeView op) => op.Numbers(0) is { } shape ? shape : default(ResultShapes);

    public static ResultShapes Pad(ShapeView op) => op.Numbers(1) is { } pads && pads.All(pad => pad.Number is not null) && pads.Length == 2 * op.Dims(0).Length
        ? op.Dims(0).Select((dim, axis) => Padded(op, dim, pads[2 * axis].Number!.Value, pads[(2 * axis) + 1].Number!.Value)).ToArray()
        : op.Dims(0).Any(dim => dim.HasBatch) ? throw ShapeView.Mixing("how much it puts around the images is computed")
        : Array.ConvertAll(op.Dims(0).AsArray(), _ => op.Unknown());

    public static Dim Padded(ShapeView op, Dim dim, long before, long behind) =>
        before == 0 && behind == 0 ? dim : op.Compute(dim, elements => checked(elements + before + behind));
}
