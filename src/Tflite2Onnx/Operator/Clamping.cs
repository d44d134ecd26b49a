namespace Tflite2Onnx.Operator;

/// <summary>Results cut off at bounds, as fused activations do it.</summary>
internal static class Clamping
{
    /// <summary>
    /// The fused activation of a result. Where the result is quantized and the clamp cuts off nothing its integers can hold, none is
    /// emitted: saturation does it (the integer kernels of TFLite clamp at <c>zero_point + round(bound / scale)</c>).
    /// </summary>
    public static Value Activate(this OpContext op, ActivationFunctionType function, Value x) => function switch
    {
        ActivationFunctionType.NONE => x,
        ActivationFunctionType.RELU => op.Clamp(x, 0, null),
        ActivationFunctionType.RELU6 => op.Clamp(x, 0, 6),
        ActivationFunctionType.RELU_N1_TO_1 => op.Clamp(x, -1, 1),
        ActivationFunctionType.TANH => op.Emit("Tanh", [x]),
        _ => throw new Refusal(WayOut.Rewrite, $"the fused activation {function} is not supported"),
    };

    /// <summary>What the kernels of convolutions, pools and arithmetic make of a function: they clamp, and silently leave out what does not.</summary>
    public static ActivationFunctionType ClampingOnly(this ActivationFunctionType function) =>
        function is ActivationFunctionType.TANH or ActivationFunctionType.SIGN_BIT ? ActivationFunctionType.NONE : function;

    /// <summary>The value cut off at bounds, each null for none; see <see cref="Activate"/> for what is left out.</summary>
    public static Value Clamp(this OpContext op, Value x, double? lowest, double? highest)
    {
        if (op.Output(0).Scaling is { PerAxis: false } q)
        {
            (long least, long most) = op.Output(0).Type.ToElementType().Range();
            double At(double bound) => q.ZeroPoint[0] + Math.Round(bound / q.Scale[0], MidpointRounding.AwayFromZero);
            lowest = lowest is { } low && At(low) > least ? (op.IsRaw ? At(low) : low) : null;
            highest = highest is { } high && At(high) < most ? (op.IsRaw ? At(high) : high) : null;
        }
        Value? Bound(double? at) => at is { } bound ? Constants.Scalar(x.Type.IsUnsigned() ? Math.Max(bound, 0) : bound, x.Type) : null;
        return (lowest, highest) switch
        {
            (null, null) => x,
            (0.0, null) when x.Type.IsFloat() => op.Emit("Relu", [x]),
            _ => op.Emit("Clip", [x, Bound(lowest), Bound(highest)]),
        };
    }
}
