namespace Tflite2Onnx.Operators;

/// <summary>Places in a tensor that gather and scatter speak of: vectors of indices, and what lies in windows that begin there.</summary>
internal static class StableHloPlaces
{
    /// <summary>A list of more places would be most of the model.</summary>
    public const int MaxPlaces = 1 << 22;

    /// <summary>Index vectors with their axis last, and the number of axes in front of it; an axis behind the last one is implied.</summary>
    public static Value Vectors(OpContext op, Value indices, long vector, out int batches)
    {
        int rank = op.Rank(1);
        batches = vector < rank ? rank - 1 : rank;
        if (vector == rank)
        {
            return op.Unsqueeze(indices, rank);
        }
        int axis = TensorAxis.FromFront(vector, rank);
        return op.Transpose(indices, [.. LayoutRule.Without(rank, axis), axis]);
    }

    /// <summary>All places of a box: [dimensions other than 1, a number per axis].</summary>
    public static Constant Grid(int[] box)
    {
        long count = ElementTypes.Count(box) is >= 0 and <= MaxPlaces and long fitting ? fitting
            : throw new Refusal(WayOut.Rewrite, $"its windows of [{string.Join(", ", box)}] have more than {MaxPlaces} places");
        var places = new long[count * box.Length];
        for (long i = 0; i < count; i++)
        {
            long rest = i;
            for (int axis = box.Length - 1; axis >= 0; rest /= box[axis--])
            {
                places[(i * box.Length) + axis] = rest % box[axis];
            }
        }
        return Constant.Of(ElementType.Int64, [.. box.Where(dimension => dimension != 1), box.Length], places);
    }
}
