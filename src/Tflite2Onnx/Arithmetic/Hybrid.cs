namespace Tflite2Onnx.Arithmetic;

/// <summary>
/// Float operands beside integer weights, rounded to 8 bits in every run as TFLite's hybrid kernels round them before they multiply integers
/// (PortableSymmetricQuantizeFloats and PortableAsymmetricQuantizeFloats in portable_tensor_utils.cc).
/// </summary>
internal static class Hybrid
{
    // In a range's place where that is 0, as all of its elements are then.
    private const double Tiny = 1e-30;

    /// <summary>
    /// The data operand as it was, or rounded where the option has it and the weights, operand 1, are integers: in the range of the elements along
    /// <paramref name="axes"/> of the value (null: all but the first).
    /// </summary>
    public static Value Data(OpContext op, Value x, int[]? axes, bool asymmetric, int input = 0)
    {
        if (!op.QuantizesRows || op.Input(input).Type != TensorType.FLOAT32 || op.Input(1).Scaling is null)
        {
            return x;
        }
        if (axes is null && x.Shape is null)
        {
            throw new Refusal(WayOut.GiveShapes, "its operand's rank is not known before a run");
        }
        Value along = Value.Ints(axes ?? [.. Enumerable.Range(1, x.Shape!.Length - 1)]);
        return asymmetric ? Asymmetric(op, x, along) : Symmetric(op, x, along);
    }

    private static Value Symmetric(OpContext op, Value x, Value axes)
    {
        Value range = op.Emit("Max", [Reduced(op, "ReduceMax", op.Emit("Abs", [x]), axes), Number(Tiny, x.Type)]);
        Value steps = op.Emit("Mul", [x, op.Emit("Div", [Number(127, x.Type), range])]);
        return op.Emit("Mul", [Rounded(op, steps), op.Emit("Div", [range, Number(127, x.Type)])]);
    }

    private static Value Asymmetric(OpContext op, Value x, Value axes)
    {
        const ElementType Wide = ElementType.Double;
        Value lowest = op.Emit("Min", [op.Cast(Reduced(op, "ReduceMin", x, axes), Wide), Number(0, Wide)]);
        Value highest = op.Emit("Max", [op.Cast(Reduced(op, "ReduceMax", x, axes), Wide), Number(0, Wide)]);
        Value scale = op.Emit("Max", [op.Emit("Div", [op.Emit("Sub", [highest, lowest]), Number(255, Wide)]), Number(Tiny, Wide)]);
        // The zero point comes from the end that loses less.
        Value Steps(Value end) => op.Emit("Div", [end, scale]);
        (Value low, Value high) = (op.Emit("Sub", [Number(-128, Wide), Steps(lowest)]), op.Emit("Sub", [Number(127, Wide), Steps(highest)]));
        Value lowIsBetter = op.Emit("Less", [op.Emit("Sub", [Number(128, Wide), Steps(lowest)]), op.Emit("Add", [Number(127, Wide), Steps(highest)])]);
        Value zero = op.Cast(Within(op, Rounded(op, op.Emit("Where", [lowIsBetter, low, high]))), x.Type);
        Value step = op.Cast(scale, x.Type);
        Value steps = op.Emit("Add", [zero, op.Emit("Mul", [x, op.Emit("Div", [Number(1, x.Type), step])])]);
        return op.Emit("Mul", [op.Emit("Sub", [Within(op, Rounded(op, steps)), zero]), step]);
    }

    private static Value Number(double value, ElementType type) => Constants.Scalar(value, type);

    private static Value Reduced(OpContext op, string onnx, Value x, Value axes) => op.Emit(onnx, [x, axes], new() { ["keepdims"] = 1L });

    private static Value Within(OpContext op, Value x) => op.Emit("Clip", [x, Number(-128, x.Type), Number(127, x.Type)]);

    // Halves away from 0.
    private static Value Rounded(OpContext op, Value x) =>
        op.Emit("Mul", [op.Emit("Floor", [op.Emit("Add", [op.Emit("Abs", [x]), Number(0.5, x.Type)])]), op.Emit("Sign", [x])]);
}
