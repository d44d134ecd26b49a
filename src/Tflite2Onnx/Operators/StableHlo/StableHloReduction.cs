using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>StableHLO's folds, of whole axes or of windows that slide along them, by a body of two scalars.</summary>
internal static class StableHloReduction
{
    public static OpDefinition[] Operators =>
    [
        new OpDefinition<StablehloReduceOptions>(STABLEHLO_REDUCE)
        {
            Summary = "Reduces axes by a body: sum, product, maximum, minimum, and, or.",
            Limits = "Other bodies, several operands at once, and the maximum or minimum of UINT64 are refused.",
            Layout = LayoutRule.Attribute(0) with { Origins = op => LayoutRule.Without(op.Rank(0), Dimensions(op)) },
            Shapes = (op, o) => StableHloShapes.Reduce(op, o),
            Convert = Reduce,
        },
        // The kernel computes on integers as they are, in the order pad between, pad around, fold (stablehlo_reduce_window.cc).
        new OpDefinition<StablehloReduceWindowOptions>(STABLEHLO_REDUCE_WINDOW)
        {
            Summary = "Reduces sliding windows by a body: sum, product, maximum, minimum, and, or.",
            Limits = "Other bodies, and several operands at once, are refused.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Integers,
            Shapes = (op, o) => StableHloShapes.ReduceWindow(op, o),
            Convert = ReduceWindow,
        },
    ];

    private static int[] Dimensions(OpView op) =>
        [.. op.Options<StablehloReduceOptions>().Dimensions.Select(axis => TensorAxis.FromFront(axis, op.Rank(0)))];

    private static Reducer ReducerOf(OpContext op, int body)
    {
        if (op.InputCount != 2 || op.OutputCount != 1)
        {
            throw new Refusal(WayOut.Rewrite, $"it folds {op.OutputCount} operands at once");
        }
        Reducer reducer = Reducer.Of(op, body, op.Input(0).Type);
        return reducer != Reducer.Update ? reducer : throw new Refusal(WayOut.Rewrite, $"its body, subgraph {body}, gives the last element and no fold");
    }

    private static Results Reduce(OpContext op, StablehloReduceOptions o)
    {
        Reducer reducer = ReducerOf(op, o.BodySubgraphIndex);
        if (op.In(0).Type == ElementType.UInt64 && double.IsInfinity(reducer.Neutral))
        {
            throw new Refusal(WayOut.Rewrite, "ONNX Runtime finds no largest or smallest of UINT64");
        }
        int[] axes = [.. Dimensions(op).Select(op.Axis)];
        // ONNX takes an empty list for all axes.
        Value folded = axes.Length == 0 ? op.In(0) : op.Emit(reducer.Whole, [op.In(0), Value.Ints(axes)], new() { ["keepdims"] = 0L });
        return reducer.From(op, op.Reshape(op.In(1)), folded);
    }

    private static Results ReduceWindow(OpContext op, StablehloReduceWindowOptions o)
    {
        Reducer reducer = ReducerOf(op, o.BodySubgraphIndex);
        var windows = new Windows(op, o);
        Value start = op.Reshape(op.In(1));
        bool hasKernel = op.In(0).Type is ElementType.Float or ElementType.Float16 or ElementType.Int8 or ElementType.UInt8;
        if (reducer == Reducer.Maximum && windows.ArePools && hasKernel)
        {
            return reducer.From(op, start, Pool(op, windows));
        }
        Value y = StableHloSlicing.Pad(op, op.In(0), op.PerAxis(op.Shape(0)), start, windows.Low, windows.High, windows.Interior);
        for (int axis = 0; axis < windows.Dimensions.Length; axis++)
        {
            y = reducer.Slide(op, y, axis, windows.Dimensions[axis], windows.Strides[axis], windows.Dilations[axis]);
        }
        return reducer.From(op, start, y);
    }

    // What is around never counts, and where all of it is the start, it counts as that does.
    private static Value Pool(OpContext op, Windows windows) => op.Emit("MaxPool", [op.In(0)], new()
    {
        ["kernel_shape"] = windows.Dimensions[2..],
        ["strides"] = windows.Strides[2..],
        ["dilations"] = windows.Dilations[2..],
        ["pads"] = (long[])[.. windows.Low[2..], .. windows.High[2..]],
    });

    /// <summary>Windows, with numbers per axis of the value.</summary>
    private sealed class Windows
    {
        public Windows(OpContext op, StablehloReduceWindowOptions o)
        {
            int rank = op.Rank(0);
            long[] PerAxis(long[] given, long usual) => op.PerAxis(
                given.Length > 0 ? new FileList<long>(given, "One of its lists").OfLength(rank) : [.. Enumerable.Repeat(usual, rank)]);
            long[] padding = o.Padding.Length > 0 ? new FileList<long>(o.Padding, "Its list of paddings").OfLength(2 * rank) : new long[2 * rank];
            Low = op.PerAxis([.. Enumerable.Range(0, rank).Select(axis => padding[2 * axis])]);
            High = op.PerAxis([.. Enumerable.Range(0, rank).Select(axis => padding[(2 * axis) + 1])]);
            Interior = [.. PerAxis(o.BaseDilations, 1).Select(dilation => dilation - 1)];
            (Dimensions, Strides, Dilations) = (PerAxis(o.WindowDimensions, 1), PerAxis(o.WindowStrides, 1), PerAxis(o.WindowDilations, 1));
            if (Dimensions.Concat(Strides).Concat(Dilations).Any(n => n is < 1 or > int.MaxValue))
            {
                throw new Refusal(WayOut.Rewrite, "its windows, strides or dilations are not above 0, or beyond 32 bits");
            }
        }

        public long[] Low { get; }

        public long[] High { get; }

        public long[] Interior { get; }

        public long[] Dimensions { get; }

        public long[] Strides { get; }

        public long[] Dilations { get; }

        /// <summary>Whether ONNX's pools have such windows: over one to three axes behind the first two, none of them beside the elements.</summary>
        public bool ArePools => Dimensions.Length is > 2 and <= 5 && Interior.All(n => n == 0)
            && Dimensions[..2].Concat(Strides[..2]).All(n => n == 1) && Low[..2].Concat(High[..2]).All(n => n == 0)
            && Enumerable.Range(2, Dimensions.Length - 2).All(axis => Fits(Low[axis], axis) && Fits(High[axis], axis));

        private bool Fits(long edge, int axis) => edge >= 0 && edge < Dimensions[axis];
    }
}
