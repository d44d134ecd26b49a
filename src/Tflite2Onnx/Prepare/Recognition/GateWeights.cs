namespace Tflite2Onnx.Prepare;

/// <summary>The matrices of gates, one below the other, from the constants that they are parts of.</summary>
internal static class GateWeights
{
    /// <summary>[1, rows, columns]: integers stay so, with a scale for each row, and so do floats of 16 bits.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="gates">Which parts.</param>
    /// <param name="first">The first of its operands that may be one of the constants.</param>
    public static Value Stack(OpContext op, WeightBlock[] gates, int first)
    {
        int[] inputs = [.. gates.Select(gate => Array.IndexOf(op.Source.Inputs, gate.Tensor, first))];
        Constant[] stored = [.. inputs.Select(input => Constants.Of(op.Input(input)))];
        int[] shape = [1, gates.Sum(gate => gate.Rows), gates[0].Columns];
        string name = $"{op.Input(inputs[0]).Name}/gates";
        byte[] Joined() => [.. gates.Zip(stored, Elements).SelectMany(part => part)];
        if (stored.All(constant => constant.Type == ElementType.Int8))
        {
            float[] scales = [.. gates.Zip(inputs, (gate, input) => Scales(gate, op.Input(input))).SelectMany(part => part)];
            var q = new QuantParams(scales, new long[scales.Length], Axis: 1);
            return op.Dequantize(Value.Of(new Constant(ElementType.Int8, shape, () => Joined()), name), name, q, axis: 1);
        }
        if (stored.All(constant => constant.Type == stored[0].Type))
        {
            return op.Arranged(inputs[0], new Constant(stored[0].Type, shape, () => Joined()));
        }
        float[] floats = [.. gates.Select((gate, i) => Floats(gate, op.Input(inputs[i]), stored[i])).SelectMany(part => part)];
        return Value.Of(Constant.Of(ElementType.Float, shape, floats), name);
    }

    private static float[] Floats(WeightBlock gate, TfliteTensor tensor, Constant stored)
    {
        var part = new Constant(stored.Type, [gate.Rows, gate.Columns], () => Elements(gate, stored));
        if (part.Type.IsFloat())
        {
            return part.Floats();
        }
        float[] scales = Scales(gate, tensor);
        return [.. part.Integers().Select((v, i) => v * scales[i / gate.Columns])];
    }

    private static float[] Scales(WeightBlock gate, TfliteTensor tensor)
    {
        float[] scales = tensor.Quantization!.Scale;
        return scales.Length == 1 ? [.. Enumerable.Repeat(scales[0], gate.Rows)] : scales[gate.Row..(gate.Row + gate.Rows)];
    }

    private static byte[] Elements(WeightBlock gate, Constant stored)
    {
        (int size, int width) = (stored.Type.Bits() / 8, stored.Shape[1]);
        ReadOnlySpan<byte> from = stored.Bytes().Span;
        byte[] part = new byte[gate.Rows * gate.Columns * size];
        // What lies in a row: a row of the part, or one element of it.
        int run = gate.IsTurned ? 1 : gate.Columns;
        for (int i = 0; i < gate.Rows * gate.Columns; i += run)
        {
            (int row, int column) = (gate.Row + (i / gate.Columns), gate.Column + (i % gate.Columns));
            int place = gate.IsTurned ? (column * width) + row : (row * width) + column;
            from.Slice(place * size, run * size).CopyTo(part.AsSpan(i * size));
        }
        return part;
    }
}
