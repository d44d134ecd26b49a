using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>
/// StableHLO's gather: slices of one size that begin at indices, each moved back where it would leave the tensor (ClipStartingIndex of
/// stablehlo_gather.cc). Elements are copied, whatever the quantization.
/// </summary>
internal static class StableHloGathering
{
    public static OpDefinition[] Operators =>
    [
        new OpDefinition<StablehloGatherOptions>(STABLEHLO_GATHER)
        {
            Summary = "Slices of one size from start indices, which are clamped so that they fit.",
            Limits = "Indices that speak of no axis are refused.",
            Quant = QuantRule.Own,
            Shapes = (op, o) => StableHloShapes.Gather(op, o),
            Convert = Gather,
        },
    ];

    // GatherND picks by the leading axes: those that indices speak of come first. The others begin at 0, as far as the slices go.
    private static Results Gather(OpContext op, StablehloGatherOptions o)
    {
        int rank = op.Rank(0);
        int[] Axes(long[] axes) => [.. axes.Select(axis => TensorAxis.FromFront(axis, rank))];
        (int[] mapped, int[] collapsed) = (Axes(o.StartIndexMap), Axes(o.CollapsedSliceDims));
        if (mapped.Length == 0)
        {
            throw new Refusal(WayOut.Rewrite, "its indices speak of no axis");
        }
        long[] sizes = new FileList<long>(o.SliceSizes, "Its list of slices").OfLength(rank);
        if (sizes.Where((size, axis) => size < 0 || (op.Shape(0)[axis] >= 0 && size > op.FileShape(0)[axis])).Any())
        {
            throw new FileContradiction($"Its slices of [{string.Join(", ", sizes)}] are larger than its operand of [{string.Join(", ", op.Shape(0))}]");
        }
        int[] whole = LayoutRule.Without(rank, mapped);
        int[] windows = [.. mapped.Where(axis => sizes[axis] != 1)];
        long[] ends = [.. whole.Select(axis => sizes[axis] == op.FileShape(0)[axis] ? long.MaxValue : sizes[axis])];
        Value x = Slicing.Cut(op, op.In(0), whole, new long[whole.Length], ends);
        Value y = op.Emit("GatherND", [op.Transpose(x, [.. mapped, .. whole]), Places(op, o, mapped, windows)]);

        // The axes as they are now: batches (numbered from the rank on), windows, whole ones.
        int batches = op.Rank(1) - (o.IndexVectorDim < op.Rank(1) ? 1 : 0);
        List<int> axes = [.. Enumerable.Range(rank, batches), .. windows, .. whole];
        y = op.Squeeze(y, [.. axes.Where(collapsed.Contains).Select(axis => axes.IndexOf(axis))]);
        axes = [.. axes.Where(axis => !collapsed.Contains(axis))];
        int[] kept = [.. mapped.Except(windows).Except(collapsed)];
        y = op.Unsqueeze(y, [.. Enumerable.Range(axes.Count, kept.Length)]);
        axes.AddRange(kept);
        return op.Transpose(y, [.. Order(o, LayoutRule.Without(rank, collapsed), rank, axes.Count).Select(axis => axes.IndexOf(axis))]);
    }

    // The axes of the result: those of slices where offsets say so, the batches elsewhere.
    private static IEnumerable<int> Order(StablehloGatherOptions o, int[] slice, int batch, int count)
    {
        int next = 0;
        return [.. Enumerable.Range(0, count).Select(axis => o.OffsetDims.Contains(axis) ? slice[next++] : batch++)];
    }

    // [batches, windows, mapped axes]: where each slice begins, plus where in it an element is.
    private static Value Places(OpContext op, StablehloGatherOptions o, int[] mapped, int[] windows)
    {
        Value starts = StableHloPlaces.Vectors(op, op.Index(1), o.IndexVectorDim, out int batches);
        int[] box = [.. mapped.Select(axis => FileNumber.Int(o.SliceSizes[axis]))];
        int[] dimensions = [.. mapped.Select(axis => op.Shape(0)[axis])];
        Value last = dimensions.Contains(-1)
            ? op.Emit("Sub", [op.Emit("Gather", [op.Emit("Shape", [op.In(0)]), Value.Ints(mapped)]), Value.Ints(box)])
            : Value.Ints(dimensions.Zip(box, (dimension, size) => dimension - size));
        starts = op.Emit("Max", [op.Emit("Min", [starts, last]), Constants.Scalar(0, ElementType.Int64)]);
        return windows.Length == 0 ? starts
            : op.Emit("Add", [op.Unsqueeze(starts, [.. Enumerable.Range(batches, windows.Length)]), Value.Of(StableHloPlaces.Grid(box), "window")]);
    }
}
