namespace Tflite2Onnx.Operators;

/// <summary>Shapes of the results of convolutions, pools, resizings and matrices.</summary>
internal static class NeuralShapes
{
    /// <summary>How many filters there are, along an axis of the second operand, which holds no images.</summary>
    public static Dim Filters(ShapeView op, int axis)
    {
        op.Alone(1, [.. Enumerable.Range(0, op.Dims(1).Length)]);
        return op.Dims(1)[axis];
    }

    /// <summary>Windows that slide over the axes between the first and the last one.</summary>
    public static ResultShapes Windows(ShapeView op, Window window, Dim? channels = null)
    {
        FileList<Dim> dims = op.Dims(0);
        if (dims.Length != window.Kernel.Length + 2)
        {
            throw new FileContradiction($"Its operand has {dims.Length} axes");
        }
        Dim[] spatial = [.. dims[1..^1].Select((dim, i) => op.Compute(dim, elements => window.Result(elements, i)))];
        op.Alone(0, [.. channels is null ? [] : new[] { dims.Length - 1 }]);
        return (Dim[])[dims[0], .. spatial, channels ?? dims[^1]];
    }

    /// <summary>A transposed convolution of an operand to spatial dimensions that the first operand gives, or else the file's result has.</summary>
    public static ResultShapes Transposed(ShapeView op, int data, Dim channels, int[] strides)
    {
        FileList<Dim> dims = op.Dims(data);
        op.Alone(data, [.. Enumerable.Range(1, dims.Length - 1)]);
        IEnumerable<Dim?>? given = data != 0 && op.Numbers(0) is [_, .. var numbers, _] ? numbers.Select(dim => (Dim?)dim) : null;
        IEnumerable<Dim?>? claimed = op.Claim() is [_, .. var claim, _] ? claim.Select(dimension => dimension < 0 ? default(Dim?) : Dim.Of(dimension)) : null;
        IEnumerable<Dim?> stated = (given ?? claimed ?? new Dim?[strides.Length]).Take(strides.Length);
        return (Dim[])[dims[0], .. stated.Select((dim, i) => Grown(op, dims[i + 1], dim, strides[i])), channels];
    }

    // How far the result reaches beyond the operand's strides stays what it is.
    private static Dim Grown(ShapeView op, Dim from, Dim? stated, int stride)
    {
        if (!from.IsChanged || stated?.Number is not { } to)
        {
            return stated ?? op.Unknown();
        }
        return from.File < 0 ? op.Unknown() : op.Compute(from, elements => checked(to + ((elements - from.File) * stride)));
    }

    public static ResultShapes Resize(ShapeView op)
    {
        op.Alone(0, 1, 2);
        Dim[] size = op.Numbers(1) is { Length: 2 } given ? given : [op.Unknown(), op.Unknown()];
        return op.Dims(0) is [var batch, _, _, var channels] ? new[] { batch, size[0], size[1], channels }
            : throw new FileContradiction("Its operand is no batch of images");
    }

    public static ResultShapes FullyConnected(ShapeView op, FullyConnectedOptions o)
    {
        (FileList<Dim> dims, FileList<Dim> weights) = (op.Dims(0), op.Dims(1));
        if (weights is not [var units, { Number: > 0 } depth])
        {
            throw new FileContradiction("Its weights are no matrix");
        }
        op.Alone(1, 0, 1);
        if (dims.Length > 0 && dims[^1] == depth)
        {
            return o.KeepNumDims ? (Dim[])[.. dims[..^1], units] : [dims[..^1].Aggregate(Dim.One, (rows, dim) => rows * dim), units];
        }
        Dim[] rows = ShapingShapes.Regrouped(op, dims, [null, depth]) ?? throw new FileContradiction("Its rows are not as long as its weights'");
        if (rows[1].HasBatch)
        {
            throw ShapeView.Mixing("its rows go through the images");
        }
        return o.KeepNumDims ? (Dim[])[.. dims[..^1], units] : [rows[0], units];
    }

    public static ResultShapes BatchMatMul(ShapeView op, bool adjX, bool adjY)
    {
        (FileList<Dim> x, FileList<Dim> y) = (op.Dims(0), op.Dims(1));
        if (x.Length < 2 || y.Length < 2)
        {
            throw new FileContradiction("Its operands are no matrices");
        }
        op.Alone(0, adjX ? -2 : -1);
        op.Alone(1, adjY ? -1 : -2);
        return (Dim[])[.. ShapeRules.Broadcast(op, x[..^2], y[..^2]), adjX ? x[^1] : x[^2], adjY ? y[^2] : y[^1]];
    }
}
