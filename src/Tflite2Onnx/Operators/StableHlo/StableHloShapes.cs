namespace Tflite2Onnx.Operators;

/// <summary>Shapes of the results of StableHLO's operators.</summary>
internal static class StableHloShapes
{
    public static ResultShapes BroadcastInDim(ShapeView op)
    {
        Dim[] to = op.Claim() is { } claim ? Array.ConvertAll(claim, dimension => dimension < 0 ? op.Unknown() : Dim.Of(dimension)) : [];
        int[] origins = StableHloShaping.OriginsOfBroadcast(op);
        return to.Select((dim, axis) => origins[axis] < 0 ? dim : ShapingShapes.BroadcastTo(op, [op.Dims(0)[origins[axis]]], [dim])[0]).ToArray();
    }

    public static ResultShapes Slice(ShapeView op, StablehloSliceOptions o) => op.Dims(0).Select((dim, axis) =>
        SlicingShapes.Part(op, dim, axis, o.StartIndices[axis], o.LimitIndices[axis], o.Strides.Length > 0 ? o.Strides[axis] : 1)).ToArray();

    public static ResultShapes DynamicSlice(ShapeView op, StablehloDynamicSliceOptions o)
    {
        op.Alone(0, [.. Enumerable.Range(0, op.Dims(0).Length).Where(axis => op.Dims(0)[axis].File != o.SliceSizes[axis])]);
        return op.Dims(0).Select((dim, axis) => dim.File == o.SliceSizes[axis] ? dim : Dim.Of(o.SliceSizes[axis])).ToArray();
    }

    public static ResultShapes Transpose(ShapeView op) => ShapeRules.Kept(op, StableHloShaping.Order(op));

    public static ResultShapes Pad(ShapeView op, StablehloPadOptions o) => op.Dims(0).Select((dim, axis) =>
        Spread(op, dim, o.EdgePaddingLow[axis], o.EdgePaddingHigh[axis], o.InteriorPadding[axis] + 1)).ToArray();

    // Elements set so many apart, with more around them.
    private static Dim Spread(ShapeView op, Dim dim, long low, long high, long step) => low == 0 && high == 0 && step == 1 ? dim
        : op.Compute(dim, elements => checked((elements == 0 ? 0 : ((elements - 1) * step) + 1) + low + high));

    public static ResultShapes Reduce(ShapeView op, StablehloReduceOptions o) =>
        ShapeRules.Without(op, [.. o.Dimensions.Select(axis => TensorAxis.FromFront(axis, op.Dims(0).Length))]);

    public static ResultShapes ReduceWindow(ShapeView op, StablehloReduceWindowOptions o)
    {
        long At(long[] numbers, int axis, long usual) => numbers.Length > 0 ? new FileList<long>(numbers, "One of its lists")[axis] : usual;
        return op.Dims(0).Select((dim, axis) =>
        {
            Dim around = Spread(op, dim, At(o.Padding, 2 * axis, 0), At(o.Padding, (2 * axis) + 1, 0), At(o.BaseDilations, axis, 1));
            return JoiningShapes.Window(op, around, At(o.WindowDimensions, axis, 1), At(o.WindowStrides, axis, 1), At(o.WindowDilations, axis, 1));
        }).ToArray();
    }

    public static ResultShapes DotGeneral(ShapeView op, StablehloDotGeneralOptions o)
    {
        int[] Axes(int input, long[] axes) => [.. axes.Select(axis => TensorAxis.FromFront(axis, op.Dims(input).Length))];
        (int[] left, int[] right) = (Axes(0, o.LhsBatchingDimensions), Axes(1, o.RhsBatchingDimensions));
        (int[] inner, int[] theirs) = (Axes(0, o.LhsContractingDimensions), Axes(1, o.RhsContractingDimensions));
        op.Alone(0, inner);
        op.Alone(1, theirs);
        Dim[] Free(int input, int[] batch, int[] summed) => ShapeRules.Kept(op, LayoutRule.Without(op.Dims(input).Length, [.. batch, .. summed]), input);
        IEnumerable<Dim> batches = left.Zip(right, (a, b) => ShapeRules.Broadcast(op, op.Dims(0)[a], op.Dims(1)[b]));
        return (Dim[])[.. batches, .. Free(0, left, inner), .. Free(1, right, theirs)];
    }

