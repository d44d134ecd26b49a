namespace Tflite2Onnx.Operators;

/// <summary>The sliding window of convolutions and pools, with a number per spatial axis.</summary>
internal readonly record struct Window(Padding Padding, int[] Kernel, int[] Strides, int[] Dilations)
{
    /// <summary>
    /// ONNX's attributes for an operand of these spatial dimensions (-1: unknown). Padding is written out wherever it is known, because
    /// runtimes disagree about <c>auto_pad</c> in corner cases.
    /// </summary>
    public Attributes Attributes(int[] dimensions)
    {
        Check();
        var attributes = new Attributes { ["kernel_shape"] = Long(Kernel), ["strides"] = Long(Strides) };
        if (Dilations.Any(d => d != 1))
        {
            attributes["dilations"] = Long(Dilations);
        }
        if (Padding != Padding.SAME)
        {
            return attributes;
        }
        int?[] total = [.. dimensions.Select(TotalPadding)];
        if (total.Contains(null))
        {
            attributes["auto_pad"] = "SAME_UPPER";
        }
        else if (total.Any(t => t > 0))
        {
            attributes["pads"] = Pads([.. total.Select(t => t!.Value)]);
        }
        return attributes;
    }

    /// <summary>How many windows there are along an axis of so many elements; refuses one that steps nowhere.</summary>
    public long Result(long elements, int axis)
    {
        (long kernel, long stride, long dilation) = (Kernel[axis], Strides[axis], Dilations[axis]);
        return kernel < 1 || stride < 1 || dilation < 1 ? throw new FileContradiction("Its window, its strides or its dilations are not above 0")
            : Padding == Padding.SAME ? (elements + stride - 1) / stride
            : (elements - ((kernel - 1) * dilation) - 1 + stride) / stride;
    }

    /// <summary>ONNX's list of padding, beginnings first, from the total per axis: TFLite puts an odd element at the end.</summary>
    public static long[] Pads(int[] total) => [.. total.Select(t => (long)(t / 2)), .. total.Select(t => (long)(t - (t / 2)))];

    public static long[] Long(int[] numbers) => [.. numbers.Select(n => (long)n)];

    /// <summary>
    /// All padding that TFLite's SAME puts along an axis, for a kernel that reaches over <paramref name="reach"/> elements: as much as lets it
    /// take <c>dimension / stride</c> steps, rounded up.
    /// </summary>
    public static int SameTotal(int dimension, int reach, int stride) => Math.Max(0, ((((dimension + stride - 1) / stride) - 1) * stride) + reach - dimension);

    private void Check()
    {
        if (Kernel.Concat(Strides).Concat(Dilations).Any(n => n < 1) || Kernel.Zip(Dilations).Any(axis => (long)axis.First * axis.Second > int.MaxValue / 2))
        {
            throw new Refusal(WayOut.Rewrite, "its window, its strides or its dilations are not above 0, or beyond 32 bits");
        }
    }

    // Null where it depends on an unknown dimension.
    private int? TotalPadding(int dimension, int axis)
    {
        int reach = ((Kernel[axis] - 1) * Dilations[axis]) + 1;
        return Strides[axis] == 1 ? reach - 1 : dimension < 0 ? null : SameTotal(dimension, reach, Strides[axis]);
    }
}
