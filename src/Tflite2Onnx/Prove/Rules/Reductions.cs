namespace Tflite2Onnx.Prove;

/// <summary>Operators that fold axes.</summary>
internal static class Reductions
{
    // Before this operator set all of them but ReduceSum have their axes as an attribute.
    private const int AxesAreInputs = 18;

    public static int[]? Fold(NodeShapes node)
    {
        (bool keeps, bool isIdle) = (node.Flag("keepdims", true), node.Flag("noop_with_empty_axes"));
        bool isInput = node.Node.OpType == "ReduceSum" || node.Opset >= AxesAreInputs;
        node.Demand(isInput || !node.Has(1), "the operator set has its axes as an attribute");
        node.Demand(isInput || !isIdle, "the operator set does not have noop_with_empty_axes");
        long[]? attribute = node.Take<long[]>("axes");
        node.Demand(!isInput || attribute is null, "the operator set has its axes as an input");
        if (node.Has(1) && node.Numbers(1) is null)
        {
            return keeps && node[0] is { } all ? Dimensions.Unknowns(all.Length) : null;
        }
        long[] axes = attribute ?? node.Numbers(1) ?? [];
        return node[0] is not { } x ? null : axes.Length > 0 ? Without(x, node.Axes(axes, x.Length), keeps)
            : isIdle ? x : Without(x, [.. Enumerable.Range(0, x.Length)], keeps);
    }

    public static int[]? Position(NodeShapes node)
    {
        (long axis, bool keeps) = (node.Integer("axis"), node.Flag("keepdims", true));
        node.Flag("select_last_index");
        return node[0] is { } x ? Without(x, [node.Axis(axis, x.Length)], keeps) : null;
    }

    public static int[]? Running(NodeShapes node)
    {
        node.Flag("exclusive");
        node.Flag("reverse");
        node.Demand(node[1] is null or [] or [1 or Dimensions.Unknown], "its axis is no single number");
        if (node[0] is { } x && node.Numbers(1) is { } axis)
        {
            node.Axis(axis[0], x.Length);
        }
        return node[0];
    }

    private static int[] Without(int[] x, int[] axes, bool keeps) => keeps
        ? [.. x.Select((dimension, axis) => Array.IndexOf(axes, axis) < 0 ? dimension : 1)]
        : [.. x.Where((_, axis) => Array.IndexOf(axes, axis) < 0)];
}
