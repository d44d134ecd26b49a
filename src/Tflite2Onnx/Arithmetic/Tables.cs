namespace Tflite2Onnx.Arithmetic;

/// <summary>Functions of one integer as tables of all their values, which are looked up with the integer: negative ones count from the table's end.</summary>
internal static class Tables
{
    /// <summary>The function of each element of a tensor of 8 or 16 bits, in the type <paramref name="result"/>.</summary>
    public static Value Look(OpContext op, Value raw, ElementType result, Func<long, long> function)
    {
        (long lowest, long highest) = raw.Type.Range();
        IEnumerable<long> order = Numbers(0, highest).Concat(Numbers(lowest, -1));
        long[] values = [.. order.Select(function)];
        return op.Emit("Gather", [Value.Of(Constants.FromIntegers(result, [values.Length], values), "table"), op.Cast(raw, ElementType.Int32)]);
    }

    /// <summary>The operator's only operand, looked up; null where operand and result are not quantized as its kernel has it.</summary>
    public static Value? Look(OpContext op, Func<Affine, Affine, Func<long, long>?> function) =>
        Affine.Of(op.Input(0)) is { } x && Affine.Of(op.Output(0)) is { } y && function(x, y) is { } map
            ? Look(op, op.Raw(0), y.Type, integer => y.Clamp(map(integer))) : null;

    private static IEnumerable<long> Numbers(long first, long last)
    {
        for (long number = first; number <= last; number++)
        {
            yield return number;
        }
    }
}
