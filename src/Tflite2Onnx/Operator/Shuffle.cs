namespace Tflite2Onnx.Operator;

/// <summary>
/// Another order of the elements along one axis: seen as a tensor of <paramref name="Dimensions"/> (TFLite's order), they stand with its axes in
/// the order <paramref name="Order"/>.
/// </summary>
internal sealed record Shuffle(int[] Dimensions, int[] Order)
{
    public bool Equals(Shuffle? other) => other is not null && Dimensions.AsSpan().SequenceEqual(other.Dimensions) && Order.AsSpan().SequenceEqual(other.Order);

    public override int GetHashCode() => Order.Aggregate(Dimensions.Length, HashCode.Combine);

    /// <summary>The letters of a merged axis in the order of the elements.</summary>
    public string Permute(string letters) => letters.Length == Order.Length ? string.Concat(Order.Select(i => letters[i])) : $"{letters}'";

    /// <summary>A constant with the elements along one of its axes in this order.</summary>
    public Constant Apply(Constant constant, int axis)
    {
        int[] shape = constant.Shape;
        int[] apart = [.. shape[..axis], .. Dimensions, .. shape[(axis + 1)..]];
        int[] perm = [.. Enumerable.Range(0, axis), .. Order.Select(i => axis + i), .. Enumerable.Range(axis + Order.Length, shape.Length - axis - 1)];
        return constant.Reshaped(apart).Transposed(perm).Reshaped(shape);
    }

    /// <summary>Numbers per element in this order.</summary>
    public T[] Apply<T>(T[] elements)
    {
        int[] places = [.. Apply(Constant.Of(ElementType.Int32, [elements.Length],
            Enumerable.Range(0, elements.Length).ToArray()), 0).Integers().Select(i => (int)i)];
        return [.. places.Select(i => elements[i])];
    }
}
