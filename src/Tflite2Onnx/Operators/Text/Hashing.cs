using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Locality sensitive hashes: FarmHash's Fingerprint64 of a seed and an item, by the same arithmetic of 64 bits, modulo 2^64.</summary>
internal static class Hashing
{
    private const long K2 = unchecked((long)0x9ae16a3b2f90404fUL);

    public static OpDefinition[] Operators =>
    [
        new OpDefinition<LSHProjectionOptions>(LSH_PROJECTION)
        {
            Summary = "For each seed, whether the weighted sum of the items' hashes is above 0, as single bits or packed.",
            Limits = "The seeds have to be constants, and the items a list of whole numbers of 32 or 64 bits or of floats.",
            Quant = QuantRule.Integers,
            Convert = Project,
        },
    ];

    private static Results Project(OpContext op, LSHProjectionOptions o)
    {
        if (op.Rank(1) != 1 || op.Input(1).Type is not (TensorType.INT32 or TensorType.UINT32 or TensorType.INT64 or TensorType.UINT64 or TensorType.FLOAT32))
        {
            throw new Refusal(WayOut.Rewrite, "its items are other than a list of whole numbers of 32 or 64 bits or of floats");
        }
        if (!op.Input(0).IsConstant)
        {
            throw new Refusal(WayOut.MakeConstant, "its seeds are computed");
        }
        if (op.Shape(0) is not [int functions, int bits])
        {
            throw new Refusal(WayOut.Rewrite, $"its seeds have rank {op.Rank(0)}, and a matrix is expected");
        }
        Value hashes = op.Cast(Fingerprints(op, Seeds(op), op.In(1)), ElementType.Double);
        Value weighted = op.Has(2) ? op.Emit("Mul", [hashes, op.Cast(op.In(2), ElementType.Double)]) : hashes;
        Value score = op.Emit("ReduceSum", [weighted, Value.Ints(1L)], new() { ["keepdims"] = 0L });
        Value isSet = op.Cast(op.Emit("Greater", [score, Constants.Scalar(0, ElementType.Double)]), ElementType.Int64);
        return o.Type switch
        {
            LSHProjectionType.DENSE => isSet,
            LSHProjectionType.SPARSE => Together(op, op.Reshape(isSet, functions, bits), functions, bits),
            _ => throw new Refusal(WayOut.ReExport, "it says neither sparse nor dense"),
        };
    }

    // The bits of one function are a number, the first the highest; each function has a range of numbers for itself.
    private static Value Together(OpContext op, Value isSet, int functions, int bits)
    {
        Value places = Value.Ints([.. Enumerable.Range(0, bits).Select(bit => 1L << (bits - 1 - bit))]);
        Value signature = op.Emit("ReduceSum", [op.Emit("Mul", [isSet, places]), Value.Ints(1L)], new() { ["keepdims"] = 0L });
        return op.Emit("Add", [signature, Value.Ints([.. Enumerable.Range(0, functions).Select(function => (long)function << bits)])]);
    }

    // The bits of the floats, a row for each.
    private static Value Seeds(OpContext op)
    {
        long[] words = [.. Constants.Of(op.Input(0)).Floats().Select(seed => (long)BitConverter.SingleToUInt32Bits(seed))];
        return Value.Of(Constant.Of(ElementType.Int64, [words.Length, 1], words), "seeds");
    }

    // HashLen0to16 of farmhash.cc for keys of 8 or 12 bytes: the seed, then the item.
    private static Value Fingerprints(OpContext op, Value seeds, Value items)
    {
        Value bits = BitPatterns.Bits(op, items);
        Value item = op.Cast(bits, ElementType.Int64);
        Value front = op.Emit("Add", [seeds, op.Cast(Shift(op, bits, 32, "LEFT"), ElementType.Int64)]);
        bool isLong = items.Type.Bits() == 64;
        Value factor = Word(unchecked(K2 + (2 * (isLong ? 12 : 8))));
        Value back = isLong ? item : front;
        Value a = op.Emit("Add", [front, Word(K2)]);
        Value c = op.Emit("Add", [op.Emit("Mul", [Rotate(op, back, 37), factor]), a]);
        Value d = op.Emit("Mul", [op.Emit("Add", [Rotate(op, a, 25), back]), factor]);
        Value mixed = Mix(op, op.Emit("Mul", [op.Emit("BitwiseXor", [c, d]), factor]));
        return op.Emit("Mul", [Mix(op, op.Emit("Mul", [op.Emit("BitwiseXor", [d, mixed]), factor])), factor]);
    }

    private static Value Mix(OpContext op, Value x) =>
        op.Emit("BitwiseXor", [x, op.Cast(Shift(op, op.Cast(x, ElementType.UInt64), 47, "RIGHT"), ElementType.Int64)]);

    private static Value Rotate(OpContext op, Value x, int places)
    {
        Value bits = op.Cast(x, ElementType.UInt64);
        Value low = op.Cast(Shift(op, bits, places, "RIGHT"), ElementType.Int64);
        return op.Emit("Add", [low, op.Cast(Shift(op, bits, 64 - places, "LEFT"), ElementType.Int64)]);
    }

    private static Value Shift(OpContext op, Value bits, int places, string direction) =>
        op.Emit("BitShift", [bits, Constants.Scalar(places, ElementType.UInt64)], new() { ["direction"] = direction });

    private static Value Word(long value) => Value.Of(Constant.Of(ElementType.Int64, [], value), "word");
}
