using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>
/// Tables of keys and values. One that is an operand is searched in the graph; one that lives beside the graph (HASHTABLE) is filled from
/// constants when the model is loaded, in the subgraph of CALL_ONCE, and becomes attributes of ai.onnx.ml's LabelEncoder.
/// </summary>
internal static class HashTables
{
    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition(HASHTABLE)
        {
            Summary = "A lookup table; the operators that read it are given its contents as constants.",
            Convert = _ => Array.Empty<Value>(),
        },
        new PlainOpDefinition(HASHTABLE_FIND)
        {
            Summary = "The values of keys in a hash table, or a default.",
            Limits = "Keys and values of the table have to be constants, integers on one side and strings on the other, and the default a constant.",
            Quant = QuantRule.Integers,
            Convert = op => Find(op, HashTable.Of(op, 0)),
        },
        new PlainOpDefinition(HASHTABLE_IMPORT)
        {
            Summary = "Fills a hash table.",
            Limits = "Keys and values have to be constants.",
            Convert = op => op.Input(1).IsConstant && op.Input(2).IsConstant ? Array.Empty<Value>()
                : throw new Refusal(WayOut.MakeConstant, "its keys and values are computed"),
        },
        new PlainOpDefinition(HASHTABLE_LOOKUP)
        {
            Summary = "The rows of a tensor by key, zeros where a key is missing, and whether each key was found.",
            Quant = QuantRule.Integers,
            Convert = op => Lookup(op),
        },
        new PlainOpDefinition(HASHTABLE_SIZE)
        {
            Summary = "How many keys a hash table has.",
            Limits = "Keys and values of the table have to be constants.",
            Convert = op => Value.Ints(HashTable.Of(op, 0).Keys.Length),
        },
    ];

    private static Value Find(OpContext op, HashTable table)
    {
        if (!op.Input(2).IsConstant)
        {
            throw new Refusal(WayOut.MakeConstant, "its default is computed");
        }
        Constant otherwise = Constants.Of(op.Input(2));
        Attributes? attributes = (table.Keys, table.Values, otherwise.Strings) switch
        {
            (string[] keys, long[] values, null) => new()
            {
                ["keys_strings"] = keys,
                ["values_int64s"] = values,
                ["default_int64"] = otherwise.Integers()[0],
            },
            (long[] keys, string[] values, { } strings) => new()
            {
                ["keys_int64s"] = keys,
                ["values_strings"] = values,
                ["default_string"] = strings[0],
            },
            _ => null,
        };
        return attributes is null ? throw new Refusal(WayOut.Rewrite, "its table is not one of int64 and strings")
            : op.Emit("LabelEncoder", [op.In(1)], attributes);
    }

    // Each key is compared with each; where none is the same, ArgMax is at the first, whose row then gives way.
    private static Results Lookup(OpContext op)
    {
        op.Expect(0, rank: 1);
        Value values = op.In(2);
        Value isSame = op.Cast(op.Emit("Equal", [op.Unsqueeze(op.In(0), 1), op.In(1)]), ElementType.Int32);
        Value hits = op.Emit("ReduceMax", [isSame, Value.Ints(1L)], new() { ["keepdims"] = 0L });
        Value rows = op.Emit("Gather", [values, op.Emit("ArgMax", [isSame], new() { ["axis"] = 1L, ["keepdims"] = 0L })]);
        Value isHit = op.Unsqueeze(op.Cast(hits, ElementType.Bool), [.. Enumerable.Range(1, op.RankFrom(1, input: 2) - 1)]);
        Value nothing = values.Type == ElementType.String
            ? Value.Of(new Constant(ElementType.String, [], () => default) { Strings = [""] }, "nothing") : Constants.Scalar(0, values.Type);
        return new[] { op.Emit("Where", [isHit, rows, nothing]), op.Cast(hits, ElementType.UInt8) };
    }
}
