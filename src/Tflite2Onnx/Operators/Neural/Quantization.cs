using Tflite2Onnx.Arithmetic;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Between floats and the integers that stand for them. The driver quantizes and dequantizes; what it does not is here.</summary>
internal static class Quantization
{
    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition(QUANTIZE)
        {
            Summary = "Quantizes floats, or requantizes integers.",
            Limits = "Integers without a scale are refused.",
            Layout = LayoutRule.Transparent,
            Convert = op => op.Output(0).Type == TensorType.INT32 ? ToInt32(op) : Floats(op),
            Exact = Exact,
        },
        new PlainOpDefinition(DEQUANTIZE)
        {
            Summary = "Dequantizes integers, or widens floats that are stored in fewer bits.",
            Limits = "Integers without a scale are refused.",
            Layout = LayoutRule.Transparent,
            Convert = op => op.Cast(Floats(op), ElementType.Float),
        },
        new OpDefinition<FakeQuantOptions>(FAKE_QUANT)
        {
            Summary = "Floats, rounded as quantization in a given range would round them.",
            Limits = "2 to 16 bits.",
            Layout = LayoutRule.Transparent,
            Convert = FakeQuant,
        },
        // Sparse constants are dense from the start; this is one that is not sparse, or none.
        new PlainOpDefinition(DENSIFY)
        {
            Summary = "Turns a sparse constant into a dense one.",
            Layout = LayoutRule.Transparent,
            Quant = QuantRule.Carry,
            Convert = op => op.In(0),
        },
    ];

    private static Value? Exact(OpContext op)
    {
        if (Affine.OfAny(op.Output(0)) is not { } y)
        {
            return null;
        }
        if (op.Input(0).Type == TensorType.FLOAT32)
        {
            return Rounded(op, y);
        }
        if (Affine.OfAny(op.Input(0)) is not { } x)
        {
            return null;
        }
        Value Scaled() => KernelArithmetic.Scaled(op, KernelArithmetic.Centered(op, op.Raw(0), x.Zero), Multiplier.Of((double)x.Scale / y.Scale));
        return x.IsByte && y.Type != ElementType.Int32
            ? Tables.Look(op, Functions.Requantized) : KernelArithmetic.ToResult(op, Scaled(), y, (y.Lowest, y.Highest));
    }

    // Halves away from 0 (AffineQuantize in quantize.h). In double, where adding a half rounds nothing.
    private static Value Rounded(OpContext op, Affine y)
    {
        static Value Number(double value) => Constants.Scalar(value, ElementType.Double);
        Value steps = op.Cast(op.Emit("Div", [op.In(0), Constants.Scalar(y.Scale, ElementType.Float)]), ElementType.Double);
        Value whole = op.Emit("Floor", [op.Emit("Add", [op.Emit("Abs", [steps]), Number(0.5)])]);
        Value integers = op.Emit("Add", [op.Emit("Mul", [whole, op.Emit("Sign", [steps])]), Number(y.Zero)]);
        return op.Cast(op.Emit("Clip", [integers, Number(y.Lowest), Number(y.Highest)]), y.Type);
    }

    // int32 is quantized here and nowhere else, so that the driver does not know of it.
    private static Value Floats(OpContext op)
    {
        if (op.Input(0) is not { Type: TensorType.INT32, Quantization: { } q })
        {
            return op.In(0).Type.IsFloat() ? op.In(0) : throw new Refusal(WayOut.GiveScale, $"its operand is {op.Input(0).Type} without a scale");
        }
        Value x = q.ZeroPoint[0] == 0 ? op.In(0) : op.Emit("Sub", [op.In(0), Constants.Scalar(q.ZeroPoint[0], ElementType.Int32)]);
        return op.Dequantize(x, op.Input(0).Name, q with { ZeroPoint = [.. q.ZeroPoint.Select(_ => 0L)] }, q.Axis);
    }

    // float does not hold every int32, double does.
    private static Value ToInt32(OpContext op)
    {
        if (op.Input(0).Quantization is not { PerAxis: false } from || op.Output(0).Quantization is not { PerAxis: false } to)
        {
            throw new Refusal(WayOut.GiveScale, "its result is INT32, and has not one scale on either side");
        }
        static Value Number(double value) => Constants.Scalar(value, ElementType.Double);
        Value x = op.Emit("Sub", [op.Cast(op.Raw(0), ElementType.Double), Number(from.ZeroPoint[0])]);
        x = op.Emit("Round", [op.Emit("Mul", [x, Number((double)from.Scale[0] / to.Scale[0])])]);
        return op.Cast(op.Emit("Clip", [op.Emit("Add", [x, Number(to.ZeroPoint[0])]), Number(int.MinValue), Number(int.MaxValue)]), ElementType.Int32);
    }

    // In float32 throughout, as FakeQuantizeArray and NudgeQuantizationRange compute: the steps of [-1, 1] are other ones in double.
    private static Results FakeQuant(OpContext op, FakeQuantOptions o)
    {
        if (o.NumBits is < 2 or > 16)
        {
            throw new Refusal(WayOut.Rewrite, $"it rounds to {o.NumBits} bits");
        }
        (float first, float last) = (o.NarrowRange ? 1 : 0, (1 << o.NumBits) - 1);
        float scale = (o.Max - o.Min) / (last - first);
        float zeroPoint = MathF.Round(Math.Clamp(first - (o.Min / scale), first, last), MidpointRounding.AwayFromZero);
        (float lowest, float highest) = ((first - zeroPoint) * scale, (last - zeroPoint) * scale);

        Value x = op.In(0);
        Value Number(float value) => Constants.Scalar(value, x.Type);
        Value steps = op.Emit("Mul", [op.Emit("Sub", [op.Emit("Clip", [x, Number(lowest), Number(highest)]), Number(lowest)]), Number(1 / scale)]);
        Value whole = op.Emit("Floor", [op.Emit("Add", [steps, Number(0.5f)])]);
        return op.Emit("Add", [op.Emit("Mul", [whole, Number(scale)]), Number(lowest)]);
    }
}
