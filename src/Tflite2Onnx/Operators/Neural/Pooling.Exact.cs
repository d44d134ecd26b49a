using Tflite2Onnx.Arithmetic;

namespace Tflite2Onnx.Operators;

/// <content>Averages in TFLite's integer arithmetic.</content>
internal static partial class Pooling
{
    // So few cells of 8 bits make averages that float tells from halves, if they are none.
    private const int FewCells = 2048;

    // Elements of a constant made here, which a hostile window or shape can ask any number of.
    private const long MostElements = 1 << 22;

    // The sum over each window, divided by its cells that are not padding: halves away from 0 (AveragePool in integer_ops/pooling.h).
    private static Value? ExactAverage(OpContext op, Pool2DOptions o)
    {
        bool isStatic = op.Shape(0) is [_, > 0, > 0, > 0] && op.Output(0).Shape is [_, > 0, > 0, _];
        if (!isStatic || Affine.Of(op.Input(0)) is not { } x || Affine.Of(op.Output(0)) is not { } y || x.Type != y.Type
            || y.Range(o.FusedActivationFunction) is not { } range)
        {
            return null;
        }
        return y.IsByte && (long)o.FilterHeight * o.FilterWidth <= FewCells ? AverageOfFew(op, WindowOf(o), y, range) : AverageOfSums(op, o, x, range);
    }

    // What lies less than 2^-13 below a half is one that float has missed. A Cast cuts off towards 0.
    private static Value AverageOfFew(OpContext op, Window window, Affine y, (long Lowest, long Highest) range)
    {
        Value Number(double value) => Constants.Scalar(value, ElementType.Float);
        Value average = op.Emit("AveragePool", [op.Cast(op.Raw(0), ElementType.Float)], window.Attributes(op.Shape(0)[1..3]));
        Value half = Number(0.5 + Math.ScaleB(1, -13));
        half = y.Lowest == 0 ? half : op.Emit("Mul", [op.Emit("Sign", [average]), half]);
        Value rounded = op.Emit("Add", [average, half]);
        bool clamps = range != (y.Lowest, y.Highest);
        return op.Cast(clamps ? op.Emit("Clip", [rounded, Number(range.Lowest), Number(range.Highest)]) : rounded, y.Type);
    }

    private static Value? AverageOfSums(OpContext op, Pool2DOptions o, Affine x, (long Lowest, long Highest) range)
    {
        (int[] kernel, int[] strides, int channels) = ([o.FilterHeight, o.FilterWidth], [o.StrideH, o.StrideW], op.Shape(0)[3]);
        (int[] from, int[] to) = (op.Shape(0)[1..3], op.Output(0).Shape![1..3]);
        if ((double)kernel[0] * kernel[1] * channels > MostElements || (double)to[0] * to[1] > MostElements)
        {
            return null;
        }
        Attributes attributes = WindowOf(o).Attributes(op.Shape(0)[1..3]);
        attributes["group"] = (long)channels;
        var filter = Value.Of(Constant.Of(ElementType.Float, [channels, 1, .. kernel], [.. Enumerable.Repeat(1f, channels * kernel[0] * kernel[1])]), "ones");
        Value? sum = Sums.Of(op, 0, x with { Zero = 0 }, kernel[0] * kernel[1], part => op.Emit("Conv", [part, filter], attributes));
        if (sum is null)
        {
            return null;
        }
        long[] pads = attributes.Integers("pads") ?? [0, 0];
        long[][] cells = [.. Enumerable.Range(0, 2).Select(axis => Cells(from[axis], to[axis], kernel[axis], strides[axis], pads[axis]))];
        long[] counts = [.. cells[0].SelectMany(rows => cells[1].Select(columns => rows * columns))];
        Value average = KernelArithmetic.Quotient(op, op.Cast(sum, ElementType.Int64), counts, [cells[0].Length, cells[1].Length]);
        return KernelArithmetic.ToResult(op, average, x with { Zero = 0 }, range);
    }

    // How many elements along an axis each of the windows covers.
    private static long[] Cells(int dimension, int windows, int reach, int stride, long pad) =>
        [.. Enumerable.Range(0, windows).Select(i => (i * stride) - pad).Select(first => Math.Min(dimension, first + reach) - Math.Max(0, first))];
}
