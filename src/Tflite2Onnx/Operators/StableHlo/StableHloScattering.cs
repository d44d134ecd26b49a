using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>
/// StableHLO's scatter: windows of updates folded into a tensor at indices, elements outside of it dropped (stablehlo_scatter.cc). The
/// tensor becomes a matrix of rows, the axes that windows lie across merged; one row more takes what is dropped.
/// </summary>
internal static class StableHloScattering
{
    public static OpDefinition[] Operators =>
    [
        new OpDefinition<StablehloScatterOptions>(STABLEHLO_SCATTER)
        {
            Summary = "Puts windows at indices, or combines them with what is there by sum, product, maximum or minimum; what lies outside is dropped.",
            Limits = "Other bodies, several operands at once, indices that speak of no axis, and dimensions that are not known, are refused.",
            Quant = QuantRule.Integers,
            Shapes = (op, _) => GatheringShapes.Scatter(op),
            Convert = Scatter,
        },
    ];

    private static Results Scatter(OpContext op, StablehloScatterOptions o)
    {
        if (op.InputCount != 3)
        {
            throw new Refusal(WayOut.Rewrite, "it scatters several operands at once");
        }
        if (Enumerable.Range(0, 3).Any(i => op.Shape(i).Contains(-1)))
        {
            throw new Refusal(WayOut.GiveShapes, "the dimensions of its operands are not known before a run");
        }
        if (o.ScatterDimsToOperandDims.Length == 0)
        {
            throw new Refusal(WayOut.Rewrite, "its indices speak of no axis");
        }
        Reducer reducer = Reducer.Of(op, o.UpdateComputationSubgraphIndex, op.Input(0).Type);
        var windows = new Windows(op, o);
        ElementType type = Folding(op.In(0).Type, reducer);
        Value rows = op.Reshape(op.Transpose(op.Cast(op.In(0), type), windows.Order), windows.Rows, windows.Width);
        Value updates = op.Reshape(op.Transpose(op.Cast(op.In(2), type), windows.UpdateOrder), windows.Updates, windows.Width);
        Value places = Known(op, o, windows) ?? Places(op, o, windows);
        bool areInside = places.Constant?.Integers().Contains(windows.Rows) == false;
        Value into = areInside ? rows : op.Emit("Pad", [rows, Value.Ints(0L, 0L, 1L, 0L)]);
        Value y = op.Emit("ScatterND", [into, places, updates], new() { ["reduction"] = reducer.Scatter }, [into.Shape])[0];
        y = op.Reshape(areInside ? y : Slicing.Cut(op, y, [0], [0], [-1]), [.. windows.Order.Select(axis => op.Shape(0)[axis])]);
        return op.Cast(op.Transpose(y, Permutation.Inverse(windows.Order)), op.In(0).Type);
    }

    // Truths are added and multiplied as numbers; of half precision, ScatterND only puts.
    private static ElementType Folding(ElementType type, Reducer reducer) =>
        reducer == Reducer.Update ? type : type switch { ElementType.Bool => ElementType.Int32, ElementType.Float16 => ElementType.Float, _ => type };

    // A row for each update, [updates, 1]: the one it falls on, or the number of rows where that is none. Null where a run decides.
    private static Value? Known(OpContext op, StablehloScatterOptions o, Windows windows)
    {
        if (op.TryIntegers(1) is null || windows.Updates > StableHloPlaces.MaxPlaces)
        {
            return null;
        }
        Value vectors = StableHloPlaces.Vectors(op, op.Index(1), o.IndexVectorDim, out _);
        var starts = new FileList<long>(vectors.Constant!.Integers(), "The list of indices");
        long[] places = StableHloPlaces.Grid(windows.Box).Integers();
        (int across, int mapped) = (windows.Across.Length, o.ScatterDimsToOperandDims.Length);
        var rows = new long[windows.Updates];
        for (int i = 0; i < rows.Length; i++)
        {
            (int vector, int place) = (i * across / places.Length, i % (places.Length / across));
            for (int axis = 0; axis < across; axis++)
            {
                long at = places[(place * across) + axis] + (axis < mapped ? starts[(vector * mapped) + axis] : 0);
                rows[i] = rows[i] < windows.Rows && at >= 0 && at < windows.Dimensions[axis] ? rows[i] + (at * windows.Strides[axis]) : windows.Rows;
            }
        }
        return Value.Of(Constant.Of(ElementType.Int64, [rows.Length, 1], rows), "rows");
    }

