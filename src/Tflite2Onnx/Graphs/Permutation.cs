using System.Buffers;

namespace Tflite2Onnx.Graphs;

/// <summary>Moves the elements of dense tensors into another order of axes.</summary>
internal static class Permutation
{
    // What is turned in one go when it is written: small enough for the second-level cache.
    private const int SlabBytes = 1 << 18;

    /// <summary>The tensor of <paramref name="shape"/> with its axes in the order <paramref name="perm"/>: result axis i is axis perm[i].</summary>
    public static byte[] Apply(ReadOnlySpan<byte> data, int[] shape, int[] perm, int bits)
    {
        if (bits < 8)
        {
            return Packed.Pack(Apply(Packed.Unpack(data, ElementTypes.Count(shape), bits), shape, perm, 8), bits);
        }
        (int[] dimensions, int[] order) = Merge(shape, perm);
        byte[] result = GC.AllocateUninitializedArray<byte>(data.Length);
        ElementMoves.Move(data, result, dimensions, order, bits);
        return result;
    }

    /// <summary>Writes what <see cref="Apply"/> gives, a slab at a time where the first axis stays the first: then little memory is needed.</summary>
    public static void Write(Stream stream, ReadOnlySpan<byte> data, int[] shape, int[] perm, int bits)
    {
        (int[] dimensions, int[] order) = Merge(shape, perm);
        if (bits < 8 || order is not [0, _, ..] || data.IsEmpty)
        {
            stream.Write(Apply(data, shape, perm, bits));
            return;
        }
        int block = data.Length / dimensions[0];
        int slab = Math.Clamp(SlabBytes / block, 1, dimensions[0]);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(slab * block);
        for (int first = 0; first < dimensions[0]; first += slab)
        {
            int count = Math.Min(slab, dimensions[0] - first);
            Span<byte> part = buffer.AsSpan(0, count * block);
            ElementMoves.Move(data.Slice(first * block, part.Length), part, [count, .. dimensions[1..]], order, bits);
            stream.Write(part);
        }
        ArrayPool<byte>.Shared.Return(buffer);
    }

    public static bool IsIdentity(ReadOnlySpan<int> perm)
    {
        for (int i = 0; i < perm.Length; i++)
        {
            if (perm[i] != i)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Whether only axes of dimension 1 move, so that the elements stay where they are. Unknown dimensions (-1) count as moving.</summary>
    public static bool KeepsOrder(ReadOnlySpan<int> shape, ReadOnlySpan<int> perm)
    {
        int last = -1;
        foreach (int axis in perm)
        {
            if (shape[axis] != 1)
            {
                if (axis < last)
                {
                    return false;
                }
                last = axis;
            }
        }
        return true;
    }

    public static int[] Inverse(int[] perm)
    {
        int[] inverse = new int[perm.Length];
        for (int i = 0; i < perm.Length; i++)
        {
            inverse[perm[i]] = i;
        }
        return inverse;
    }

    // Axes of dimension 1 hold nothing, and axes that stay neighbours are one: most permutations end as a turned matrix.
    private static (int[] Dimensions, int[] Order) Merge(int[] shape, int[] perm)
    {
        int[] moving = [.. perm.Where(axis => shape[axis] != 1)];
        List<List<int>> groups = [];
        foreach (int axis in moving)
        {
            if (groups.Count > 0 && groups[^1][^1] == Previous(shape, axis))
            {
                groups[^1].Add(axis);
            }
            else
            {
                groups.Add([axis]);
            }
        }
        List<int> ranked = [.. groups.Select(g => g[0]).Order()];
        int[] order = [.. groups.Select(g => ranked.IndexOf(g[0]))];
        int[] dimensions = new int[groups.Count];
        foreach (List<int> group in groups)
        {
            dimensions[ranked.IndexOf(group[0])] = group.Aggregate(1, (product, axis) => product * shape[axis]);
        }
        return (dimensions, order);
    }

    // The axis before this one, not counting those of dimension 1.
    private static int Previous(int[] shape, int axis)
    {
        do
        {
            axis--;
        }
        while (axis >= 0 && shape[axis] == 1);
        return axis;
    }
}
