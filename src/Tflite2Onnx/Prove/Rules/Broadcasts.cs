namespace Tflite2Onnx.Prove;

/// <summary>Operators whose results have the shape of an operand, or the one that all operands share once broadcast.</summary>
internal static class Broadcasts
{
    public static int[]? All(NodeShapes node)
    {
        int[]? shape = node[0];
        for (int i = 1; i < node.InputCount && shape is not null; i++)
        {
            shape = node[i] is { } other ? Together(node, shape, other) : null;
        }
        return shape;
    }

    /// <summary>Two shapes, broadcast: aligned at their last axes, a dimension of 1 takes on the other.</summary>
    public static int[] Together(NodeShapes node, int[] a, int[] b)
    {
        if (a.AsSpan().SequenceEqual(b) || b.Length == 0)
        {
            return a;
        }
        int rank = Math.Max(a.Length, b.Length);
        int[] shape = new int[rank];
        for (int i = 1; i <= rank; i++)
        {
            (int one, int other) = (i <= a.Length ? a[^i] : 1, i <= b.Length ? b[^i] : 1);
            bool isOneFree = one is 1 || (one == Dimensions.Unknown && other != 1);
            node.Demand(isOneFree || other is 1 or Dimensions.Unknown || one == other, "its operands' shapes do not go together");
            shape[^i] = isOneFree ? other : one;
        }
        return shape;
    }

    /// <summary>The other operands are broadcast to the first one's shape.</summary>
    public static int[]? OneWay(NodeShapes node, int input = 1)
    {
        if (node[0] is { } x && node[input] is { } other)
        {
            node.Demand(other.Length <= x.Length && Dimensions.Agree(x, Together(node, x, other)), "an operand is larger than the first one");
        }
        return node[0];
    }

    public static int[]? OneWay(NodeShapes node) => OneWay(node, 1);

    public static int[]? WithSlope(NodeShapes node)
    {
        node.Float("alpha", 1);
        node.Float("gamma", 1);
        return node[0];
    }

    public static int[]? Shift(NodeShapes node)
    {
        node.Demand(node.Take<string>("direction") is "LEFT" or "RIGHT", "it goes neither left nor right");
        return All(node);
    }

    public static int[]? Mod(NodeShapes node)
    {
        bool isReal = node.Node.Inputs[0]!.Type.IsFloat();
        node.Demand(node.Flag("fmod") || !isReal, "of floats it needs fmod");
        return All(node);
    }

    public static int[]? Cast(NodeShapes node)
    {
        node.Demand(node.Integer("to") == (long)node.Node.Outputs[0].Type, "its result is not of the type it casts to");
        return node[0];
    }

    public static int[]? Clip(NodeShapes node)
    {
        node.Demand(node[1] is null or [] && node[2] is null or [], "a bound is no single number");
        return node[0];
    }

    public static int[]? Gelu(NodeShapes node)
    {
        node.Word("approximate", "none", "tanh");
        return node[0];
    }

    public static int[]? IsInf(NodeShapes node)
    {
        node.Flag("detect_negative", true);
        node.Flag("detect_positive", true);
        return node[0];
    }

    public static int[]? Lrn(NodeShapes node)
    {
        long size = node.Integer("size");
        node.Demand(size > 0 && size % 2 == 1, "its size is not odd");
        node.Demand(node.Float("alpha", 1) > 0 && node.Float("beta", 1) > 0, "alpha and beta have to be above 0");
        node.Float("bias", 1);
        node.Demand(node[0] is null or { Length: >= 3 }, "its operand has no spatial axes");
        return node[0];
    }

    public static int[]? AlongAxis(NodeShapes node)
    {
        long axis = node.Integer("axis", -1);
        if (node[0] is { } x && x.Length > 0)
        {
            node.Axis(axis, x.Length);
        }
        return node[0];
    }

    public static int[]? Normalization(NodeShapes node)
    {
        long axis = node.Integer("axis", -1);
        node.Float("epsilon", 0);
        if (node[0] is { } x)
        {
            node.Axis(axis, x.Length);
        }
        OneWay(node, 1);
        return OneWay(node, 2);
    }

    public static int[]? Expand(NodeShapes node)
    {
        node.Demand(node[1] is null or { Length: 1 }, "its shape is none");
        if (node.Numbers(1) is not { } target)
        {
            return node[1] is [>= 0 and int rank] && (node[0] is null || node[0]!.Length <= rank) ? Dimensions.Unknowns(rank) : null;
        }
        node.Demand(target.All(d => d is >= 0 and <= int.MaxValue), "its shape is none");
        return node[0] is { } x ? Together(node, x, [.. target.Select(d => (int)d)]) : null;
    }

    public static int[]? ReverseSequence(NodeShapes node)
    {
        (long batch, long time) = (node.Integer("batch_axis", 1), node.Integer("time_axis", 0));
        node.Demand((batch, time) is (0, 1) or (1, 0), "batch and time are not its first two axes");
        node.Demand(node[0] is null or { Length: >= 2 }, "its operand has less than two axes");
        node.Demand(node[0] is not { } x || node[1] is not { } lengths || (lengths is [var count] && Dimensions.Agree(count, x[batch])),
            "it has not one length for each sequence");
        return node[0];
    }
}
