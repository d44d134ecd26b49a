using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>StableHLO's convolution: axes in any order, both operands dilated, filters reversed, channels or batches in groups.</summary>
internal static class StableHloConvolution
{
    private static readonly Layout Hwio = new("HWIO", "OIHW");

    public static OpDefinition[] Operators =>
    [
        new OpDefinition<StablehloConvolutionOptions>(STABLEHLO_CONVOLUTION)
        {
            Summary = "Convolution over any number of spatial axes, also transposed.",
            Limits = "Integers without a scale, no spatial axis, and filters of unknown dimensions are refused; groups of batches need known dimensions.",
            Layout = LayoutRule.Implicit([Layout.Nhwc, Hwio], Layout.Nhwc) with { When = IsImages },
            Shapes = (op, o) => StableHloShapes.Convolution(op, o),
            Convert = Convolve,
        },
    ];

    // What frameworks export of images: ONNX's order is then the plan's affair.
    private static bool IsImages(OpView op)
    {
        StablehloConvolutionOptions o = op.Options<StablehloConvolutionOptions>();
        return Data(o).SequenceEqual(Layout.Nhwc.Perm) && Filter(o).SequenceEqual(Hwio.Perm) && Result(o).SequenceEqual(Layout.Nhwc.Perm);
    }

    private static int[] Data(StablehloConvolutionOptions o) => Axes([o.InputBatchDimension, o.InputFeatureDimension, .. o.InputSpatialDimensions]);

    private static int[] Filter(StablehloConvolutionOptions o) =>
        Axes([o.KernelOutputFeatureDimension, o.KernelInputFeatureDimension, .. o.KernelSpatialDimensions]);

    private static int[] Result(StablehloConvolutionOptions o) => Axes([o.OutputBatchDimension, o.OutputFeatureDimension, .. o.OutputSpatialDimensions]);

    private static int[] Axes(long[] axes) => [.. axes.Select(axis => FileNumber.Int(axis))];

    private static Results Convolve(OpContext op, StablehloConvolutionOptions o)
    {
        (int[] data, int[] filter, bool isImages) = (Data(o), Filter(o), IsImages(op));
        int spatial = data.Length - 2;
        Value x = isImages ? op.In(0) : op.Transpose(op.In(0), data);
        Value w = isImages ? op.In(1) : op.Transpose(op.In(1), filter);
        if (!x.Type.IsFloat() || spatial == 0)
        {
            throw spatial == 0 ? new Refusal(WayOut.Rewrite, "it has no spatial axis")
                : new Refusal(WayOut.GiveScale, $"its operands are {op.Input(0).Type} and not quantized");
        }
        int[] kernel = [.. filter[2..].Select(axis => op.Shape(1)[axis])];
        if (kernel.Contains(-1))
        {
            throw new Refusal(WayOut.GiveShapes, "the dimensions of its filter are not known before a run");
        }
        int[] shape = [.. data.Select(axis => op.Shape(0)[axis])];
        (x, shape) = o.BatchGroupCount > 1 ? BatchesAsChannels(op, x, shape, FileNumber.Int(o.BatchGroupCount)) : (x, shape);
        var window = new Dilated(o, kernel);
        if (window.Kernel.Concat(window.Strides).Concat(window.Spread).Concat(window.Dilations).Any(n => n < 1))
        {
            throw new Refusal(WayOut.Rewrite, "its window, its strides or its dilations are not above 0");
        }
        Value y = window.IsTransposed && window.Groups == 1 ? Transposed(op, x, w, window) : Plain(op, x, shape, w, window);
        return isImages ? y : op.Transpose(y, Permutation.Inverse(Result(o)));
    }

    // Groups of batches are convolved with a group of filters each: as channels behind each other, they are what ONNX has groups of.
    private static (Value X, int[] Shape) BatchesAsChannels(OpContext op, Value x, int[] shape, int groups)
    {
        if (shape.Contains(-1))
        {
            throw new Refusal(WayOut.GiveShapes, "it has groups of batches, and the dimensions of its input are not known before a run");
        }
        int[] space = [.. Enumerable.Range(3, shape.Length - 2)];
        Value apart = op.Reshape(x, [groups, shape[0] / groups, .. shape[1..]]);
        int[] merged = [shape[0] / groups, groups * shape[1], .. shape[2..]];
        return (op.Reshape(op.Transpose(apart, [1, 0, 2, .. space]), merged), merged);
    }

