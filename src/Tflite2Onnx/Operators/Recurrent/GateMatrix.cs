namespace Tflite2Onnx.Operators;

/// <summary>A matrix of weights of a gate, to stand below those of other gates, as ONNX's recurrent operators have them.</summary>
/// <param name="Input">The constant operand that it is, or is part of.</param>
/// <param name="Floats">What its elements stand for, row by row.</param>
internal sealed record GateMatrix(int Input, Func<float[]> Floats)
{
    /// <summary>Its elements as they are stored; null where it is computed from those.</summary>
    public Constant? Stored { get; init; }

    /// <summary>The scale of each row where <see cref="Stored"/> has 8-bit integers around 0; null for all others.</summary>
    public float[]? Scales { get; init; }

    /// <summary>
    /// Matrices one below the other, of shape [rows, columns] or [1, rows, columns]: 8-bit integers stay so, with a scale per row, and so do floats
    /// of 16 bits.
    /// </summary>
    public static Value Stack(OpContext op, GateMatrix[] matrices, int[] shape)
    {
        string name = $"{op.Input(matrices[0].Input).Name}/gates";
        Constant[] stored = [.. matrices.Select(matrix => matrix.Stored).OfType<Constant>()];
        if (matrices.All(matrix => matrix.Scales is not null))
        {
            float[] scales = [.. matrices.SelectMany(matrix => matrix.Scales!)];
            int axis = shape.Length - 2;
            var integers = new Constant(ElementType.Int8, shape, () => Elements(stored), stored.Sum(part => part.ByteCount));
            return op.Dequantize(Value.Of(integers, name), name, new QuantParams(scales, new long[scales.Length], axis), axis);
        }
        if (stored.Length == matrices.Length && stored.All(constant => constant.Type == stored[0].Type && constant.Type.IsFloat()))
        {
            return op.Arranged(matrices[0].Input, new Constant(stored[0].Type, shape, () => Elements(stored), stored.Sum(part => part.ByteCount)));
        }
        // At once, because here what is wrong with them has the operator's place.
        float[] floats = [.. matrices.SelectMany(matrix => matrix.Floats())];
        return Value.Of(Constant.Of(ElementType.Float, shape, floats), name);
    }

    /// <summary>What integers stand for that have a scale for each of equally many elements in a row, or one for all.</summary>
    public static float[] Scaled(long[] integers, float[] scales)
    {
        int each = Math.Max(1, integers.Length / scales.Length);
        return [.. integers.Select((v, i) => (float)(v * (double)scales[Math.Min(i / each, scales.Length - 1)]))];
    }

    private static byte[] Elements(Constant[] parts)
    {
        byte[] all = new byte[parts.Sum(part => part.ByteCount)];
        int at = 0;
        foreach (Constant part in parts)
        {
            part.Bytes().Span.CopyTo(all.AsSpan(at));
            at += (int)part.ByteCount;
        }
        return all;
    }
}
