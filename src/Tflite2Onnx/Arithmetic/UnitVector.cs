namespace Tflite2Onnx.Arithmetic;

/// <summary>L2_NORMALIZATION of 8 bits in TFLite's fixed-point numbers (integer_ops/l2normalization.h, and reference/l2normalization.h for uint8).</summary>
internal static class UnitVector
{
    // Results count in 1/128.
    private const int Fraction = 7;

    /// <summary>Null where operand and result are not quantized as the kernels have it, or the sum of squares may not fit into 32 bits.</summary>
    public static Value? Of(OpContext op)
    {
        if (Affine.Of(op.Input(0)) is not { IsByte: true } x || Affine.Of(op.Output(0)) is not { Scale: 1 / 128f } y || x.Type != y.Type
            || y.Zero != y.Lowest + 128 || op.Shape(0) is not [.., >= 0 and int depth] || depth * x.Reach * x.Reach > int.MaxValue)
        {
            return null;
        }
        Value value = KernelArithmetic.Centered(op, op.Raw(0), x.Zero);
        Value squares = op.Emit("ReduceSum", [op.Emit("Mul", [value, value]), Value.Ints(op.Axis(-1))], new() { ["keepdims"] = 1L });
        (Value significand, Value shift) = InverseRoot.Of(op, squares, op.Rank(0));
        // Of int8 the 7 places are part of the shift, of uint8 they are not.
        bool isPart = x.Type == ElementType.Int8;
        Value Power(Func<int, int> exponent) => KernelArithmetic.Chosen(op, shift, 33, k => 1L << Math.Max(exponent(k), 0));
        Value left = isPart ? Power(k => Fraction - k) : KernelArithmetic.Number(1 << Fraction);
        Value product = KernelArithmetic.HighProduct(op, op.Emit("Mul", [value, left]), significand);
        return KernelArithmetic.ToResult(op, KernelArithmetic.Quotient(op, product, Power(k => isPart ? k - Fraction : k)), y, (y.Lowest, y.Highest));
    }
}