    // The same, computed.
    private static Value Places(OpContext op, StablehloScatterOptions o, Windows windows)
    {
        Value starts = StableHloPlaces.Vectors(op, op.Index(1), o.IndexVectorDim, out int batches);
        int added = windows.Across.Length - o.ScatterDimsToOperandDims.Length;
        if (added > 0)
        {
            starts = op.Emit("Pad", [starts, Value.Ints([.. new long[(2 * batches) + 1], added])]);
        }
        int axes = windows.Box.Count(dimension => dimension != 1);
        Value apart = op.Unsqueeze(starts, [.. Enumerable.Range(batches, axes)]);
        Value places = axes == 0 ? starts : op.Emit("Add", [apart, Value.Of(StableHloPlaces.Grid(windows.Box), "window")]);
        places = op.Reshape(places, windows.Updates, windows.Across.Length);
        Value isInside = op.Emit("And", [
            op.Emit("GreaterOrEqual", [places, Constants.Scalar(0, ElementType.Int64)]),
            op.Emit("Less", [places, Value.Ints(windows.Dimensions)])]);
        Value outside = op.Emit("ReduceSum", [op.Cast(op.Emit("Not", [isInside]), ElementType.Int64), Value.Ints(1L)], new() { ["keepdims"] = 1L });
        Value row = op.Emit("ReduceSum", [op.Emit("Mul", [places, Value.Ints(windows.Strides)]), Value.Ints(1L)], new() { ["keepdims"] = 1L });
        return op.Emit("Where", [op.IsNonZero(outside), Value.Ints(windows.Rows), row]);
    }

    /// <summary>How windows lie in the tensor.</summary>
    private sealed class Windows
    {
        public Windows(OpContext op, StablehloScatterOptions o)
        {
            (int[] shape, int[] updates) = (op.Shape(0), op.Shape(2));
            int[] inserted = [.. o.InsertedWindowDims.Select(axis => TensorAxis.FromFront(axis, shape.Length))];
            int[] mapped = [.. o.ScatterDimsToOperandDims.Select(axis => TensorAxis.FromFront(axis, shape.Length))];
            int[] window = [.. o.UpdateWindowDims.Select(axis => TensorAxis.FromFront(axis, updates.Length))];
            var windowAxes = new FileList<int>(window, "The list of the updates' axes");
            int[] lasting = LayoutRule.Without(shape.Length, inserted);
            // For each axis of the tensor that of the updates, -1 where windows have one element.
            int[] from = [.. Enumerable.Range(0, shape.Length).Select(axis => Array.IndexOf(lasting, axis) is >= 0 and int i ? windowAxes[i] : -1)];
            int Size(int axis) => from[axis] < 0 ? 1 : updates[from[axis]];
            Across = [.. mapped, .. LayoutRule.Without(shape.Length, mapped).Where(axis => Size(axis) != shape[axis])];
            Order = [.. Across, .. LayoutRule.Without(shape.Length, Across)];
            Box = [.. Across.Select(Size)];
            Dimensions = [.. Across.Select(axis => shape[axis])];
            Strides = [.. Dimensions.Select((_, i) => ElementTypes.Count(Dimensions.AsSpan(i + 1)))];
            UpdateOrder = [.. LayoutRule.Without(updates.Length, window), .. Order.Where(axis => from[axis] >= 0).Select(axis => from[axis])];
            Rows = FileNumber.Count(Dimensions);
            Width = FileNumber.Count([.. Order[Across.Length..].Select(axis => shape[axis])]);
            Updates = FileNumber.Count([.. LayoutRule.Without(updates.Length, window).Select(axis => updates[axis]), .. Box]);
        }

        /// <summary>Axes of the tensor that windows lie across: those indices speak of, and those that windows do not fill.</summary>
        public int[] Across { get; }

        /// <summary>All axes of the tensor, those that windows fill last.</summary>
        public int[] Order { get; }

        /// <summary>Axes of the updates: first those of the indices, then those of the windows in the tensor's new order.</summary>
        public int[] UpdateOrder { get; }

        /// <summary>Dimensions of a window across.</summary>
        public int[] Box { get; }

        /// <summary>Dimensions of the tensor across.</summary>
        public int[] Dimensions { get; }

        public int Rows { get; }

        public int Width { get; }

        public int Updates { get; }

        /// <summary>How many rows a step along each axis is.</summary>
        public long[] Strides { get; }
    }
}
