using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class HashTablesCases
{
    public static OpCase[] All =>
    [
        new(HASHTABLE_LOOKUP, "float") { In = [I32(5).Of(7, -11, 5, 1234, -11), I32(3).Of(-11, 7, 1234).Const, F32(3, 4)], Out = [F32(5, 4), Byte(5)] },
        new(HASHTABLE_LOOKUP, "int8 as it is, a list") { In = [I32(4).Of(7, -11, 5, 1234), I32(3).Of(-11, 7, 1234).Const, I8(0.1f, 3, 3)], Out = [I8(0.1f, 3, 4), Byte(4)] },
        new(HASHTABLE_LOOKUP, "int64, keys given") { In = [I32(4).Of(7, -11, 5, 1234), I32(3).Of(-11, 7, 1234), I64(3, 2, 2)], Out = [I64(4, 2, 2), Byte(4)] },
        .. new[] { CALL_ONCE, HASHTABLE, HASHTABLE_IMPORT, HASHTABLE_FIND, HASHTABLE_SIZE }.Select(Tables),
        new(CALL_ONCE, "another subgraph") { In = [F32(2)], Out = [F32(2)], Fails = "T2O2002", Whole = _ => OtherSubgraph() },
        Alone(HASHTABLE_FIND, "default computed", 1, TensorType.INT64, 2),
        Alone(HASHTABLE_SIZE, "nothing fills it", 1, TensorType.INT64, 0),
        Alone(HASHTABLE_IMPORT, "content computed", 1, TensorType.INT64, 2),
    ];

    private static HashtableOptionsT Texts(int id, TensorType keys, TensorType values) => new() { TableId = id, KeyDtype = keys, ValueDtype = values };

    // Numbers to texts by one table, texts back to numbers by another: 3, 1, (4: none, "?"), 3 again is once 3 and once 30.
    private static OpCase Tables(BuiltinOperator code) => new(code, "int64 to text to int64")
    {
        In = [I64(4).Of(3, 1, 4, 2)],
        Out = [I64(4).Of(30, 10, -1, 20), I64(1).Of(3)],
        Whole = _ =>
        {
            var builder = new ModelBuilder();
            builder.Operator(CALL_ONCE, [], [], new CallOnceOptionsT { InitSubgraphIndex = 1 });
            int ids = builder.Input(TensorType.INT64, [4]);
            (int names, int numbers) = (Table(builder, 7), Table(builder, 8));
            int unknown = builder.Constant(TensorType.STRING, [1], Strings("?"));
            int texts = builder.Tensor(TensorType.STRING, [4]);
            builder.Operator(HASHTABLE_FIND, [names, ids, unknown], [texts], new HashtableFindOptionsT());
            int none = builder.Constant(TensorType.INT64, [1], ModelBuilder.Bytes([-1L]));
            int found = builder.Tensor(TensorType.INT64, [4]);
            builder.Operator(HASHTABLE_FIND, [numbers, texts, none], [found], new HashtableFindOptionsT());
            int size = builder.Tensor(TensorType.INT64, [1]);
            builder.Operator(HASHTABLE_SIZE, [names], [size], new HashtableSizeOptionsT());
            builder.Output(found);
            builder.Output(size);
            builder.Subgraph(_ =>
            {
                int[] letters = [builder.Constant(TensorType.STRING, [4], Strings("a", "bc", "\u00e4", "d")), builder.Constant(TensorType.STRING, [3], Strings("\u00e4", "bc", "a"))];
                int[] counts = [builder.Constant(TensorType.INT64, [4], ModelBuilder.Bytes([1L, 2, 3, 1])), builder.Constant(TensorType.INT64, [3], ModelBuilder.Bytes([30L, 20, 10]))];
                builder.Operator(HASHTABLE_IMPORT, [Table(builder, 7), counts[0], letters[0]], [], new HashtableImportOptionsT());
                builder.Operator(HASHTABLE_IMPORT, [Table(builder, 8), letters[1], counts[1]], [], new HashtableImportOptionsT());
            });
            return builder.Build();
        },
    };

    private static int Table(ModelBuilder builder, int id)
    {
        int table = builder.Tensor(TensorType.RESOURCE, [1]);
        builder.Operator(HASHTABLE, [], [table], id == 7 ? Texts(id, TensorType.INT64, TensorType.STRING) : Texts(id, TensorType.STRING, TensorType.INT64));
        return table;
    }

    // One operator and its table, whose other operands are given.
    private static OpCase Alone(BuiltinOperator code, string name, int place, TensorType type, int operands) => new(code, name)
    {
        In = [],
        Out = [],
        Place = place,
        Fails = "T2O2002",
        Whole = _ =>
        {
            var builder = new ModelBuilder();
            int[] inputs = [Table(builder, 7), .. Enumerable.Repeat(type, operands).Select(each => builder.Input(each, [1]))];
            int[] outputs = code == HASHTABLE_IMPORT ? [] : [builder.Tensor(type, [1])];
            builder.Operator(code, inputs, outputs);
            return builder.Build();
        },
    };

    private static byte[] OtherSubgraph()
    {
        var builder = new ModelBuilder();
        int x = builder.Input(TensorType.FLOAT32, [2]);
        builder.Operator(CALL_ONCE, [], [], new CallOnceOptionsT { InitSubgraphIndex = 1 });
        builder.Output(x);
        builder.Subgraph(_ =>
        {
            int y = builder.Constant([1], 1f);
            builder.Operator(ADD, [y, y], [builder.Tensor(TensorType.FLOAT32, [1])], new AddOptionsT());
        });
        return builder.Build();
    }

    // A count, where each text begins and the last one ends, and the texts (string_util.h).
    public static byte[] Strings(params string[] texts)
    {
        byte[][] bytes = [.. texts.Select(System.Text.Encoding.UTF8.GetBytes)];
        int start = 4 * (texts.Length + 2);
        int[] header = [texts.Length, .. Enumerable.Range(0, texts.Length + 1).Select(i => start + bytes.Take(i).Sum(text => text.Length))];
        return [.. ModelBuilder.Bytes(header), .. bytes.SelectMany(text => text)];
    }
}
