using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>
/// StableHLO's random bits, as counter-based generators make them of a key and a counter (Salmon et al., "Parallel random numbers: as easy
/// as 1, 2, 3", SC 2011; rng_util.cc): Threefry-2x32 of 20 rounds, Philox-4x32 of 10. The state is [key, counter] or, for Philox,
/// [key, counter, more of the counter]; all blocks are computed side by side.
/// </summary>
internal static class StableHloRandom
{
    private static readonly long[][] Rotations = [[13, 15, 26, 6], [17, 29, 16, 24]];

    public static OpDefinition[] Operators =>
    [
        new OpDefinition<StablehloRngBitGeneratorOptions>(STABLEHLO_RNG_BIT_GENERATOR)
        {
            Summary = "Random bits, and the state for the next ones.",
            Limits = "The result's dimensions have to be known.",
            Quant = QuantRule.Integers,
            Convert = Generate,
        },
    ];

    private static Results Generate(OpContext op, StablehloRngBitGeneratorOptions o)
    {
        int[] shape = op.Output(1).Shape is { } known && !known.Contains(-1) ? known
            : throw new Refusal(WayOut.GiveShapes, "the dimensions of its result are not known before a run");
        bool isThreefry = o.Algorithm == RngAlgorithm.THREEFRY;
        int length = op.Shape(0) is [2 or 3] and [var two] && (two == 2 || !isThreefry) ? two
            : throw new Refusal(WayOut.Rewrite, $"its state has the shape [{string.Join(", ", op.Shape(0))}], which is none of {o.Algorithm}");
        bool isWide = op.Output(1).Type.ToElementType().Bits() == 64;
        int words = FileNumber.Int(ElementTypes.Count(shape) * (isWide ? 2 : 1));
        int width = isThreefry ? 2 : 4;
        int blocks = (words + width - 1) / width;

        Value[] state = [.. Enumerable.Range(0, length).Select(i => Slicing.Cut(op, op.Raw(0), [0], [i], [i == length - 1 ? long.MaxValue : i + 1]))];
        Value steps = op.Emit("Range", [Int(0), Int(blocks), Int(1)]);
        Value counter = op.Emit("Add", [state[1], op.Cast(steps, ElementType.UInt64)]);
        Value[] block = isThreefry ? Threefry(op, Words(op, state[0]), Words(op, counter))
            : Philox(op, Words(op, state[0]), [.. Words(op, counter), .. Words(op, state[length == 3 ? 2 : 0])]);
        Value bits = op.Emit("Concat", [.. block.Select(word => op.Unsqueeze(word, 1))], new() { ["axis"] = 1L });
        bits = Slicing.Cut(op, op.Reshape(bits, -1), [0], [0], [words == blocks * width ? long.MaxValue : words]);
        Value next = op.Emit("Add", [state[1], Constants.Scalar(blocks, ElementType.UInt64)]);
        Value after = op.Emit("Concat", [state[0], next, .. state[2..]], new() { ["axis"] = 0L });
        return new[] { after, op.Reshape(isWide ? Widen(op, bits) : bits, shape) };
    }

    private static Value Int(long number) => Constants.Scalar(number, ElementType.Int64);

    private static Value Word(uint number) => Constants.Scalar(number, ElementType.UInt32);

    // The lower 32 bits, which are what a Cast leaves, and the upper ones.
    private static Value[] Words(OpContext op, Value x) => [op.Cast(x, ElementType.UInt32), op.Cast(Shift(op, x, 32, "RIGHT"), ElementType.UInt32)];

    private static Value Shift(OpContext op, Value x, long count, string direction) =>
        op.Emit("BitShift", [x, Constants.Scalar(count, x.Type)], new() { ["direction"] = direction });

    private static Value Xor(OpContext op, Value x, Value y) => op.Emit("BitwiseXor", [x, y]);

    private static Value Add(OpContext op, Value x, Value y) => op.Emit("Add", [x, y]);

    // Pairs of words, the lower one first.
    private static Value Widen(OpContext op, Value bits)
    {
        Value wide = op.Cast(bits, ElementType.UInt64);
        Value EveryOther(long first) => Slicing.Cut(op, wide, [0], [first], [long.MaxValue], [2]);
        return Add(op, EveryOther(0), Shift(op, EveryOther(1), 32, "LEFT"));
    }

    private static Value[] Threefry(OpContext op, Value[] key, Value[] counter)
    {
        Value[] keys = [key[0], key[1], Xor(op, Xor(op, key[0], key[1]), Word(0x1BD11BDA))];
        (Value x, Value y) = (Add(op, counter[0], keys[0]), Add(op, counter[1], keys[1]));
        for (int round = 1; round <= 5; round++)
        {
            foreach (long rotation in Rotations[(round - 1) % 2])
            {
                x = Add(op, x, y);
                Value rotated = op.Emit("BitwiseOr", [Shift(op, y, rotation, "LEFT"), Shift(op, y, 32 - rotation, "RIGHT")]);
                y = Xor(op, rotated, x);
            }
            x = Add(op, x, keys[round % 3]);
            y = Add(op, y, Add(op, keys[(round + 1) % 3], Word((uint)round)));
        }
        return [x, y];
    }

    private static Value[] Philox(OpContext op, Value[] key, Value[] counter)
    {
        for (uint round = 0; round < 10; round++)
        {
            Value[] a = Words(op, Product(op, counter[0], 0xD2511F53));
            Value[] b = Words(op, Product(op, counter[2], 0xCD9E8D57));
            Value first = Add(op, key[0], Word(unchecked(round * 0x9E3779B9)));
            Value second = Add(op, key[1], Word(unchecked(round * 0xBB67AE85)));
            counter = [Xor(op, Xor(op, b[1], counter[1]), first), b[0], Xor(op, Xor(op, a[1], counter[3]), second), a[0]];
        }
        return counter;
    }

    private static Value Product(OpContext op, Value x, uint factor) =>
        op.Emit("Mul", [op.Cast(x, ElementType.UInt64), Constants.Scalar(factor, ElementType.UInt64)]);
}
