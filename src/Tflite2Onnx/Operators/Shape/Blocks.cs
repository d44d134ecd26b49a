using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Blocks of pixels exchanged between the spatial axes and another one. They copy bytes, whatever the quantization.</summary>
internal static class Blocks
{
    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition(BATCH_TO_SPACE_ND)
        {
            Summary = "Moves blocks of the batch axis into the spatial axes, then crops these.",
            Limits = "The block has to be a constant.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Own,
            Shapes = JoiningShapes.BatchToSpace,
            Convert = op => BatchToSpace(op),
        },
        new OpDefinition<DepthToSpaceOptions>(DEPTH_TO_SPACE)
        {
            Summary = "Moves blocks of the channels into height and width.",
            Layout = LayoutRule.Implicit([Layout.Nhwc], Layout.Nhwc),
            Quant = QuantRule.Own,
            Shapes = (op, o) => JoiningShapes.Depth(op, o.BlockSize, toDepth: false),
            Convert = (op, o) => HasKernel("DepthToSpace", op.In(0))
                ? op.Emit("DepthToSpace", [op.In(0)], new() { ["blocksize"] = (long)o.BlockSize, ["mode"] = "DCR" })
                : Exchange(op, op.In(0), Depth(op.Shape(0), o.BlockSize, toDepth: false)),
        },
        new PlainOpDefinition(SPACE_TO_BATCH_ND)
        {
            Summary = "Pads the spatial axes with zeros, then moves blocks of them into the batch axis.",
            Limits = "The block has to be a constant.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Own,
            Shapes = JoiningShapes.SpaceToBatch,
            Convert = op => SpaceToBatch(op),
        },
        new OpDefinition<SpaceToDepthOptions>(SPACE_TO_DEPTH)
        {
            Summary = "Moves blocks of height and width into the channels.",
            Layout = LayoutRule.Implicit([Layout.Nhwc], Layout.Nhwc),
            Quant = QuantRule.Own,
            Shapes = (op, o) => JoiningShapes.Depth(op, o.BlockSize, toDepth: true),
            Convert = (op, o) => HasKernel("SpaceToDepth", op.In(0))
                ? op.Emit("SpaceToDepth", [op.In(0)], new() { ["blocksize"] = (long)o.BlockSize })
                : Exchange(op, op.In(0), Depth(op.Shape(0), o.BlockSize, toDepth: true)),
        },
    ];

    private static bool HasKernel(string opType, Value x) => Kernels.Find(opType)!.Has('T', x.Type, OnnxOperators.LowestOpset);

    private static BlockExchange Depth(int[] nhwc, int block, bool toDepth) =>
        new(Layout.Nhwc.Permute(nhwc), [(2, block), (3, block)], Target: 1, toDepth);

    private static Value SpaceToBatch(OpContext op)
    {
        (int[] block, int[] shape) = ([.. op.Integers(1).Select(b => FileNumber.Int(b))], op.Shape(0));
        op.RankFrom(block.Length + 1, input: 0);
        // The rows of the paddings: batch and channels have none.
        int[] rows = [-1, .. Enumerable.Range(0, block.Length), .. Enumerable.Repeat(-1, shape.Length - 1 - block.Length)];
        Value padded = Pads.WithZeros(op, op.In(0), Pads.List(op, 2, op.PerAxis(rows)));
        FileList<long>? paddings = op.TryIntegers(2);
        int[] dimensions = [.. shape.Select((dimension, axis) => rows[axis] < 0 ? dimension
            : dimension < 0 || paddings is not { } known ? -1
            : FileNumber.Int(dimension + known[2 * rows[axis]] + known[(2 * rows[axis]) + 1]))];
        return Exchange(op, padded, new(op.PerAxis(dimensions), Spatial(op, block), op.Axis(0), ToTarget: true));
    }

    private static Value BatchToSpace(OpContext op)
    {
        int[] block = [.. op.Integers(1).Select(b => FileNumber.Int(b))];
        Value whole = Exchange(op, op.In(0), new(op.PerAxis(op.Shape(0)), Spatial(op, block), op.Axis(0), ToTarget: false));
        int[] axes = [.. Spatial(op, block).Select(b => b.Axis)];
        if (op.TryIntegers(2) is { } crops)
        {
            long[] kept = [.. axes.Select((_, i) => crops[(2 * i) + 1] is > 0 and long crop ? -crop : long.MaxValue)];
            return Slicing.Cut(op, whole, axes, [.. axes.Select((_, i) => crops[2 * i])], kept);
        }
        Value Column(int i) => op.Emit("Gather", [op.Index(2), Constants.Scalar(i, ElementType.Int64)], new() { ["axis"] = 1L });
        Value end = Column(1);
        Value ends = op.Emit("Where", [op.IsNonZero(end), op.Emit("Neg", [end]), Value.Ints(long.MaxValue)]);
        return op.Emit("Slice", [whole, Column(0), ends, Value.Ints(axes)]);
    }

    private static (int Axis, int Factor)[] Spatial(OpContext op, int[] block) => [.. block.Select((factor, i) => (op.Axis(1 + i), factor))];

    private static Value Exchange(OpContext op, Value x, BlockExchange exchange)
    {
        (int[] from, int[] to) = exchange.Orders();
        int[] perm = [.. to.Select(axis => Array.IndexOf(from, axis))];
        (int[] apart, int[] whole) = (exchange.Apart(), exchange.Together());
        if (apart.Count(dimension => dimension < 0) <= 1)
        {
            return op.Reshape(op.Transpose(op.Reshape(x, [.. from.Select(axis => apart[axis])]), perm), whole);
        }
        // Several dimensions are not known: the shapes are computed.
        Value dimensions = op.Emit("Div", [op.Emit("Shape", [x]), Value.Ints(exchange.Divisors())]);
        Value all = op.Emit("Concat", [dimensions, Value.Ints(exchange.Blocks.Select(b => b.Factor))], new() { ["axis"] = 0L });
        Value y = op.Transpose(op.Emit("Reshape", [x, op.Emit("Gather", [all, Value.Ints(from)])]), perm);
        return op.Emit("Reshape", [y, op.Emit("Mul", [dimensions, Value.Ints(exchange.Multipliers())])]);
    }
}
