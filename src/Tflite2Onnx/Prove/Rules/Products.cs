namespace Tflite2Onnx.Prove;

/// <summary>Products of matrices.</summary>
internal static class Products
{
    public static int[]? Gemm(NodeShapes node)
    {
        (bool turnsA, bool turnsB) = (node.Flag("transA"), node.Flag("transB"));
        node.Float("alpha", 1);
        node.Float("beta", 1);
        node.Demand(node[0] is null or { Length: 2 } && node[1] is null or { Length: 2 }, "an operand is no matrix");
        if (node[0] is not { } a || node[1] is not { } b)
        {
            return null;
        }
        (int rows, int inner) = turnsA ? (a[1], a[0]) : (a[0], a[1]);
        (int depth, int columns) = turnsB ? (b[1], b[0]) : (b[0], b[1]);
        node.Demand(Dimensions.Agree(inner, depth), "its matrices do not meet");
        int[] shape = [rows, columns];
        bool isWithin = node[2] is not { } c || (c.Length <= 2 && Dimensions.Agree(shape, Broadcasts.Together(node, shape, c)));
        node.Demand(isWithin, "what it adds is larger than its result");
        return shape;
    }

    public static int[]? MatMul(NodeShapes node)
    {
        if (node[0] is not { } a || node[1] is not { } b)
        {
            return null;
        }
        node.Demand(a.Length > 0 && b.Length > 0, "an operand is a single number");
        (int[] left, int[] right) = (a.Length == 1 ? [1, a[0]] : a, b.Length == 1 ? [b[0], 1] : b);
        node.Demand(Dimensions.Agree(left[^1], right[^2]), "its matrices do not meet");
        int[] batches = Broadcasts.Together(node, left[..^2], right[..^2]);
        return [.. batches, .. a.Length == 1 ? [] : left[^2..^1], .. b.Length == 1 ? [] : right[^1..]];
    }

    public static int[]? Einsum(NodeShapes node)
    {
        string[] sides = node.Take<string>("equation")?.Split("->") ?? [];
        node.Demand(sides.Length == 2, "its equation has not two sides");
        string[] terms = sides[0].Split(',');
        node.Demand(terms.Length == node.InputCount && !sides[1].Except(sides[0]).Any(), "its equation is not that of its operands");
        var sizes = new Dictionary<char, int>();
        for (int i = 0; i < terms.Length; i++)
        {
            if (node[i] is not { } x)
            {
                return Dimensions.Unknowns(sides[1].Length);
            }
            node.Demand(x.Length == terms[i].Length, "its equation is not that of its operands");
            for (int axis = 0; axis < x.Length; axis++)
            {
                int size = sizes.GetValueOrDefault(terms[i][axis], Dimensions.Unknown);
                node.Demand(Dimensions.Agree(size, x[axis]), "its operands differ where its equation has them equal");
                sizes[terms[i][axis]] = Math.Max(size, x[axis]);
            }
        }
        return [.. sides[1].Select(letter => sizes[letter])];
    }

    // Of three axes: batch, step, and heads beside each other.
    public static int[]? Attention(NodeShapes node)
    {
        (long queries, long keys) = (node.Integer("q_num_heads"), node.Integer("kv_num_heads"));
        node.Float("scale", 0);
        node.Demand(queries > 0 && keys > 0 && queries % keys == 0, "its heads do not go together");
        node.Demand(node[0] is null or { Length: 3 } && node[1] is null or { Length: 3 } && node[2] is null or { Length: 3 },
            "its operands have not three axes");
        if (node[0] is not { } q || node[1] is not { } k || node[2] is not { } v)
        {
            return null;
        }
        node.Demand((q[2] < 0 || q[2] % queries == 0) && (v[2] < 0 || v[2] % keys == 0), "its heads are not whole");
        node.Demand(Dimensions.Agree(k[1], v[1]) && Dimensions.Agree(q[0], k[0]) && Dimensions.Agree(q[0], v[0]), "its keys are not those of its values");
        return [q[0], q[1], v[2] < 0 ? Dimensions.Unknown : (int)(v[2] / keys * queries)];
    }
}
