namespace Tflite2Onnx.Prove;

/// <summary>Operators that put pieces together, cut them apart, and repeat or surround them.</summary>
internal static class Joints
{
    public static int[]? Concat(NodeShapes node)
    {
        node.Demand(node.Node.Attributes.ContainsKey("axis"), "it has no axis");
        long given = node.Integer("axis");
        int[]? shape = null;
        for (int i = 0; i < node.InputCount; i++)
        {
            if (node[i] is not { } part)
            {
                return null;
            }
            int axis = node.Axis(given, part.Length);
            if (shape is null)
            {
                shape = [.. part];
                continue;
            }
            node.Demand(shape.Length == part.Length, "its operands have different ranks");
            for (int d = 0; d < shape.Length; d++)
            {
                node.Demand(d == axis || Dimensions.Agree(shape[d], part[d]), "its operands differ in another axis too");
                shape[d] = d != axis ? Math.Max(shape[d], part[d]) : shape[d] < 0 || part[d] < 0 ? Dimensions.Unknown : shape[d] + part[d];
            }
        }
        return shape;
    }

    public static int[]? Slice(NodeShapes node)
    {
        if (node[0] is not { } x)
        {
            return null;
        }
        int? count = (node[1] ?? node[2]) is [>= 0 and int length] ? length : null;
        bool areAsMany = Dimensions.Agree(node[1], node[2]) && Dimensions.Agree(node[1], node[3]) && Dimensions.Agree(node[1], node[4]);
        node.Demand(areAsMany, "its places are not as many");
        long[]? given = node.Has(3) ? node.Numbers(3) : count is { } all ? [.. Enumerable.Range(0, all).Select(axis => (long)axis)] : null;
        if (given is null)
        {
            return Dimensions.Unknowns(x.Length);
        }
        int[] axes = node.Axes(given, x.Length);
        (long[]? starts, long[]? ends, long[]? steps) = (node.Numbers(1), node.Numbers(2), node.Numbers(4));
        node.Demand(steps?.Contains(0L) != true, "a step is 0");
        int[] shape = [.. x];
        for (int i = 0; i < axes.Length; i++)
        {
            bool isOpen = starts is null || ends is null || (node.Has(4) && steps is null) || x[axes[i]] < 0;
            shape[axes[i]] = isOpen ? Dimensions.Unknown : Cut(x[axes[i]], starts![i], ends![i], steps?[i] ?? 1);
        }
        return shape;
    }

    private static int Cut(long dimension, long start, long end, long step)
    {
        (long first, long last) = step > 0 ? (0, dimension) : (-1, dimension - 1);
        start = Math.Clamp(start < 0 ? start + dimension : start, step > 0 ? 0 : Math.Min(0, last), last);
        end = Math.Clamp(end < 0 ? end + dimension : end, first, last);
        long way = step > 0 ? end - start : start - end;
        long stride = step == long.MinValue ? long.MaxValue : Math.Abs(step);
        return way <= 0 ? 0 : (int)(((way - 1) / stride) + 1);
    }

    public static int[]? Split(NodeShapes node)
    {
        (long given, long parts) = (node.Integer("axis"), node.Integer("num_outputs"));
        node.Demand(node.Opset >= 18 ? node.Has(1) != (parts > 0) : parts == 0, "it says its parts twice, or not at all");
        node.Demand(parts == 0 || parts == node.OutputCount, "it has not as many results as parts");
        if (node[0] is not { } x)
        {
            return null;
        }
        int axis = node.Axis(given, x.Length);
        long[]? sizes = node.Has(1) ? node.Numbers(1) : null;
        if (sizes is not null)
        {
            node.Demand(sizes.Length == node.OutputCount && sizes.All(size => size >= 0), "its parts are not those of its results");
            node.Demand(x[axis] < 0 || sizes.Sum() == x[axis], "its parts are not the whole");
        }
        else if (!node.Has(1) && x[axis] >= 0)
        {
            int count = node.OutputCount, size = (x[axis] + count - 1) / count;
            node.Demand(parts > 0 || x[axis] % count == 0, "its parts are not equal");
            sizes = [.. Enumerable.Range(0, count).Select(i => (long)Math.Max(0, Math.Min(size, x[axis] - (i * size))))];
        }
        for (int i = 1; i < node.OutputCount; i++)
        {
            node.Give(i, Dimensions.With(x, axis, (int)(sizes?[i] ?? Dimensions.Unknown)));
        }
        return Dimensions.With(x, axis, (int)(sizes?[0] ?? Dimensions.Unknown));
    }

    public static int[]? Pad(NodeShapes node)
    {
        string mode = node.Word("mode", "constant", "reflect", "edge", "wrap");
        node.Demand(mode != "wrap" || node.Opset >= 19, "the operator set does not have its mode");
        node.Demand(node[2] is null or [] or [1], "what it pads with is no single number");
        if (node[0] is not { } x)
        {
            return null;
        }
        node.Demand(node[1] is not [var count] || Dimensions.Agree(count, 2 * x.Length), "it has not two pads for each axis");
        if (node.Numbers(1) is not { } pads)
        {
            return Dimensions.Unknowns(x.Length);
        }
        int[] shape = new int[x.Length];
        for (int i = 0; i < shape.Length; i++)
        {
            (long before, long behind) = (pads[i], pads[i + shape.Length]);
            long padded = x[i] + before + behind;
            node.Demand(x[i] < 0 || padded is >= 0 and <= int.MaxValue, "it takes away more than there is");
            node.Demand(mode != "reflect" || x[i] < 0 || Math.Max(before, behind) < x[i] || (before, behind) is (0, 0), "it reflects more than there is");
            shape[i] = x[i] < 0 ? Dimensions.Unknown : (int)padded;
        }
        return shape;
    }

    public static int[]? Tile(NodeShapes node)
    {
        if (node[0] is not { } x)
        {
            return null;
        }
        node.Demand(node[1] is not { } counts || (counts.Length == 1 && Dimensions.Agree(counts[0], x.Length)), "it has not one number for each axis");
        if (node.Numbers(1) is not { } repeats)
        {
            return Dimensions.Unknowns(x.Length);
        }
        node.Demand(repeats.All(count => count is >= 0 and <= int.MaxValue), "it repeats less than 0 times");
        return [.. x.Select((dimension, axis) => dimension < 0 ? Dimensions.Unknown : Dimensions.Product([dimension, (int)repeats[axis]]))];
    }
}
