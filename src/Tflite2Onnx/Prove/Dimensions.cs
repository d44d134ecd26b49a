namespace Tflite2Onnx.Prove;

/// <summary>Arithmetic of shapes in which -1 is a dimension that only a run knows.</summary>
internal static class Dimensions
{
    public const int Unknown = -1;

    public static bool AreKnown(int[]? shape) => shape is not null && !shape.AsSpan().Contains(Unknown);

    public static bool Agree(int a, int b) => a == b || a == Unknown || b == Unknown;

    public static bool Agree(int[]? a, int[]? b)
    {
        if (a is null || b is null)
        {
            return true;
        }
        bool agree = a.Length == b.Length;
        for (int i = 0; agree && i < a.Length; i++)
        {
            agree = Agree(a[i], b[i]);
        }
        return agree;
    }

    /// <summary>What both say together; null where they contradict each other. It is the first, where the second adds nothing.</summary>
    public static int[]? Met(int[]? written, int[] proven)
    {
        if (written is null)
        {
            return proven;
        }
        if (!Agree(written, proven))
        {
            return null;
        }
        bool adds = false;
        for (int i = 0; i < written.Length; i++)
        {
            adds |= written[i] == Unknown && proven[i] != Unknown;
        }
        return adds ? [.. written.Select((dimension, i) => Math.Max(dimension, proven[i]))] : written;
    }

    /// <summary>What holds of both: dimensions that differ are unknown.</summary>
    public static int[]? Either(int[]? a, int[]? b) =>
        a is null || b is null || a.Length != b.Length ? null : [.. a.Select((dimension, i) => dimension == b[i] ? dimension : Unknown)];

    public static int[] Unknowns(int rank)
    {
        int[] shape = new int[rank];
        Array.Fill(shape, Unknown);
        return shape;
    }

    /// <summary>The product; unknown where a factor is, or where it is more than fits.</summary>
    public static int Product(ReadOnlySpan<int> dimensions)
    {
        long product = 1;
        foreach (int dimension in dimensions)
        {
            product = dimension == Unknown || product > int.MaxValue ? long.MaxValue : product * dimension;
        }
        return product > int.MaxValue ? Unknown : (int)product;
    }

    /// <summary>One shape with another dimension at an axis.</summary>
    public static int[] With(int[] shape, int axis, int dimension)
    {
        int[] result = [.. shape];
        result[axis] = dimension;
        return result;
    }
}
