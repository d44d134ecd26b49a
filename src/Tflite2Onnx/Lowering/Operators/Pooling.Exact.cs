using Tflite2Onnx.Lowering.Quantized;

namespace Tflite2Onnx.Lowering.Operators;

/// <content>Averages in TFLite's integer arithmetic.</content>
internal static partial class Pooling
{
    // The sum over each window, divided by its cells that are not padding: halves away from 0 (AveragePool in integer_ops/pooling.h).
    private static Value? ExactAverage(OpContext op)
    {
        Pool2DOptions o = op.Options<Pool2DOptions>();
        bool isStatic = op.Shape(0) is [_, > 0, > 0, > 0] && op.Output(0).Shape is [_, > 0, > 0, _];
        if (!isStatic || Affine.Of(op.Input(0)) is not { } x || Affine.Of(op.Output(0))?.Type != x.Type || x.Range(o.FusedActivationFunction) is not { } range)
        {
            return null;
        }
        (int[] kernel, int[] strides, int channels) = ([o.FilterHeight, o.FilterWidth], [o.StrideH, o.StrideW], op.Shape(0)[3]);
        Attributes attributes = new Window(o.Padding, kernel, strides, [1, 1]).Attributes(op.Shape(0)[1..3]);
        attributes["group"] = (long)channels;
        var filter = Value.Of(Constant.Of(ElementType.Float, [channels, 1, .. kernel], [.. Enumerable.Repeat(1f, channels * kernel[0] * kernel[1])]), "ones");
        Value? sum = Sums.Of(op, 0, x with { Zero = 0 }, kernel[0] * kernel[1], part => op.Emit("Conv", [part, filter], attributes));
        if (sum is null)
        {
            return null;
        }
        long[] pads = attributes.Integers("pads") ?? [0, 0];
        (int[] from, int[] to) = (op.Shape(0)[1..3], op.Output(0).Shape![1..3]);
        long[][] cells = [.. Enumerable.Range(0, 2).Select(axis => Cells(from[axis], to[axis], kernel[axis], strides[axis], pads[axis]))];
        long[] counts = [.. cells[0].SelectMany(rows => cells[1].Select(columns => rows * columns))];
        Value average = KernelArithmetic.Quotient(op, op.Cast(sum, ElementType.Int64), counts, [cells[0].Length, cells[1].Length]);
        return KernelArithmetic.Finished(op, average, x with { Zero = 0 }, range);
    }

    // How many elements along an axis each of the windows covers.
    private static long[] Cells(int extent, int windows, int reach, int stride, long pad) =>
        [.. Enumerable.Range(0, windows).Select(i => (i * stride) - pad).Select(first => Math.Min(extent, first + reach) - Math.Max(0, first))];
}
