namespace Tflite2Onnx.Prove;

/// <summary>Operators that make tensors from numbers, or from texts.</summary>
internal static class Makers
{
    public static int[]? ConstantOfShape(NodeShapes node)
    {
        Constant? value = node.Take<Constant>("value");
        node.Demand(value is null or { Count: 1 }, "it has more than one value");
        node.Demand(node[0] is null or { Length: 1 }, "its shape is none");
        node.Demand((value?.Type ?? ElementType.Float) == node.Node.Outputs[0].Type, "its value is of another type");
        if (node.Numbers(0) is not { } shape)
        {
            return node[0] is [>= 0 and int rank] ? Dimensions.Unknowns(rank) : null;
        }
        node.Demand(shape.All(dimension => dimension is >= 0 and <= int.MaxValue), "its shape is none");
        return [.. shape.Select(dimension => (int)dimension)];
    }

    public static int[]? Range(NodeShapes node)
    {
        node.Demand(IsSingle(node[0]) && IsSingle(node[1]) && IsSingle(node[2]), "a limit is no single number");
        if (node.Node.Outputs[0].Type.IsFloat()
            || node.Numbers(0) is not [var start] || node.Numbers(1) is not [var limit] || node.Numbers(2) is not [var step])
        {
            return [Dimensions.Unknown];
        }
        node.Demand(step != 0, "its step is 0");
        return [(int)Math.Clamp(Math.Ceiling((limit - (double)start) / step), 0, int.MaxValue)];
    }

    public static int[]? RandomLike(NodeShapes node)
    {
        Distribution(node);
        return node[0];
    }

    public static int[]? Random(NodeShapes node)
    {
        Distribution(node);
        long[]? shape = node.Take<long[]>("shape");
        node.Demand(shape?.All(dimension => dimension is >= 0 and <= int.MaxValue) == true, "its shape is none");
        return [.. shape!.Select(dimension => (int)dimension)];
    }

    public static int[]? Multinomial(NodeShapes node)
    {
        DType(node);
        node.Float("seed", 0);
        long count = node.Integer("sample_size", 1);
        node.Demand(count is > 0 and <= int.MaxValue && node[0] is null or { Length: 2 }, "its numbers are not those of rows");
        return [node[0]?[0] ?? Dimensions.Unknown, (int)count];
    }

    public static int[]? LabelEncoder(NodeShapes node)
    {
        object? keys = node.Take<object>("keys_strings") ?? node.Take<object>("keys_int64s");
        object? values = node.Take<object>("values_int64s") ?? node.Take<object>("values_strings");
        node.Take<object>("default_int64");
        node.Take<object>("default_string");
        node.Demand(keys is Array k && values is Array v && k.Length == v.Length, "it has not one value for each key");
        return node[0];
    }

    public static int[]? Match(NodeShapes node)
    {
        node.Demand(node.Take<string>("pattern") is not null, "it has no pattern");
        return node[0];
    }

    public static int[]? StringSplit(NodeShapes node)
    {
        node.Take<string>("delimiter");
        node.Integer("maxsplit");
        node.Give(1, node[0]);
        return node[0] is { } x ? [.. x, Dimensions.Unknown] : null;
    }

    private static void Distribution(NodeShapes node)
    {
        DType(node);
        foreach (string name in new[] { "seed", "mean", "scale", "low", "high" })
        {
            node.Float(name, 0);
        }
    }

    private static void DType(NodeShapes node) =>
        node.Demand(node.Integer("dtype", 1) == (long)node.Node.Outputs[0].Type, "its result is not of the type that it names");

    private static bool IsSingle(int[]? shape) => shape is null or [] or [1 or Dimensions.Unknown];
}
