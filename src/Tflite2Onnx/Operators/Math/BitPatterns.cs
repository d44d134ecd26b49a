namespace Tflite2Onnx.Operators;

/// <summary>
/// The bits of numbers as unsigned numbers of 64 bits, and back: by arithmetic, since ONNX has no such cast before operator set 26. Floats are
/// taken apart into sign, exponent and fraction, exactly: double holds every float and every power of two in between.
/// </summary>
internal static class BitPatterns
{
    /// <summary>The bits of <paramref name="x"/> read as <paramref name="type"/>; the first element of several has the lowest bits.</summary>
    public static Value Cast(OpContext op, Value x, ElementType type)
    {
        (int from, int to) = (Width(x.Type), Width(type));
        Value bits = Regroup(op, Bits(op, x), from, to, op.Rank(0));
        return type.IsFloat() ? ToFloats(op, bits, type) : op.Cast(bits, type);
    }

    /// <summary>The bits as UInt64; those above the type's own are 0.</summary>
    public static Value Bits(OpContext op, Value x)
    {
        if (x.Type.IsFloat())
        {
            return FromFloats(op, x);
        }
        Value bits = op.Cast(x, ElementType.UInt64);
        return x.Type.IsUnsigned() || x.Type.Bits() == 64 || x.Type == ElementType.Bool ? bits : Lowest(op, bits, x.Type.Bits());
    }

    private static int Width(ElementType type) => type is ElementType.Double or ElementType.Complex64 or ElementType.Complex128 || type.Bits() < 8
        ? throw new Refusal(WayOut.Rewrite, $"it is about the bits of {type}") : type.Bits();

    // Bits of the fraction, and the exponent's bias.
    private static (int Fraction, int Bias) Format(ElementType type) => type switch
    {
        ElementType.Float => (23, 127),
        ElementType.Float16 => (10, 15),
        ElementType.BFloat16 => (7, 127),
        _ => throw new Refusal(WayOut.Rewrite, $"it is about the bits of {type}"),
    };

    private static Value Lowest(OpContext op, Value bits, int count) => op.Emit("Mod", [bits, Constants.Scalar(Math.Pow(2, count), bits.Type)]);

    private static Value Regroup(OpContext op, Value bits, int from, int to, int rank)
    {
        if (from > to)
        {
            Value parts = op.Emit("BitShift", [op.Unsqueeze(bits, rank), Places(from / to, to)], new() { ["direction"] = "RIGHT" });
            return Lowest(op, parts, to);
        }
        if (from == to)
        {
            return bits;
        }
        // Their bits are apart, so that or is a sum, and no sum of that type is needed.
        Value lifted = op.Cast(op.Emit("BitShift", [bits, Places(to / from, from)], new() { ["direction"] = "LEFT" }), ElementType.Int64);
        return op.Cast(op.Emit("ReduceSum", [lifted, Value.Ints(rank - 1)], new() { ["keepdims"] = 0L }), ElementType.UInt64);
    }

    private static Value Places(int count, int step) =>
        Value.Of(Constants.FromIntegers(ElementType.UInt64, [count], [.. Enumerable.Range(0, count).Select(i => (long)i * step)]), "places");

    private static Value Whole(double value) => Constants.Scalar(value, ElementType.Int64);

