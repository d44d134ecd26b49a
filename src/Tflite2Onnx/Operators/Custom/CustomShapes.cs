namespace Tflite2Onnx.Operators;

/// <summary>Shapes of the results of custom operators.</summary>
internal static class CustomShapes
{
    public static ResultShapes Spectrogram(ShapeView op)
    {
        (int window, int stride) = (op.CustomOptions.Integer("window_size"), op.CustomOptions.Integer("stride"));
        if (op.Dims(0) is not [var samples, var channels] || window is < 2 or > (1 << 30) || stride < 1)
        {
            throw new FileContradiction("Its window does not fit the sound");
        }
        Dim windows = op.Compute(samples, count => count < window ? 0 : 1 + ((count - window) / stride));
        return new[] { channels, windows, Dim.Of(1 + (System.Numerics.BitOperations.RoundUpToPowerOf2((uint)window) / 2)) };
    }

    public static ResultShapes Product(ShapeView op, string first, string second)
    {
        var attributes = CustomOptions.OfNode(op.Source);
        return NeuralShapes.BatchMatMul(op, attributes.Flag(first), attributes.Flag(second));
    }

    public static ResultShapes Coefficients(ShapeView op) =>
        (Dim[])[.. ShapeRules.Along(op, 0, -1)[..^1], Dim.Of(op.CustomOptions.Integer("dct_coefficient_count"))];

    public static ResultShapes TransposedConvolution(ShapeView op)
    {
        int[] fields = CustomOptions.Struct(op.Source, 3);
        Dim[]? stated = NeuralShapes.Transposed(op, data: 0, op.Dims(1)[0], [fields[2], fields[1]])[0];
        if (op.Claim() is not null || stated is null || fields[1] < 1 || fields[2] < 1)
        {
            return stated;
        }
        // Nothing says how large it is: as large as what a convolution of these strides makes the operand of.
        Dim Grown(int axis, int stride) => op.Compute(op.Dims(0)[axis], elements => checked(elements * stride));
        return new[] { stated[0], Grown(1, fields[2]), Grown(2, fields[1]), stated[3] };
    }

    /// <summary>Boxes, classes and scores, a row for each detection there may be, and how many there are.</summary>
    public static ResultShapes Detections(ShapeView op)
    {
        if (Enumerable.Range(0, op.InputCount).Any(i => op.Dims(i).Any(dim => dim.HasBatch)))
        {
            throw ShapeView.Mixing("it suppresses boxes of one image at a time");
        }
        var rows = Dim.Of(checked((long)op.CustomOptions.Integer("max_detections") * op.CustomOptions.Integer("max_classes_per_detection")));
        return (Dim[]?[])[[Dim.One, rows, Dim.Of(4)], [Dim.One, rows], [Dim.One, rows], [Dim.One]];
    }

    public static ResultShapes PoolWithPlaces(ShapeView op)
    {
        Dim[]? pooled = NeuralShapes.Windows(op, Unpooling.Pool(op).Window)[0];
        return (Dim[]?[])[pooled, pooled];
    }

    public static ResultShapes Unpool(ShapeView op)
    {
        Window window = Unpooling.Pool(op).Window;
        FileList<Dim> dims = op.Dims(0);
        op.Alone(0, 3);
        return new[] { dims[0], Grown(1), Grown(2), dims[3] };

        Dim Grown(int axis) => op.Compute(dims[axis], elements => checked(elements * window.Kernel[axis - 1]));
    }

    /// <summary>Images taken at places that another operand gives.</summary>
    public static ResultShapes Resampled(ShapeView op)
    {
        op.Alone(0, 1, 2, 3);
        op.Alone(1, 1, 2, 3);
        return new[] { ShapeRules.Joined(op, op.Dims(0)[0], op.Dims(1)[0]), op.Dims(1)[1], op.Dims(1)[2], op.Dims(0)[3] };
    }
}
