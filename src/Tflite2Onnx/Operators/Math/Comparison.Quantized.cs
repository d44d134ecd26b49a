namespace Tflite2Onnx.Operators;

internal static partial class Comparison
{
    // Quantized operands are compared in whole units of 1/256, to which each is rounded (ComparisonQuantized in comparisons.cc); int16 by
    // LESS and its kin as the integers they are. The units come from a table that is indexed with the integer: negative ones count from its end.
    private static (Value X, Value Y) Comparable(OpContext op, bool equality)
    {
        TensorType type = op.Input(0).Type;
        if (op.Input(0).Scaling is not { } p || op.Input(1).Scaling is not { } q || (type == TensorType.INT16 && !equality))
        {
            return (op.Raw(0), op.Raw(1));
        }
        // Of scales the kernel has no units for there is only the meaning as floats.
        if (type is not (TensorType.INT8 or TensorType.UINT8 or TensorType.INT16) || p.PerAxis || q.PerAxis || p.Scale[0] >= 1 || q.Scale[0] >= 1)
        {
            return (op.Floats(0), op.Floats(1));
        }
        (Value x, Value y) = (Units(type, p), Units(type, q));
        return p.Equals(q) && TellsApart(x) ? (op.Raw(0), op.Raw(1)) : (Look(op, x, op.Raw(0)), Look(op, p.Equals(q) ? x : y, op.Raw(1)));
    }

    private static Value Look(OpContext op, Value units, Value x) => op.Emit("Gather", [units, op.Cast(x, ElementType.Int32)]);

    private static Value Units(TensorType type, QuantParams q)
    {
        (long lowest, long highest) = type.ToElementType().Range();
        int[] units = [.. Enumerable.Range(0, (int)(highest - lowest) + 1).Select(i => Units(i <= highest ? i : i + (2 * (int)lowest), q))];
        return Value.Of(Constant.Of(ElementType.Int32, [units.Length], units), "units");
    }

    // Whether no two integers come to the same unit; their order stays in any case.
    private static bool TellsApart(Value units) => units.Constant!.Integers().Distinct().Count() == units.Shape![0];

    // MultiplyByQuantizedMultiplierSmallerThanOneExp of the integer times 256, with its two roundings.
    private static int Units(int integer, QuantParams q)
    {
        int exponent = Math.ILogB(q.Scale[0]) + 1;
        long multiplier = (long)Math.Round(Math.ScaleB(q.Scale[0], 31 - exponent), MidpointRounding.AwayFromZero);
        long product = (integer - q.ZeroPoint[0]) * 256 * multiplier;
        long high = (product + (product >= 0 ? 1L << 30 : 1 - (1L << 30))) / (1L << 31);
        return (int)Math.Round(Math.ScaleB(high, exponent), MidpointRounding.AwayFromZero);
    }
}
