namespace Tflite2Onnx.Operators;

/// <summary>A gate's matrix: an operand, the operand whose columns stand behind it (-1 for none), and whether all of it is negated.</summary>
internal sealed record Rows(int Input, int Beside = -1, bool IsNegative = false);

/// <summary>Weights of recurrent layers, which TFLite has apart by gate and ONNX has one below the other.</summary>
internal static class RecurrentWeights
{
    /// <summary>
    /// The matrices one below the other, with an axis of dimension 1 in front where <paramref name="isNode"/> says so. A vector is the diagonal of a
    /// matrix.
    /// </summary>
    public static Value Stack(OpContext op, Rows[] parts, bool isNode)
    {
        int columns = op.Shape(parts[0].Input)[^1] + (parts[0].Beside < 0 ? 0 : op.Shape(parts[0].Beside)[^1]);
        int count = parts.Sum(part => op.Shape(part.Input)[0]);
        return GateMatrix.Stack(op, [.. parts.Select(part => Matrix(op, part))], isNode ? [1, count, columns] : [count, columns]);
    }

    /// <summary>Vectors one behind the other, as floats.</summary>
    public static Value Vector(IEnumerable<float> elements, string name, int rank = 1)
    {
        float[] all = [.. elements];
        return Value.Of(Constant.Of(ElementType.Float, [.. Enumerable.Repeat(1, rank - 1), all.Length], all), name);
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
        return GateMatrix.Scaled(integers, scales);
    }

    private static IEnumerable<float> ScalesByRow(TfliteTensor tensor) => tensor.Quantization is { PerAxis: true, Scale: { } scales } ? scales
        : Enumerable.Repeat(tensor.Quantization!.Scale[0], tensor.Shape![0]);

    private static TfliteTensor Stored(OpContext op, int input)
    {
        TfliteTensor tensor = op.Input(input);
        return tensor.IsConstant ? tensor : throw new Refusal(WayOut.MakeConstant, $"its operand '{tensor.Name}' is computed");
    }

    private static GateMatrix Matrix(OpContext op, Rows part)
    {
        TfliteTensor tensor = Stored(op, part.Input);
        bool isStored = part.Beside < 0 && !part.IsNegative && tensor.Shape!.Length == 2;
        bool isScaled = isStored && tensor.Type is TensorType.INT8 or TensorType.UINT8 && tensor.Quantization is not null;
        return new GateMatrix(part.Input, () => Floats(op, part))
        {
            Stored = isStored ? Constants.Of(tensor) : null,
            Scales = isScaled ? [.. ScalesByRow(tensor)] : null,
        };
    }

    private static float[] Floats(OpContext op, Rows part)
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
}
