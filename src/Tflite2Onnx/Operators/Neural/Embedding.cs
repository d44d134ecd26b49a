using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Rows of a table, looked up by their numbers.</summary>
internal static class Embedding
{
    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition(EMBEDDING_LOOKUP)
        {
            Summary = "Rows of a table by index, dequantized where the result is of floats.",
            Limits = "Where rows are dequantized, the zero point has to be 0, and elements of less than a byte want a constant table with rows of whole bytes.",
            Quant = QuantRule.Own,
            Shapes = GatheringShapes.Embedding,
            Convert = op => op.Input(1).Type == op.Output(0).Type ? op.Emit("Gather", [op.In(1), op.Raw(0)]) : Hybrid(op),
        },
        new OpDefinition<EmbeddingLookupSparseOptions>(EMBEDDING_LOOKUP_SPARSE)
        {
            Summary = "Weighted sums or averages of a table's rows: one for each row of a sparse matrix of row numbers.",
            Limits = "The rank of the sparse tensor has to be known, and at least 2.",
            Convert = Sparse,
        },
    ];

    // EvalHybrid of embedding_lookup.cc. Only the rows that are looked up become floats.
    private static Value Hybrid(OpContext op)
    {
        TfliteTensor table = op.Input(1);
        if (table.Scaling is not { } q || q.ZeroPoint.Any(zero => zero != 0))
        {
            throw new Refusal(WayOut.GiveScale, "its table is quantized with a zero point other than 0, or not at all");
        }
        Value ids = op.Raw(0);
        Value rows = table.Type is TensorType.INT4 or TensorType.INT2 ? Unpacked(op, ids) : op.Emit("Gather", [op.Raw(1), ids]);
        // The kernel takes uint8 for int8.
        rows = op.Cast(op.Cast(rows, rows.Type == ElementType.UInt8 ? ElementType.Int8 : rows.Type), ElementType.Float);
        Value scale = Constants.Scalar(q.Scale[0], ElementType.Float);
        if (q.PerAxis)
        {
            int[] shape = [q.Scale.Length, .. Enumerable.Repeat(1, op.Rank(1) - 1)];
            scale = op.Emit("Gather", [Value.Of(Constant.Of(ElementType.Float, shape, q.Scale), $"{table.Name}/scale"), ids]);
        }
        return op.Cast(op.Emit("Mul", [rows, scale]), op.Output(0).Type.ToElementType());
    }

    // Runtimes gather bytes, and nothing that shares them: rows are looked up packed, then taken apart.
    private static Value Unpacked(OpContext op, Value ids)
    {
        TfliteTensor table = op.Input(1);
        (int bits, int[] shape) = (table.Type.ToElementType().Bits(), op.Shape(1));
        int columns = FileNumber.Count(op.Shape(1)[1..]);
        int perByte = 8 / bits;
        if (!table.IsConstant)
        {
            throw new Refusal(WayOut.MakeConstant, $"its table of {table.Type} is computed");
        }
        if (columns % perByte != 0)
        {
            throw new Refusal(WayOut.Rewrite, $"its table of {table.Type} has rows of {columns} elements, which are no whole bytes");
        }
        Constant packed = Constants.Of(table);
        Value bytes = Value.Of(new Constant(ElementType.UInt8, [shape[0], columns / perByte, 1], packed.Bytes, packed.Length), table.Name);
        Value rows = op.Cast(op.Emit("Gather", [bytes, ids]), ElementType.Int32);
        Value shifted = op.Emit("Div", [rows, Ints([.. Enumerable.Range(0, perByte).Select(i => 1L << (i * bits))])]);
        // To signed numbers: up by half of the range, down to so many bits, back down.
        (Value half, Value range) = (Ints(1L << (bits - 1)), Ints(1L << bits));
        Value elements = op.Emit("Sub", [op.Emit("Mod", [op.Emit("Add", [shifted, half]), range]), half]);
        return op.Reshape(elements, [-1, .. shape[1..]]);

        static Value Ints(params long[] values) => Value.Of(Constants.FromIntegers(ElementType.Int32, [values.Length], values), "ints");
    }

    // embedding_lookup_sparse.cc; a row of the sparse matrix without entries is 0.
    private static Results Sparse(OpContext op, EmbeddingLookupSparseOptions o)
    {
        if (op.Shape(1) is not [_, > 1 and int rank])
        {
            throw op.Shape(1) is [_, -1] ? new Refusal(WayOut.GiveShapes, "the rank of its sparse tensor is not known before a run")
                : new Refusal(WayOut.Rewrite, "the rank of its sparse tensor is below 2");
        }
        Value places = Slicing.Cut(op, op.Index(1), [1], [0], [rank - 1]);
        Value rows = Slicing.Cut(op, op.IndexList(2), [0], [0], [rank - 1]);
        int[] elements = [.. Enumerable.Range(1, op.RankFrom(1, input: 4) - 1)];
        Value shape = op.Emit("Concat", [rows, op.Emit("Shape", [op.In(4)], new() { ["start"] = 1L })], new() { ["axis"] = 0L });
        op.RankFrom(1, input: 3);
        Value weights = op.In(3);
        Value sum = Sum(shape, op.Emit("Mul", [op.Emit("Gather", [op.In(4), op.Raw(0)]), op.Unsqueeze(weights, elements)]));
        if (o.Combiner == CombinerType.SUM)
        {
            return sum;
        }
        Value total = o.Combiner == CombinerType.MEAN ? Sum(rows, weights) : op.Emit("Sqrt", [Sum(rows, op.Emit("Mul", [weights, weights]))]);
        Value isEmpty = op.Emit("Equal", [Sum(rows, op.Fill(weights, 1)), Constants.Scalar(0, ElementType.Float)]);
        total = op.Emit("Where", [isEmpty, Constants.Scalar(1, ElementType.Float), total]);
        return op.Emit("Div", [sum, op.Unsqueeze(total, [.. elements.Select(axis => axis + rank - 2)])]);

        Value Sum(Value dimensions, Value updates) => Scattering.Sum(op, dimensions, places, updates);
    }
}