    // A number is fraction * 2^(exponent - bias - bits of the fraction); the fraction has a leading 1 where the exponent is above 1.
    private static Value FromFloats(OpContext op, Value floats)
    {
        ((int fraction, int bias), int width) = (Format(floats.Type), floats.Type.Bits());
        Value x = op.Cast(floats, ElementType.Double);
        Value isNaN = op.Emit("IsNaN", [x]);
        Value size = op.Emit("Where", [isNaN, Number(0), op.Emit("Abs", [x])]);
        Value exponent = Exponent(op, size, 1 - bias, bias);
        Value scaled = op.Emit("Mul", [size, Power(op, op.Emit("Sub", [Number(fraction), exponent]), -fraction - bias, fraction + bias)]);
        Value steps = op.Emit("Mul", [op.Emit("Add", [exponent, Number(bias - 1)]), Number(Math.Pow(2, fraction))]);
        Value infinite = Number(((2 * bias) + 1) * Math.Pow(2, fraction));
        Value bits = op.Emit("Where", [op.Emit("IsInf", [size]), infinite, op.Emit("Add", [scaled, steps])]);
        // The quiet NaN without a sign.
        bits = op.Emit("Where", [isNaN, Number(((2 * bias) + 1.5) * Math.Pow(2, fraction)), bits]);
        // 1 / x tells -0 from 0.
        Value isNegative = op.Emit("Or", [op.Emit("Less", [x, Number(0)]), op.Emit("Less", [op.Emit("Reciprocal", [x]), Number(0)])]);
        Value sign = op.Emit("Where", [isNegative, Number(Math.Pow(2, width - 1)), Number(0)]);
        return op.Cast(op.Cast(op.Emit("Add", [bits, sign]), ElementType.Int64), ElementType.UInt64);
    }

    // The exponent of the power of two that is not above a size, as the logarithm has it to within one, then put right by comparing.
    private static Value Exponent(OpContext op, Value size, int lowest, int highest)
    {
        Value near = op.Emit("Floor", [op.Emit("Mul", [op.Emit("Log", [size]), Number(1 / Math.Log(2))])]);
        near = op.Emit("Min", [op.Emit("Max", [near, Number(lowest)]), Number(highest)]);
        Value isAbove = op.Emit("Greater", [Power(op, near, lowest, highest), size]);
        Value isBelow = op.Emit("LessOrEqual", [Power(op, op.Emit("Add", [near, Number(1)]), lowest, highest + 1), size]);
        Value exact = op.Emit("Add", [op.Emit("Sub", [near, op.Cast(isAbove, ElementType.Double)]), op.Cast(isBelow, ElementType.Double)]);
        return op.Emit("Min", [op.Emit("Max", [exact, Number(lowest)]), Number(highest)]);
    }

    private static Value ToFloats(OpContext op, Value bits, ElementType type)
    {
        ((int fraction, int bias), int width) = (Format(type), type.Bits());
        bits = op.Cast(bits, ElementType.Int64);
        Value magnitude = Lowest(op, bits, width - 1);
        Value isNegative = op.Emit("Greater", [bits, magnitude]);
        Value exponent = op.Cast(op.Emit("Div", [magnitude, Whole(Math.Pow(2, fraction))]), ElementType.Double);
        Value rest = op.Cast(Lowest(op, magnitude, fraction), ElementType.Double);
        Value isNormal = op.Emit("Greater", [exponent, Number(0)]);
        Value whole = op.Emit("Add", [rest, op.Emit("Where", [isNormal, Number(Math.Pow(2, fraction)), Number(0)])]);
        Value power = op.Emit("Sub", [op.Emit("Max", [exponent, Number(1)]), Number(bias + fraction)]);
        Value size = op.Emit("Mul", [whole, Power(op, power, 1 - bias - fraction, bias + 1 - fraction)]);
        Value last = op.Emit("Equal", [exponent, Number((2 * bias) + 1)]);
        Value special = op.Emit("Where", [op.Emit("Equal", [rest, Number(0)]), Number(double.PositiveInfinity), Number(double.NaN)]);
        size = op.Emit("Where", [last, special, size]);
        return op.Cast(op.Emit("Mul", [size, op.Emit("Where", [isNegative, Number(-1), Number(1)])]), type);
    }

    // Runtimes take no power exactly; these are looked up.
    private static Value Power(OpContext op, Value exponent, int lowest, int highest)
    {
        double[] powers = [.. Enumerable.Range(lowest, highest - lowest + 1).Select(e => Math.ScaleB(1, e))];
        Value place = op.Cast(op.Emit("Sub", [exponent, Number(lowest)]), ElementType.Int64);
        return op.Emit("Gather", [Value.Of(Constant.Of(ElementType.Double, [powers.Length], powers), "powers"), place]);
    }

    private static Value Number(double value) => Constants.Scalar(value, ElementType.Double);
}
