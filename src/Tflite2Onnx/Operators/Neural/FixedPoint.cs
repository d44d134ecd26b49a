namespace Tflite2Onnx.Operators;

/// <summary>Floats as integer kernels have them in between: whole multiples of a scale, within what an integer type holds.</summary>
internal static class FixedPoint
{
    public static Value Short(OpContext op, Value x, float scale) =>
        Clip(op, Round(op, x, scale), scale * (double)short.MinValue, scale * (double)short.MaxValue);

    public static Value Byte(OpContext op, Value x, QuantParams q) => Clip(
        op, Round(op, x, q.Scale[0]), q.Scale[0] * (double)(sbyte.MinValue - q.ZeroPoint[0]), q.Scale[0] * (double)(sbyte.MaxValue - q.ZeroPoint[0]));

    public static Value Round(OpContext op, Value x, float scale)
    {
        Value step = Constants.Scalar(scale, ElementType.Float);
        return op.Emit("Mul", [op.Emit("Round", [op.Emit("Div", [x, step])]), step]);
    }

    private static Value Clip(OpContext op, Value x, double low, double high) =>
        op.Emit("Clip", [x, Constants.Scalar(low, ElementType.Float), Constants.Scalar(high, ElementType.Float)]);
}
