namespace Tflite2Onnx.Operators;

/// <summary>
/// Shapes of the results of <see cref="Gathering"/>, <see cref="Scattering"/>, <see cref="Segments"/>, <see cref="Reversal"/> and
/// <see cref="Diagonals"/>.
/// </summary>
internal static class GatheringShapes
{
    public static ResultShapes Gather(ShapeView op, GatherOptions o)
    {
        (FileList<Dim> data, FileList<Dim> indices) = (op.Dims(0), op.Dims(1));
        int axis = TensorAxis.FromFront(o.Axis, data.Length);
        int batches = o.BatchDims < 0 ? o.BatchDims + indices.Length : o.BatchDims;
        if (batches < 0 || batches > axis || batches > indices.Length)
        {
            throw new FileContradiction($"It has {batches} axes of batches");
        }
        op.Alone(0, axis);
        Dim[] shared = [.. Enumerable.Range(0, batches).Select(i => ShapeRules.Broadcast(op, data[i], indices[i]))];
        return (Dim[])[.. shared, .. data[batches..axis], .. indices[batches..], .. data[(axis + 1)..]];
    }

    public static ResultShapes GatherNd(ShapeView op)
    {
        (FileList<Dim> data, FileList<Dim> indices) = (op.Dims(0), op.Dims(1));
        if (indices is not [.. var places, { Number: >= 0 and var depth }] || depth > data.Length)
        {
            throw new Refusal(WayOut.GiveShapes, "how many axes its indices speak of is not known before a run");
        }
        op.Alone(0, [.. Enumerable.Range(0, (int)depth)]);
        op.Alone(1, -1);
        return (Dim[])[.. places, .. data[(int)depth..]];
    }

    public static ResultShapes OneHot(ShapeView op, OneHotOptions o)
    {
        FileList<Dim> indices = op.Dims(0);
        int axis = TensorAxis.FromFront(o.Axis, indices.Length + 1);
        return (Dim[])[.. indices[..axis], op.Numbers(1) is [var depth] ? depth : op.Unknown(), .. indices[axis..]];
    }

    public static ResultShapes TopK(ShapeView op)
    {
        op.Alone(0, -1);
        Dim[] result = [.. op.Dims(0)[..^1], op.Numbers(1) is [var count] ? count : op.Unknown()];
        return (Dim[]?[])[result, result];
    }

    public static ResultShapes Embedding(ShapeView op) => (Dim[])[.. op.Dims(0), .. Rows(op, 1)];

    private static Dim[] Rows(ShapeView op, int input)
    {
        op.Alone(input, 0);
        return op.Dims(input)[1..];
    }

    public static ResultShapes ScatterNd(ShapeView op) => NoImages(op, op.Numbers(2));

    public static ResultShapes SparseToDense(ShapeView op) => NoImages(op, op.Numbers(1));

    public static ResultShapes Scatter(ShapeView op) => NoImages(op, op.Dims(0));

    public static ResultShapes SegmentSum(ShapeView op) =>
        NoImages(op, [op.TryIntegers(1) is { Length: > 0 } ids ? Dim.Of(ids.Max() + 1) : op.Unknown(), .. op.Dims(0)[1..]]);

    public static ResultShapes UnsortedSegments(ShapeView op) =>
        NoImages(op, [op.Numbers(2) is [var count] ? count : op.Unknown(), .. op.Dims(0)[op.Dims(1).Length..]]);

    /// <summary>As many boxes as are asked for, their scores, and how many of them count.</summary>
    public static ResultShapes Suppressed(ShapeView op, bool hasScores)
    {
        Dim[]? boxes = NoImages(op, [op.Numbers(2) is [var most] ? most : op.Unknown()])[0];
        return hasScores ? (Dim[]?[])[boxes, boxes, []] : (Dim[]?[])[boxes, []];
    }

    // Where elements go depends on what indices say, and those speak of all images at once.
    private static ResultShapes NoImages(ShapeView op, Dim[]? result)
    {
        bool holdsImages = Enumerable.Range(0, op.InputCount).Any(i => op.Has(i) && op.Dims(i).Any(dim => dim.HasBatch));
        return holdsImages ? throw ShapeView.Mixing("it puts elements where indices say, which speak of one image") : result;
    }

    public static ResultShapes Reverse(ShapeView op) => op.TryIntegers(1) is { } axes
        ? ShapeRules.Along(op, 0, [.. axes.Select(axis => TensorAxis.FromFront(axis, op.Dims(0).Length))])
        : op.Dims(0).Any(dim => dim.HasBatch) ? throw ShapeView.Mixing("which axes it turns round is computed") : op.Dims(0);

    public static ResultShapes ReverseSequence(ShapeView op, ReverseSequenceOptions o) => ShapeRules.Along(op, 0, o.SeqDim);

    public static ResultShapes Diagonal(ShapeView op)
    {
        op.Alone(0, -1);
        return (Dim[])[.. op.Dims(0), op.Dims(0)[^1]];
    }

    public static ResultShapes SetDiagonal(ShapeView op)
    {
        op.Alone(0, -1, -2);
        op.Alone(1, -1);
        return ShapeRules.Broadcast(op, op.Dims(0)[..^2], op.Dims(1)[..^1]).Concat(op.Dims(0)[^2..]).ToArray();
    }
}
