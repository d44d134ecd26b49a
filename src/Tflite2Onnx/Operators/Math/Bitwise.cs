using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Whole numbers as patterns of bits, two's complement where they are signed.</summary>
internal static class Bitwise
{
    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition(BITCAST)
        {
            Summary = "The same bits read as another type; the last axis takes up a difference in width. The payload of a NaN is not kept.",
            Limits = "Floats of 64 bits, complex numbers and types of less than a byte are refused.",
            Quant = QuantRule.Integers,
            Shapes = ShapingShapes.Bits,
            Convert = op => BitPatterns.Cast(op, op.In(0), op.Output(0).Type.ToElementType()),
        },
        new PlainOpDefinition(BITWISE_XOR)
        {
            Summary = "Exclusive or, bit by bit.",
            Layout = LayoutRule.Transparent,
            Quant = QuantRule.Integers,
            Convert = op => op.Emit("BitwiseXor", [op.In(0), op.In(1)]),
        },
        new PlainOpDefinition(RIGHT_SHIFT)
        {
            Summary = "Shifts bits to the right, those of signed integers with their sign; shifts are clamped to 0 and one less than the number of bits.",
            Layout = LayoutRule.Transparent,
            Quant = QuantRule.Integers,
            Convert = op => RightShift(op, op.In(0), op.In(1)),
        },
    ];

    // ONNX shifts unsigned numbers only. Signed ones are lifted by half of their range, a multiple of all they are divided by, and put
    // down by what is left of it.
    private static Value RightShift(OpContext op, Value x, Value places)
    {
        int bits = x.Type.Bits();
        places = op.Emit("Max", [op.Cast(places, ElementType.Int64), Constants.Scalar(0, ElementType.Int64)]);
        places = op.Cast(op.Emit("Min", [places, Constants.Scalar(bits - 1, ElementType.Int64)]), ElementType.UInt64);
        if (x.Type.IsUnsigned())
        {
            return Shift(op.Cast(x, ElementType.UInt64));
        }
        double half = Math.Pow(2, bits - 1);
        Value lifted = op.Emit("Add", [op.Cast(x, ElementType.Int64), Constants.Scalar(half, ElementType.Int64)]);
        Value shifted = op.Cast(Shift(op.Cast(lifted, ElementType.UInt64)), ElementType.Int64);
        return op.Emit("Sub", [shifted, op.Cast(Shift(Constants.Scalar(half, ElementType.UInt64)), ElementType.Int64)]);

        Value Shift(Value value) => op.Emit("BitShift", [value, places], new() { ["direction"] = "RIGHT" });
    }
}
