namespace Tflite2Onnx.Operators;

/// <summary>Shapes of the results of <see cref="Reduction"/>, and of other operators that see elements along axes together.</summary>
internal static class ReductionShapes
{
    public static ResultShapes Fold(ShapeView op, bool keep)
    {
        FileList<Dim> dims = op.Dims(0);
        if (op.TryIntegers(1) is not { } given)
        {
            return keep && !dims.Any(dim => dim.HasBatch) ? Array.ConvertAll(dims.AsArray(), _ => op.Unknown()) : default(ResultShapes);
        }
        int[] axes = dims.Length == 0 ? [] : [.. given.Select(axis => TensorAxis.FromFront(axis, dims.Length)).Distinct()];
        op.Alone(0, axes);
        return keep ? dims.Select((dim, axis) => axes.Contains(axis) ? Dim.One : dim).ToArray() : ShapeRules.Without(op, axes);
    }

    public static ResultShapes Place(ShapeView op) => ShapeRules.Without(op, [TensorAxis.FromFront(op.Integer(1), op.Dims(0).Length)]);

    public static ResultShapes CumSum(ShapeView op) => op.TryIntegers(1) is [var axis] ? ShapeRules.Along(op, 0, TensorAxis.FromFront(axis, op.Dims(0).Length))
        : op.Dims(0).Any(dim => dim.HasBatch) ? default(ResultShapes) : op.Dims(0);

    /// <summary>Lists of places in the operand, as many as there happen to be.</summary>
    public static ResultShapes Where(ShapeView op)
    {
        op.Alone(0, [.. Enumerable.Range(0, op.Dims(0).Length)]);
        return new[] { op.Unknown(), Dim.Of(op.Dims(0).Length) };
    }

    /// <summary>Frequencies of the last two axes, of the last one those that floats have.</summary>
    public static ResultShapes Transform(ShapeView op)
    {
        op.Alone(0, -1, -2);
        return op.Numbers(1) is [var height, { Number: { } width }] ? (Dim[])[.. op.Dims(0)[..^2], height, Dim.Of((width / 2) + 1)] : default(ResultShapes);
    }

    /// <summary>As many draws for each row of odds.</summary>
    public static ResultShapes Draws(ShapeView op) =>
        op.Dims(0) is [var rows, var classes] && !classes.HasBatch && op.Numbers(1) is [var count] ? new[] { rows, count } : default(ResultShapes);

    public static ResultShapes Range(ShapeView op)
    {
        if (op.Output(0).Type.ToElementType().IsFloat())
        {
            return new[] { op.Unknown() };
        }
        bool isWhole = op.TryIntegers(0) is [var from] && op.TryIntegers(2) is [1] && from == 0 && op.Numbers(1) is [{ HasBatch: false }];
        return new[] { isWhole ? op.Numbers(1)![0] : Counted(op.TryIntegers(0), op.TryIntegers(1), op.TryIntegers(2)) ?? op.Unknown() };
    }

    private static Dim? Counted(long[]? from, long[]? to, long[]? step) => from is [var first] && to is [var end] && step is [not 0 and var by]
        ? Dim.Of(Math.Max(0, by > 0 ? (end - first + by - 1) / by : (end - first + by + 1) / by)) : null;
}
