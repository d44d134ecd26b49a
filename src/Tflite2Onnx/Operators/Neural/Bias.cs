using System.Runtime.InteropServices;

namespace Tflite2Onnx.Operators;

/// <summary>Biases of convolutions and fully connected layers, as floats.</summary>
internal static class Bias
{
    /// <summary>
    /// The bias operand, or null when there is none. An integer bias counts in units of the accumulator, <c>data scale * filter scale</c>:
    /// TFLite's kernels add it unscaled, whatever scale the file gives it. With <paramref name="order"/>, constants come in that order.
    /// </summary>
    public static Value? Of(OpContext op, int bias, int data, int filter, Shuffle? order = null)
    {
        if (!op.Has(bias))
        {
            return null;
        }
        TfliteTensor tensor = op.Input(bias);
        Value raw = op.Raw(bias);
        raw = order is not null && raw.Constant is { } constant ? Value.Of(order.Apply(constant, 0), tensor.Name) : raw;
        if (tensor.Type is not (TensorType.INT32 or TensorType.INT64))
        {
            return raw;
        }
        QuantParams q = Units(op, data, filter) ?? tensor.Quantization
            ?? throw new Refusal(WayOut.GiveScale, $"the bias '{tensor.Name}' is {tensor.Type} without a scale");
        q = order is not null && q.PerAxis ? q with { Scale = order.Apply(q.Scale) } : q;
        if (tensor.Type == TensorType.INT32)
        {
            return op.Dequantize(raw, tensor.Name, q, axis: 0);
        }
        // DequantizeLinear takes no int64; the product is rounded once, as a float.
        Constant wide = raw.Constant ?? throw new Refusal(WayOut.MakeConstant, $"the bias '{tensor.Name}' is INT64 and computed");
        return Value.Of(new Constant(ElementType.Float, wide.Shape, () => Scaled(wide.Bytes().Span, q), wide.Length / 2), tensor.Name);
    }

    private static QuantParams? Units(OpContext op, int data, int filter)
    {
        if (op.Input(data).Scaling is not { } x || op.Input(filter).Scaling is not { } w)
        {
            return null;
        }
        float[] scales = [.. w.Scale.Select(s => x.Scale[0] * s)];
        return new QuantParams(scales, new long[scales.Length], 0);
    }

    private static byte[] Scaled(ReadOnlySpan<byte> data, QuantParams q)
    {
        ReadOnlySpan<long> integers = MemoryMarshal.Cast<byte, long>(data);
        var floats = new float[integers.Length];
        for (int i = 0; i < floats.Length; i++)
        {
            floats[i] = (float)(integers[i] * (double)q.Scale[q.PerAxis ? i : 0]);
        }
        return MemoryMarshal.AsBytes(floats.AsSpan()).ToArray();
    }
}
