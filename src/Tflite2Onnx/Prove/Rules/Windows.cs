namespace Tflite2Onnx.Prove;

/// <summary>Operators that look at the surroundings of each place: convolutions, pools, and sampling.</summary>
internal static class Windows
{
    public static int[]? Conv(NodeShapes node)
    {
        long group = node.Integer("group", 1);
        Window? window = Window.Of(node, node[1]?[2..]);
        node.Demand(group > 0, "it has no groups");
        if (node[1] is not { Length: > 2 } filter)
        {
            return null;
        }
        node.Demand(filter[0] < 0 || filter[0] % group == 0, "its groups do not divide its filters");
        node.Demand(node[2] is null || (node[2] is [var biases] && Dimensions.Agree(biases, filter[0])), "it has not one bias for each filter");
        if (node[0] is not { } x || window is null)
        {
            return null;
        }
        node.Demand(x.Length == filter.Length, "its filter has another rank");
        node.Demand(x[1] < 0 || filter[1] < 0 || x[1] == filter[1] * group, "its filter has other channels");
        int[] shape = new int[x.Length];
        (shape[0], shape[1]) = (x[0], filter[0]);
        window.Value.Apply(x, shape);
        return shape;
    }

    public static int[]? ConvTranspose(NodeShapes node)
    {
        long group = node.Integer("group", 1);
        Window? window = Window.Of(node, node[1]?[2..]);
        node.Demand(group is > 0 and <= int.MaxValue, "it has no groups");
        if (node[0] is not { Length: > 2 } x || node[1] is not { } filter || window is null)
        {
            node.Take<long[]>("output_padding");
            return null;
        }
        node.Demand(x.Length == filter.Length, "its filter has another rank");
        node.Demand(Dimensions.Agree(x[1], filter[0]) && (x[1] < 0 || x[1] % group == 0), "its filter has other channels");
        int[] shape = new int[x.Length];
        (shape[0], shape[1]) = (x[0], Dimensions.Product([filter[1], (int)group]));
        node.Demand(node[2] is null || (node[2] is [var biases] && Dimensions.Agree(biases, shape[1])), "it has not one bias for each filter");
        window.Value.Unapply(x, shape);
        return shape;
    }

    public static int[]? MaxPool(NodeShapes node)
    {
        node.Demand(node.Integer("storage_order") == 0, "it counts by columns");
        int[]? shape = Pool(node);
        if (node.OutputCount > 1)
        {
            node.Give(1, shape);
        }
        return shape;
    }

    public static int[]? AveragePool(NodeShapes node)
    {
        node.Flag("count_include_pad");
        return Pool(node);
    }

    private static int[]? Pool(NodeShapes node)
    {
        Window? window = Window.Of(node, null);
        node.Demand(window is not null, "it has no window");
        node.Demand(window!.Value.PadsAreWithin, "a pad is as large as its window");
        if (node[0] is not { Length: > 2 } x)
        {
            return null;
        }
        int[] shape = new int[x.Length];
        (shape[0], shape[1]) = (x[0], x[1]);
        window.Value.Apply(x, shape);
        return shape;
    }

    public static int[]? Resize(NodeShapes node)
    {
        node.Word("coordinate_transformation_mode", "half_pixel", "asymmetric", "align_corners", "pytorch_half_pixel");
        node.Word("mode", "nearest", "linear", "cubic");
        node.Word("nearest_mode", "round_prefer_floor", "round_prefer_ceil", "floor", "ceil");
        node.Demand(node.Has(2) != node.Has(3), "it has not either sizes or scales");
        if (node[0] is not { } x)
        {
            return null;
        }
        node.Demand((node[2] ?? node[3]) is not { } count || (count.Length == 1 && Dimensions.Agree(count[0], x.Length)),
            "it has not one number for each axis");
        if (!node.Has(3) || node.Numbers(3) is not { } sizes)
        {
            return Dimensions.Unknowns(x.Length);
        }
        node.Demand(sizes.All(size => size is > 0 and <= int.MaxValue), "a size is below 1");
        return [.. sizes.Select(size => (int)size)];
    }

    public static int[]? GridSample(NodeShapes node)
    {
        node.Flag("align_corners");
        node.Take<string>("mode");
        node.Word("padding_mode", "zeros", "border", "reflection");
        node.Demand(node[0] is null or { Length: 4 } && node[1] is null or { Length: 4 }, "its operands have not four axes");
        if (node[0] is not { } x || node[1] is not { } grid)
        {
            return null;
        }
        node.Demand(Dimensions.Agree(x[0], grid[0]) && Dimensions.Agree(grid[3], 2), "its grid is not of places in images");
        return [Math.Max(x[0], grid[0]), x[1], grid[1], grid[2]];
    }
}
