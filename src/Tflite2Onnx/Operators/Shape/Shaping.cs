using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Operators that change a tensor's shape, order of axes or type, and those that ask for its shape.</summary>
internal static partial class Shaping
{
    // All of them but CAST copy bytes, whatever the quantization of operand and result.
    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition(BROADCAST_ARGS)
        {
            Summary = "The shape that two shapes broadcast to.",
            Limits = "The ranks of both shapes have to be known.",
            Shapes = ShapingShapes.BroadcastArgs,
            Convert = op => BroadcastArgs(op),
        },
        new PlainOpDefinition(BROADCAST_TO)
        {
            Summary = "Repeats axes of dimension 1 up to a given shape.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Own,
            Shapes = ShapingShapes.BroadcastTo,
            Convert = op => op.Emit("Expand", [op.In(0), op.PerAxis(1)]),
        },
        // The types are the tensors'; the options may be missing or wrong.
        new PlainOpDefinition(CAST)
        {
            Summary = "Converts elements to another type: floats are cut off towards 0 and held within the type's range, integers wrap.",
            Layout = LayoutRule.Transparent,
            Quant = QuantRule.Integers,
            TakesComplex = true,
            Convert = op => Casting.Convert(op),
        },
        new PlainOpDefinition(EXPAND_DIMS)
        {
            Summary = "Inserts an axis of dimension 1.",
            TakesComplex = true,
            Limits = "The axis has to be a constant.",
            Layout = LayoutRule.Attribute(0) with { Origins = op => LayoutRule.Inserted(op.Rank(0), NewAxis(op)), IsRelabelling = true },
            Quant = QuantRule.Own,
            Shapes = ShapingShapes.ExpandDims,
            Convert = op => op.Unsqueeze(op.In(0), op.ResultAxis(NewAxis(op))),
        },
        new PlainOpDefinition(RANK)
        {
            Summary = "The number of axes.",
            Layout = LayoutRule.Attribute(0) with { Origins = _ => [] },
            Quant = QuantRule.Own,
            Shapes = ShapingShapes.Rank,
            Convert = op => op.Input(0).Shape is { } shape
                ? Constants.Scalar(shape.Length, ElementType.Int32)
                : op.Emit("Size", [op.Emit("Shape", [op.In(0)])]),
        },
        new OpDefinition<ReshapeOptions>(RESHAPE)
        {
            Summary = "The same elements in the same order under another shape.",
            TakesComplex = true,
            Layout = LayoutRule.Attribute(0) with { Map = AxesOfReshape, IsRelabelling = true },
            Quant = QuantRule.Own,
            Shapes = (op, o) => ShapingShapes.Reshape(op, o),
            Convert = Reshape,
        },
        new PlainOpDefinition(SHAPE)
        {
            Summary = "The dimensions of a tensor.",
            Layout = LayoutRule.Attribute(0) with { Origins = _ => [-1] },
            Quant = QuantRule.Own,
            Shapes = ShapingShapes.ShapeOf,
            Convert = op => ShapeOf(op),
        },
        new OpDefinition<SqueezeOptions>(SQUEEZE)
        {
            Summary = "Drops axes of dimension 1: those named, or all.",
            TakesComplex = true,
            Layout = LayoutRule.Attribute(0) with { When = op => SqueezedAxes(op) is not null, Origins = OriginsOfSqueeze, IsRelabelling = true },
            Quant = QuantRule.Own,
            Shapes = (op, o) => ShapingShapes.Squeeze(op, o),
            Convert = (op, _) => SqueezedAxes(op) is { } axes ? op.Squeeze(op.In(0), [.. axes.Select(op.Axis)]) : op.Emit("Squeeze", [op.In(0)]),
        },
        new PlainOpDefinition(TILE)
        {
            Summary = "Repeats a tensor along its axes.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Own,
            Shapes = ShapingShapes.Tile,
            Convert = op => op.Emit("Tile", [op.In(0), op.PerAxis(1)]),
        },
        new PlainOpDefinition(TRANSPOSE)
        {
            Summary = "Permutes the axes.",
            Limits = "The permutation has to be a constant.",
            Layout = LayoutRule.Attribute(0) with { Origins = Order, IsReordering = true },
            Quant = QuantRule.Own,
            Shapes = ShapingShapes.Transpose,
            Convert = op => op.Transpose(op.In(0), [.. op.PerResultAxis(Order(op)).Select(op.Axis)]),
        },
    ];

    public static int NewAxis(OpView op) => TensorAxis.FromFront(op.Integer(1), op.Rank(0) + 1);

    private static int[] OriginsOfSqueeze(OpView op) => LayoutRule.Without(op.Rank(0), SqueezedAxes(op)!);

    public static int[] Order(OpView op) => TensorAxis.Order(op.Integers(1), op.Rank(0));

    // Null where that takes a run: none is named, and a dimension that is not known may turn out to be 1.
    private static int[]? SqueezedAxes(OpView op)
    {
        (int[] named, int[] shape) = (op.Options<SqueezeOptions>().SqueezeDims, op.Shape(0));
        return named.Length > 0 ? [.. named.Select(axis => TensorAxis.FromFront(axis, shape.Length)).Distinct()]
            : shape.Contains(-1) ? null
            : [.. Enumerable.Range(0, shape.Length).Where(axis => shape[axis] == 1)];
    }

    private static Value ShapeOf(OpContext op)
    {
        if (op.Input(0).Shape is { } shape && !shape.Contains(-1))
        {
            long[] numbers = [.. shape.Select(dimension => (long)dimension)];
            return Value.Of(Constants.FromIntegers(op.Output(0).Type.ToElementType(), [shape.Length], numbers), "shape");
        }
        Value dimensions = op.Emit("Shape", [op.In(0)]);
        int[] axes = op.Input(0).Shape is { } known ? [.. Enumerable.Range(0, known.Length).Select(op.Axis)] : [];
        return Permutation.IsIdentity(axes) ? dimensions : op.Emit("Gather", [dimensions, Value.Ints(axes)]);
    }

    // A dimension of 1 gives way to the other one, whatever that is.
    private static Value BroadcastArgs(OpContext op)
    {
        int rank = Math.Max(Length(0), Length(1));
        (Value first, Value second) = (Padded(0), Padded(1));
        Value isOne = op.Emit("Equal", [first, Constants.Scalar(1, ElementType.Int64)]);
        return op.Emit("Where", [isOne, second, first]);

        // Far more axes than tensors have would be a shape that is none.
        int Length(int i) => op.Shape(i) is [>= 0 and <= 64 and int length] ? length
            : throw new Refusal(WayOut.GiveShapes, "the rank of a shape is not known before a run");

        Value Padded(int i) => Length(i) == rank ? op.Index(i)
            : op.Emit("Concat", [Value.Ints(Enumerable.Repeat(1, rank - Length(i))), op.Index(i)], new() { ["axis"] = 0L });
    }
}