    public static ResultShapes Convolution(ShapeView op, StablehloConvolutionOptions o)
    {
        (FileList<Dim> data, FileList<Dim> filter) = (op.Dims(0), op.Dims(1));
        op.Alone(1, [.. Enumerable.Range(0, filter.Length)]);
        op.Alone(0, [(int)o.InputFeatureDimension, .. o.BatchGroupCount > 1 ? [(int)o.InputBatchDimension] : Array.Empty<int>()]);
        long At(long[] numbers, int axis, long usual) => numbers.Length > 0 ? new FileList<long>(numbers, "One of its lists")[axis] : usual;
        Dim Of(FileList<Dim> dims, long axis) => dims[TensorAxis.FromFront(axis, dims.Length)];
        int Place(long axis) => TensorAxis.FromFront(axis, data.Length);
        var result = new Dim[data.Length];
        Dim batch = Of(data, o.InputBatchDimension);
        result[Place(o.OutputBatchDimension)] = o.BatchGroupCount > 1 ? op.Compute(batch, images => images / o.BatchGroupCount) : batch;
        result[Place(o.OutputFeatureDimension)] = Of(filter, o.KernelOutputFeatureDimension);
        for (int i = 0; i < o.OutputSpatialDimensions.Length; i++)
        {
            Dim from = Of(data, At(o.InputSpatialDimensions, i, 0));
            Dim spread = Spread(op, from, At(o.Padding, 2 * i, 0), At(o.Padding, (2 * i) + 1, 0), At(o.LhsDilation, i, 1));
            Dim window = Of(filter, At(o.KernelSpatialDimensions, i, 0));
            result[Place(o.OutputSpatialDimensions[i])] = window.Number is not { } size ? op.Unknown()
                : JoiningShapes.Window(op, spread, size, At(o.WindowStrides, i, 1), At(o.RhsDilation, i, 1));
        }
        return result;
    }

    public static ResultShapes Gather(ShapeView op, StablehloGatherOptions o)
    {
        (FileList<Dim> data, FileList<Dim> indices) = (op.Dims(0), op.Dims(1));
        op.Alone(0, [.. o.StartIndexMap.Select(axis => TensorAxis.FromFront(axis, data.Length))]);
        Dim[] batches = o.IndexVectorDim < indices.Length ? ShapeRules.Without(op, [(int)o.IndexVectorDim], 1) : indices;
        if (o.SliceSizes.Length != data.Length)
        {
            throw new FileContradiction("Its slices have not as many axes as its operand");
        }
        IEnumerable<Dim> whole = data.Select((dim, axis) => dim.File == o.SliceSizes[axis] ? dim : Dim.Of(o.SliceSizes[axis]));
        Dim[] slices = [.. whole.Where((_, axis) => !o.CollapsedSliceDims.Contains(axis))];
        (Queue<Dim> batch, Queue<Dim> slice) = (new(batches), new(slices));
        return Enumerable.Range(0, batches.Length + slices.Length).Select(axis => (o.OffsetDims.Contains(axis) ? slice : batch).TryDequeue(out Dim dim) ? dim
            : throw new FileContradiction("Its offsets speak of other axes than its slices have")).ToArray();
    }

    public static ResultShapes Sort(ShapeView op, StablehloSortOptions o)
    {
        Dim[]?[] shapes = [.. Enumerable.Range(0, op.InputCount).Select(i => ShapeRules.Along(op, i, TensorAxis.FromFront(o.Dimension, op.Dims(i).Length)))];
        return shapes;
    }
}