    private static Value Plain(OpContext op, Value x, int[] shape, Value w, Dilated window)
    {
        // What is not plain padding is put around, or taken away, first.
        bool isPlain = window.Spread.All(s => s == 1) && window.Low.Concat(window.High).All(p => p >= 0);
        if (!isPlain)
        {
            long[] Spatial(long[] numbers, int usual) => [usual, usual, .. numbers];
            x = StableHloSlicing.Pad(op, x, shape, null, Spatial(window.Low, 0), Spatial(window.High, 0), Spatial([.. window.Spread.Select(s => s - 1)], 0));
        }
        return op.Emit("Conv", [x, Reversed(op, w, window.Reversal)], new()
        {
            ["kernel_shape"] = window.Kernel,
            ["strides"] = window.Strides,
            ["dilations"] = window.Dilations,
            ["pads"] = isPlain ? [.. window.Low, .. window.High] : new long[2 * window.Kernel.Length],
            ["group"] = window.Groups,
        });
    }

    // ConvTranspose spreads its input by its strides, and has the filter reversed and the other way round.
    private static Value Transposed(OpContext op, Value x, Value w, Dilated window)
    {
        bool[] turned = [.. window.Reversal.Select(reversed => !reversed)];
        Value filter = op.Transpose(Reversed(op, w, turned), [1, 0, .. Enumerable.Range(2, window.Kernel.Length)]);
        return op.Emit("ConvTranspose", [x, filter], new()
        {
            ["kernel_shape"] = window.Kernel,
            ["strides"] = window.Spread,
            ["dilations"] = window.Dilations,
            ["pads"] = (long[])[.. window.Reach.Zip(window.Low, (reach, low) => reach - low), .. window.Reach.Zip(window.High, (reach, high) => reach - high)],
        });
    }

    private static Value Reversed(OpContext op, Value w, bool[] reversal)
    {
        int[] axes = [.. Enumerable.Range(0, reversal.Length).Where(i => reversal[i]).Select(i => i + 2)];
        long[] All(long number) => [.. Enumerable.Repeat(number, axes.Length)];
        return Slicing.Cut(op, w, axes, All(-1), All(long.MinValue), All(-1));
    }

    /// <summary>The window, with a number per spatial axis: its filter reaches <see cref="Reach"/> elements beyond its first one.</summary>
    private sealed class Dilated(StablehloConvolutionOptions o, int[] kernel)
    {
        public long[] Kernel { get; } = [.. kernel.Select(dimension => (long)dimension)];

        public long[] Strides { get; } = OrOnes(o.WindowStrides, kernel.Length);

        public long[] Spread { get; } = OrOnes(o.LhsDilation, kernel.Length);

        public long[] Dilations { get; } = OrOnes(o.RhsDilation, kernel.Length);

        public long[] Low { get; } = [.. Enumerable.Range(0, kernel.Length).Select(i => o.Padding.ElementAtOrDefault(2 * i))];

        public long[] High { get; } = [.. Enumerable.Range(0, kernel.Length).Select(i => o.Padding.ElementAtOrDefault((2 * i) + 1))];

        public bool[] Reversal { get; } = o.WindowReversal.Length > 0 ? o.WindowReversal : new bool[kernel.Length];

        public long Groups { get; } = Math.Max(1, Math.Max(o.FeatureGroupCount, o.BatchGroupCount));

        public long[] Reach => [.. Kernel.Zip(Dilations, (dimension, dilation) => (dimension - 1) * dilation)];

        /// <summary>Whether ConvTranspose says the same: nothing is skipped, and no edge has more around it than the filter reaches.</summary>
        public bool IsTransposed => Spread.Any(s => s > 1) && Strides.All(s => s == 1)
            && Reach.Zip(Low, (reach, low) => reach - low).Concat(Reach.Zip(High, (reach, high) => reach - high)).All(pad => pad >= 0);

        private static long[] OrOnes(long[] given, int count) => given.Length > 0 ? given : [.. Enumerable.Repeat(1L, count)];
    }
}
