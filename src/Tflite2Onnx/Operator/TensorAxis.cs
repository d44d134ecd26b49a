namespace Tflite2Onnx.Operator;

/// <summary>The arithmetic of axes that a file gives.</summary>
internal static class TensorAxis
{
    /// <summary>An axis counted from the front; refuses one that a tensor of that rank does not have.</summary>
    public static int FromFront(long axis, int rank) =>
        axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis) : throw new FileContradiction($"It names axis {axis} of a tensor of rank {rank}");

    /// <summary>All axes of a tensor of that rank, in the order in which they are given.</summary>
    public static int[] Order(IReadOnlyList<long> axes, int rank)
    {
        int[] order = [.. axes.Select(axis => FromFront(axis, rank))];
        return order.Length == rank && order.Distinct().Count() == rank ? order
            : throw new FileContradiction($"[{string.Join(", ", axes)}] is no order of {rank} axes");
    }
}
