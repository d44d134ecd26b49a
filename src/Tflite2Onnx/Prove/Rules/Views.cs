namespace Tflite2Onnx.Prove;

/// <summary>The same elements under other shapes, and shapes as values.</summary>
internal static class Views
{
    public static int[]? Reshape(NodeShapes node)
    {
        bool keepsZero = node.Flag("allowzero");
        node.Demand(node[1] is null or { Length: 1 }, "its target is no shape");
        if (node.Numbers(1) is not { } target)
        {
            return node[1] is [>= 0 and int rank] ? Dimensions.Unknowns(rank) : null;
        }
        int open = Array.IndexOf(target, -1L);
        node.Demand(target.All(d => d is >= -1 and <= int.MaxValue), "its target has a dimension below -1");
        node.Demand(open < 0 || (Array.LastIndexOf(target, -1L) == open && !(keepsZero && target.Contains(0L))),
            "its target leaves more than one dimension open");
        int[] shape = new int[target.Length];
        for (int i = 0; i < shape.Length; i++)
        {
            bool copies = target[i] == 0 && !keepsZero;
            node.Demand(!copies || node[0] is null || i < node[0]!.Length, "its target copies a dimension that is not there");
            shape[i] = !copies ? (int)target[i] : node[0] is { } data ? data[i] : Dimensions.Unknown;
        }
        if (Dimensions.AreKnown(node[0]))
        {
            Fill(node, shape, open);
        }
        return shape;
    }

    // As many elements as the operand has.
    private static void Fill(NodeShapes node, int[] shape, int open)
    {
        long count = ElementTypes.Count(node[0]);
        if (open < 0)
        {
            node.Demand(!Dimensions.AreKnown(shape) || ElementTypes.Count(shape) == count, "its target has another number of elements");
            return;
        }
        shape[open] = 1;
        long rest = ElementTypes.Count(shape);
        shape[open] = Dimensions.Unknown;
        if (rest > 0)
        {
            node.Demand(count % rest == 0, "its target has another number of elements");
            shape[open] = (int)Math.Min(count / rest, int.MaxValue);
        }
    }

    public static int[]? Transpose(NodeShapes node)
    {
        if (node.Take<long[]>("perm") is not { } perm)
        {
            return node[0] is { } x ? [.. Enumerable.Reverse(x)] : null;
        }
        int[] axes = node.Axes(perm, node[0]?.Length ?? perm.Length);
        node.Demand(axes.Length == (node[0]?.Length ?? perm.Length) && !perm.Any(axis => axis < 0), "its perm is no permutation of the axes");
        return node[0] is { } shape ? [.. axes.Select(axis => shape[axis])] : Dimensions.Unknowns(perm.Length);
    }

    public static int[]? Squeeze(NodeShapes node)
    {
        if (node[0] is not { } x || (node.Has(1) && node.Numbers(1) is null))
        {
            return null;
        }
        if (node.Numbers(1) is not { } given)
        {
            return Dimensions.AreKnown(x) ? [.. x.Where(dimension => dimension != 1)] : null;
        }
        int[] axes = node.Axes(given, x.Length);
        node.Demand(axes.All(axis => Dimensions.Agree(x[axis], 1)), "an axis that it takes out is not of dimension 1");
        return [.. x.Where((_, axis) => Array.IndexOf(axes, axis) < 0)];
    }

    public static int[]? Unsqueeze(NodeShapes node)
    {
        if (node[0] is not { } x || node.Numbers(1) is not { } given)
        {
            return null;
        }
        int[] shape = new int[x.Length + given.Length];
        foreach (int axis in node.Axes(given, shape.Length))
        {
            shape[axis] = -2;
        }
        for (int i = 0, from = 0; i < shape.Length; i++)
        {
            shape[i] = shape[i] == -2 ? 1 : x[from++];
        }
        return shape;
    }

    public static int[]? Shape(NodeShapes node)
    {
        (long start, long end) = (node.Integer("start"), node.Integer("end", int.MaxValue));
        if (node[0] is not { } x)
        {
            return [Dimensions.Unknown];
        }
        long Place(long at) => Math.Clamp(at < 0 ? at + x.Length : at, 0, x.Length);
        return [(int)Math.Max(0, Place(end) - Place(start))];
    }
}
