namespace Tflite2Onnx.Arithmetic;

/// <summary>
/// 1 over the square root of an integer as TFLite approximates it: Newton's steps in fixed-point numbers (GetInvSqrtQuantizedMultiplierExp in
/// common.h).
/// </summary>
internal static class InverseRoot
{
    private const long HalfThree = (1 << 28) + (1 << 27);
    private const long HalfRootOf2 = 1518500250;

    /// <summary>The factor; of 0 it is that of 1.</summary>
    public static Multiplier Of(int integer)
    {
        if (integer <= 1)
        {
            return new Multiplier(int.MaxValue, 0);
        }
        int shift = 11;
        for (; integer >= 1 << 29; shift++)
        {
            integer /= 4;
        }
        int pairs = Pairs(int.LeadingZeroCount(integer));
        (shift, integer) = (shift - pairs, integer << (2 * pairs));
        (long input, long x) = (integer >> 1, 1 << 28);
        long half = Multiplier.DividedByPowerOf2(input, 1);
        for (int i = 0; i < 5; i++)
        {
            long cube = Shifted(Multiplier.HighProduct(Multiplier.HighProduct(x, x), x), 6);
            x = Shifted(Multiplier.HighProduct(HalfThree, x) - Multiplier.HighProduct(half, cube), 3);
        }
        x = Multiplier.HighProduct(x, HalfRootOf2);
        return shift < 0 ? new Multiplier((int)(x << -shift), 0) : new Multiplier((int)x, -shift);
    }

    /// <summary>
    /// The same of computed integers, of which the value has <paramref name="rank"/> axes: the factors' significands, and by how many places they are
    /// to be shifted right.
    /// </summary>
    public static (Value Significand, Value Shift) Of(OpContext op, Value x, int rank)
    {
        Value Number(long value) => KernelArithmetic.Number(value);
        Value Product(Value a, Value b) => KernelArithmetic.HighProduct(op, a, b);
        Value isLarge = op.Emit("Less", [Number((1 << 29) - 1), x]);
        Value integer = op.Emit("Where", [isLarge, op.Emit("Div", [x, Number(4)]), x]);
        Value zeros = KernelArithmetic.LeadingZeros(op, integer, rank);
        Value input = op.Emit("Mul", [integer, KernelArithmetic.Chosen(op, zeros, 33, k => 1L << (2 * Math.Max(Pairs(k), 0)))]);
        Value half = op.Emit("Div", [op.Emit("Add", [op.Emit("Div", [input, Number(2)]), Number(1)]), Number(2)]);
        Value root = Number(1 << 28);
        for (int i = 0; i < 5; i++)
        {
            Value cube = KernelArithmetic.Lifted(op, Product(Product(root, root), root), 1 << 6);
            Value next = op.Emit("Sub", [Product(Number(HalfThree), root), Product(half, cube)]);
            root = KernelArithmetic.Lifted(op, next, 1 << 3);
        }
        root = Product(root, Number(HalfRootOf2));
        Value shift = op.Emit("Add", [KernelArithmetic.Chosen(op, zeros, 33, k => 11 - Pairs(k)), op.Cast(isLarge, ElementType.Int64)]);
        Value left = KernelArithmetic.Chosen(op, zeros, 33, k => 1L << Math.Max(Pairs(k) - 11, 0));
        Value isOne = op.Emit("Less", [x, Number(2)]);
        return (op.Emit("Where", [isOne, Number(int.MaxValue), op.Emit("Mul", [root, left])]),
            op.Emit("Where", [isOne, Number(0), op.Emit("Max", [shift, Number(0)])]));
    }

    // How many pairs of bits an integer with so many leading zeros goes up by.
    private static int Pairs(int zeros) => ((zeros - 1) / 2) - 1;

    private static long Shifted(long x, int bits) => Math.Clamp(x << bits, int.MinValue, int.MaxValue);
}
