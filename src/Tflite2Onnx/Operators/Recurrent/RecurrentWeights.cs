namespace Tflite2Onnx.Operators;

/// <summary>A gate's matrix: an operand, the operand whose columns stand behind it (-1 for none), and whether all of it is negated.</summary>
internal sealed record Rows(int Input, int Beside = -1, bool IsNegative = false);

/// <summary>Weights of recurrent layers, which TFLite has apart by gate and ONNX has one below the other.</summary>
internal static class RecurrentWeights
{
    /// <summary>
    /// The matrices one below the other, with an axis of dimension 1 in front where <paramref name="isNode"/> says so. 8-bit ones stay so, with a
    /// scale per row; a vector is the diagonal of a matrix.
    /// </summary>
    public static Value Stack(OpContext op, Rows[] parts, bool isNode)
    {
        TfliteTensor[] tensors = [.. parts.Select(part => Stored(op, part.Input))];
        string name = $"{tensors[0].Name}/gates";
        bool isPlain = parts.All(part => part.Beside < 0 && !part.IsNegative) && tensors.All(t => t.Shape!.Length == 2);
        int columns = op.Shape(parts[0].Input)[^1] + (parts[0].Beside < 0 ? 0 : op.Shape(parts[0].Beside)[^1]);
        int count = parts.Sum(part => op.Shape(part.Input)[0]);
        int[] shape = isNode ? [1, count, columns] : [count, columns];
        Constant[] stored = [.. tensors.Select(Constants.Of)];
        if (isPlain && tensors.All(t => t.Type is TensorType.INT8 or TensorType.UINT8 && t.Quantization is not null))
        {
            float[] scales = [.. tensors.SelectMany(ScalesByRow)];
            var integers = new Constant(ElementType.Int8, shape, () => Joined(stored));
            return op.Dequantize(Value.Of(integers, name), name, new QuantParams(scales, new long[count], shape.Length - 2), shape.Length - 2);
        }
        if (isPlain && stored.All(c => c.Type == stored[0].Type && c.Type.IsFloat()))
        {
            return op.Arranged(parts[0].Input, new Constant(stored[0].Type, shape, () => Joined(stored)));
        }
        // At once, because here what is wrong with them has the operator's place.
        float[] floats = [.. parts.SelectMany(part => Matrix(op, part))];
        return Value.Of(Graphs.Constant.Of(ElementType.Float, shape, floats), name);
    }

    /// <summary>Vectors one behind the other, as floats.</summary>
    public static Value Vector(IEnumerable<float> elements, string name, int rank = 1)
    {
        float[] all = [.. elements];
        return Value.Of(Graphs.Constant.Of(ElementType.Float, [.. Enumerable.Repeat(1, rank - 1), all.Length], all), name);
    }

    /// <summary>
    /// The elements of a constant operand, as floats. Integers count in <paramref name="unit"/>, or in their own scale; the kernels read
    /// 8-bit weights as signed without a zero point, whatever they are declared as.
    /// </summary>
    public static float[] Floats(OpContext op, int input, double? unit = null)
    {
        TfliteTensor tensor = Stored(op, input);
        Constant constant = Constants.Of(tensor);
        if (constant.Type.IsFloat())
        {
            return constant.Floats();
        }
        if (constant.Type is not (ElementType.Int8 or ElementType.UInt8 or ElementType.Int16 or ElementType.Int32))
        {
            throw new Refusal(WayOut.Rewrite, $"'{tensor.Name}' is {tensor.Type}");
        }
        float[] scales = unit is { } given ? [(float)given]
            : tensor.Quantization?.Scale ?? throw new Refusal(WayOut.GiveScale, $"'{tensor.Name}' has no scale");
        long[] integers = constant.Type == ElementType.UInt8 ? [.. constant.Integers().Select(v => (long)(sbyte)(byte)v)] : constant.Integers();
        int each = Math.Max(1, integers.Length / scales.Length);
        return [.. integers.Select((v, i) => (float)(v * (double)scales[Math.Min(i / each, scales.Length - 1)]))];
    }

    private static IEnumerable<float> ScalesByRow(TfliteTensor tensor) => tensor.Quantization is { PerAxis: true, Scale: { } scales } ? scales
        : Enumerable.Repeat(tensor.Quantization!.Scale[0], tensor.Shape![0]);

    private static TfliteTensor Stored(OpContext op, int input)
    {
        TfliteTensor tensor = op.Input(input);
        return tensor.IsConstant ? tensor : throw new Refusal(WayOut.MakeConstant, $"its operand '{tensor.Name}' is computed");
    }

    private static float[] Matrix(OpContext op, Rows part)
    {
        float[] own = Floats(op, part.Input);
        int rows = op.Shape(part.Input)[0];
        if (op.Rank(part.Input) == 1)
        {
            own = [.. Enumerable.Range(0, rows * rows).Select(i => i / rows == i % rows ? own[i % rows] : 0)];
        }
        float[] beside = part.Beside < 0 ? [] : Floats(op, part.Beside);
        int width = own.Length / rows, more = beside.Length / rows;
        IEnumerable<float> all = Enumerable.Range(0, rows).SelectMany(r => own[(r * width)..((r + 1) * width)].Concat(beside[(r * more)..((r + 1) * more)]));
        return [.. part.IsNegative ? all.Select(v => -v) : all];
    }

    private static byte[] Joined(Constant[] parts)
    {
        byte[] joined = new byte[parts.Sum(part => part.ByteCount)];
        int at = 0;
        foreach (Constant part in parts)
        {
            part.Bytes().Span.CopyTo(joined.AsSpan(at));
            at += (int)part.ByteCount;
        }
        return joined;
    }
}
