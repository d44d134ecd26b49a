using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class EmbeddingCases
{
    public static OpCase[] All =>
    [
        Lookup("float", F32(6, 2, 5).Const, F32(4, 2, 5)),
        Lookup("table given", F32(6, 5), F32(4, 5)),
        Lookup("int8 as it is", I8(0.1f, 3, 6, 5).Const, I8(0.1f, 3, 4, 5)),
        Lookup("int64 as it is", I64(6, 5).Const, I64(4, 5)),
        Lookup("int8 as floats", I8(0.1f, 0, 6, 2, 5).Const, F32(4, 2, 5)),
        Lookup("int8 as floats, a scale per row", I8([0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.05f], 0, 6, 5).Const, F32(4, 5)),
        Lookup("uint8 as floats", U8(0.1f, 0, 6, 5).Const, F32(4, 5)),
        Lookup("int4 as floats", Small(TensorType.INT4, [0.1f], 6, 3, 4), F32(4, 3, 4)),
        Lookup("int4 as floats, a scale per row", Small(TensorType.INT4, [0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.05f], 6, 4), F32(4, 4)),
        Lookup("int2 as floats", Small(TensorType.INT2, [0.1f], 6, 8), F32(4, 8)),
        Lookup("int4, rows of half bytes", Small(TensorType.INT4, [0.1f], 6, 3), F32(4, 3)) with { Fails = "T2O2002" },
        Lookup("a zero point", I8(0.1f, 3, 6, 5).Const, F32(4, 5)) with { Fails = "T2O2002" },
        Sparse("sum", CombinerType.SUM, 7, 8, 9, 0, 0, 0, 26, 30, 34),
        Sparse("mean", CombinerType.MEAN, 7, 8, 9, 0, 0, 0, 6.5, 7.5, 8.5),
        Sparse("root of squares", CombinerType.SQRTN, 7, 8, 9, 0, 0, 0, 26 / Math.Sqrt(10), 30 / Math.Sqrt(10), 34 / Math.Sqrt(10)),
        Sparse("rank not known", CombinerType.SUM) with { In = [I32(3), I32(3, -1), Ints(3, 2), F32(3), F32(4, 3)], Out = [F32(3, 3)], Fails = "T2O2002" },
    ];

    private static OpCase Lookup(string name, Operand table, Operand rows) => new(EMBEDDING_LOOKUP, name) { In = [I32(4).Of(5, 0, 2, 2), table], Out = [rows] };

    private static Operand Small(TensorType type, float[] scales, params int[] shape) =>
        new(type, shape) { Quantization = ModelBuilder.Quantized(scales, 0), IsConstant = true };

    // Row 0 has the table's row 2 once, row 1 has none, row 2 has rows 1 and 2 with the weights 1 and 3. LiteRT knows the result's shape only in a run.
    private static OpCase Sparse(string name, CombinerType combiner, params double[] sums) => new(EMBEDDING_LOOKUP_SPARSE, name)
    {
        In =
        [
            I32(3).Of(2, 1, 2), I32(3, 2).Of(0, 1, 2, 0, 2, 3).Const, Ints(3, 4), F32(3).Of(1, 1, 3).Const,
            F32(4, 3).Of(1, 2, 3, 5, 6, 7, 7, 8, 9, 0, 0, 0).Const,
        ],
        Out = [F32(3, 3).Of(sums)],
        Options = new EmbeddingLookupSparseOptionsT { Combiner = combiner },
    };
}
