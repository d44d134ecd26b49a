namespace Tflite2Onnx.Prove;

/// <summary>Operators that pick elements by place or by value, and those that put them there.</summary>
internal static class Selections
{
    public static int[]? Gather(NodeShapes node)
    {
        long given = node.Integer("axis");
        if (node[0] is not { } data || node[1] is not { } places)
        {
            return null;
        }
        node.Demand(data.Length > 0, "there is nothing to pick from");
        int axis = node.Axis(given, data.Length);
        return [.. data[..axis], .. places, .. data[(axis + 1)..]];
    }

    public static int[]? Elements(NodeShapes node)
    {
        long axis = node.Integer("axis");
        if (node[0] is { } data && node[1] is { } places)
        {
            node.Axis(axis, data.Length);
            node.Demand(data.Length == places.Length, "its places have another rank");
        }
        return node[1];
    }

    public static int[]? Slices(NodeShapes node)
    {
        long batches = node.Integer("batch_dims");
        if (node[0] is not { } data || node[1] is not { } places)
        {
            return null;
        }
        node.Demand(data.Length > 0 && places.Length > 0 && batches >= 0 && batches < Math.Min(data.Length, places.Length), "its batches are not there");
        node.Demand(Dimensions.Agree(data[..(int)batches], places[..(int)batches]), "its batches are not the same");
        if (places[^1] < 0)
        {
            return null;
        }
        node.Demand(places[^1] > 0 && places[^1] <= data.Length - batches, "its places have more axes than there are");
        return [.. places[..^1], .. data[((int)batches + places[^1])..]];
    }

    public static int[]? ScatterElements(NodeShapes node)
    {
        long axis = node.Integer("axis");
        Reduction(node);
        if (node[0] is { } data && node[1] is { } places)
        {
            node.Axis(axis, data.Length);
            node.Demand(data.Length == places.Length && Dimensions.Agree(places, node[2]), "it has not one place for each element");
        }
        return node[0];
    }

    public static int[]? ScatterSlices(NodeShapes node)
    {
        Reduction(node);
        if (node[0] is { } data && node[1] is { } places)
        {
            node.Demand(data.Length > 0 && places.Length > 0 && places[^1] != 0 && places[^1] <= data.Length, "its places have more axes than there are");
            node.Demand(places[^1] < 0 || Dimensions.Agree(node[2], [.. places[..^1], .. data[places[^1]..]]), "it has not one place for each slice");
        }
        return node[0];
    }

    private static void Reduction(NodeShapes node)
    {
        string how = node.Word("reduction", "none", "add", "mul", "max", "min");
        node.Demand(how is not ("max" or "min") || node.Opset >= 18, "the operator set does not have its reduction");
    }

    public static int[]? TopK(NodeShapes node)
    {
        long given = node.Integer("axis", -1);
        node.Flag("largest", true);
        node.Flag("sorted", true);
        node.Demand(node[1] is null or [1 or Dimensions.Unknown], "its number is no list of one");
        if (node[0] is not { } x)
        {
            return null;
        }
        int axis = node.Axis(given, x.Length);
        long count = node.Numbers(1)?[0] ?? Dimensions.Unknown;
        node.Demand(count >= Dimensions.Unknown && (x[axis] < 0 || count <= x[axis]), "it wants more than there are");
        int[] shape = Dimensions.With(x, axis, (int)count);
        node.Give(1, shape);
        return shape;
    }

    public static int[]? Compress(NodeShapes node)
    {
        bool isAlong = node.Node.Attributes.ContainsKey("axis");
        long axis = node.Integer("axis");
        node.Demand(node[1] is null or { Length: 1 }, "its condition is no list");
        return !isAlong ? [Dimensions.Unknown] : node[0] is { } x ? Dimensions.With(x, node.Axis(axis, x.Length), Dimensions.Unknown) : null;
    }

    public static int[]? NonMaxSuppression(NodeShapes node)
    {
        node.Demand(node.Integer("center_point_box") is 0 or 1, "its boxes are of no kind");
        node.Demand(node[0] is null || (node[0] is [_, _, var corners] && Dimensions.Agree(corners, 4)), "its boxes have not four numbers each");
        node.Demand(node[1] is null or { Length: 3 }, "its scores have not three axes");
        node.Demand(node[0] is not { } boxes || node[1] is not { } scores || (Dimensions.Agree(boxes[0], scores[0]) && Dimensions.Agree(boxes[1], scores[2])),
            "it has not one score for each box");
        for (int i = 2; i < node.InputCount; i++)
        {
            node.Demand(node[i] is null or [] or [1 or Dimensions.Unknown], "a limit is no single number");
        }
        return [Dimensions.Unknown, 3];
    }

    public static int[]? NonZero(NodeShapes node) => [node[0]?.Length ?? Dimensions.Unknown, Dimensions.Unknown];

    public static int[]? Unique(NodeShapes node)
    {
        node.Flag("sorted", true);
        for (int i = 1; i < node.OutputCount; i++)
        {
            node.Give(i, i == 2 && Dimensions.AreKnown(node[0]) ? [Dimensions.Product(node[0])] : [Dimensions.Unknown]);
        }
        return [Dimensions.Unknown];
    }
}
