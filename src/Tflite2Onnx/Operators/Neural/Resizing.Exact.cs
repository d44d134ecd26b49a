using Tflite2Onnx.Arithmetic;

namespace Tflite2Onnx.Operators;

/// <content>RESIZE_BILINEAR in TFLite's integer arithmetic.</content>
internal static partial class Resizing
{
    // Places and weights in units of 1/1024 (ResizeBilinearInteger in resize_bilinear.h); the sum of both axes' products is rounded once.
    private static Value? ExactBilinear(OpContext op, ResizeBilinearOptions o)
    {
        bool isKnown = op.TryIntegers(1) is { } sizes && sizes.All(size => size is > 0 and < MostPixels) && op.Shape(0)[1] > 0 && op.Shape(0)[2] > 0;
        if (!isKnown || Affine.Of(op.Input(0)) is not { } x || Affine.Of(op.Output(0))?.Type != x.Type || (o.AlignCorners && o.HalfPixelCenters))
        {
            return null;
        }
        if (x.Type == ElementType.UInt8)
        {
            return InFloat(op, o);
        }
        Value y = op.Cast(op.Raw(0), ElementType.Int64);
        for (int i = 0; i < 2; i++)
        {
            (long[] lower, long[] upper, long[] weights) = Places(op.Shape(0)[1 + i], (int)op.Integers(1)[i], o);
            int[] along = Along(op, 1 + i, weights.Length);
            Value Part(long[] at, IEnumerable<long> by) => op.Emit("Mul", [Picked(op, y, at, 1 + i), KernelArithmetic.Numbers([.. by], along)]);
            y = op.Emit("Add", [Part(lower, weights.Select(w => 1024 - w)), Part(upper, weights)]);
        }
        return op.Cast(KernelArithmetic.Quotient(op, y, [1 << 20], []), x.Type);
    }

    private static Value Picked(OpContext op, Value x, long[] at, int axis) =>
        op.Emit("Gather", [x, Value.Ints(at)], new() { ["axis"] = (long)op.Axis(axis) });

    // How numbers per index of an axis lie along the value.
    private static int[] Along(OpContext op, int axis, int count) => [count, .. Enumerable.Repeat(1, 3 - op.Axis(axis))];

    // The weight is that of the upper pixel. Divisions cut off towards 0, as C's do.
    private static (long[] Lower, long[] Upper, long[] Weights) Places(int dimension, int size, ResizeBilinearOptions o)
    {
        (int from, int to) = o.AlignCorners && size > 1 ? (dimension - 1, size - 1) : (dimension, size);
        int scale = ((1024 * from) + (to / 2)) / to;
        int[] at = [.. Enumerable.Range(0, size).Select(i => o.HalfPixelCenters ? (i * scale) + (scale / 2) - 512 : i * scale)];
        long[] lower = [.. at.Select(a => (long)Math.Max(a / 1024, 0))];
        return (lower, [.. at.Select(a => (long)Math.Min((a + 1023) / 1024, dimension - 1))], [.. at.Zip(lower, (a, low) => a - (1024 * low))]);
    }

    // uint8 in float, term by term as the kernel adds them (ResizeBilinear in resize_bilinear.h), and cut off with a half added.
    private static Value InFloat(OpContext op, ResizeBilinearOptions o)
    {
        var axes = Enumerable.Range(0, 2).Select(i => RealPlaces(op.Shape(0)[1 + i], (int)op.Integers(1)[i], o)).ToArray();
        Value x = op.Cast(op.Raw(0), ElementType.Float);
        Value? sum = null;
        foreach ((bool right, bool down) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            Value pixels = Picked(op, Picked(op, x, down ? axes[0].Upper : axes[0].Lower, 1), right ? axes[1].Upper : axes[1].Lower, 2);
            Value Weight(int axis, bool upper) =>
                Value.Of(Constant.Of(ElementType.Float, Along(op, 1 + axis, axes[axis].Weights.Length),
                    [.. axes[axis].Weights.Select(w => upper ? w : 1 - w)]), "weights");
            Value part = op.Emit("Mul", [op.Emit("Mul", [pixels, Weight(0, down)]), Weight(1, right)]);
            sum = sum is null ? part : op.Emit("Add", [sum, part]);
        }
        return op.Cast(op.Emit("Add", [sum!, Constants.Scalar(0.5, ElementType.Float)]), ElementType.UInt8);
    }

    private static (long[] Lower, long[] Upper, float[] Weights) RealPlaces(int dimension, int size, ResizeBilinearOptions o)
    {
        float scale = o.AlignCorners && size > 1 ? (float)(dimension - 1) / (size - 1) : (float)dimension / size;
        float[] at = [.. Enumerable.Range(0, size).Select(i => o.HalfPixelCenters ? ((i + 0.5f) * scale) - 0.5f : i * scale)];
        long[] lower = [.. at.Select(a => (long)Math.Max(MathF.Floor(a), 0))];
        return (lower, [.. at.Select(a => (long)Math.Min(MathF.Ceiling(a), dimension - 1))], [.. at.Zip(lower, (a, low) => a - low)]);
    }
}
