using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Elements put around a tensor.</summary>
internal static class Pads
{
    // The kernels want operand and result to be quantized alike, and put in the zero point, or the raw value that is given.
    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition(PAD)
        {
            Summary = "Pads a tensor with zeros.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Own,
            Shapes = ShapingShapes.Pad,
            Convert = op => WithZeros(op, op.In(0), Paddings(op)),
        },
        new PlainOpDefinition(PADV2)
        {
            Summary = "Pads a tensor with a given value.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Own,
            Shapes = ShapingShapes.Pad,
            Convert = op => op.Emit("Pad", [op.In(0), Paddings(op), op.Reshape(op.In(2))]),
        },
        new OpDefinition<MirrorPadOptions>(MIRROR_PAD)
        {
            Summary = "Pads a tensor with its mirror image, the edge elements repeated or not.",
            Limits = "The paddings have to be constants where the edge elements are repeated.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Own,
            Shapes = (op, _) => ShapingShapes.Pad(op),
            Convert = (op, o) => o.Mode == MirrorPadMode.REFLECT
                ? op.Emit("Pad", [op.In(0), Paddings(op)], new() { ["mode"] = "reflect" })
                : Symmetric(op, op.Integers(1)),
        },
    ];

    /// <summary>Pads with what stands for 0 in the integers of input 0; the list has all beginnings, then all ends.</summary>
    public static Value WithZeros(OpContext op, Value x, Value pads) => op.Input(0).Scaling is { } q && q.ZeroPoint[0] != 0 && !x.Type.IsFloat()
        ? op.Emit("Pad", [x, pads, Constants.Scalar(q.ZeroPoint[0], x.Type)])
        : op.Emit("Pad", [x, pads]);

    /// <summary>
    /// ONNX's list of paddings, all beginnings and then all ends, from a matrix of two columns: for each axis of the value the row that
    /// speaks of it, -1 for none.
    /// </summary>
    public static Value List(OpContext op, int input, int[] rows)
    {
        if (op.TryIntegers(input) is { } known)
        {
            long At(int row, int column) => row < 0 ? 0 : known[(2 * row) + column];
            return Value.Ints([.. rows.Select(row => At(row, 0)), .. rows.Select(row => At(row, 1))]);
        }
        // A 0 behind the matrix is for the axes it does not speak of.
        int none = 2 * rows.Count(row => row >= 0);
        Value flat = op.IndexList(input);
        flat = rows.Contains(-1) ? op.Emit("Concat", [flat, Value.Ints(0L)], new() { ["axis"] = 0L }) : flat;
        int From(int row, int column) => row < 0 ? none : (2 * row) + column;
        return op.Emit("Gather", [flat, Value.Ints([.. rows.Select(row => From(row, 0)), .. rows.Select(row => From(row, 1))])]);
    }

    private static Value Paddings(OpContext op) => List(op, 1, op.PerAxis([.. Enumerable.Range(0, op.Rank(0))]));

    // ONNX knows no such mode. One element at most is its mode edge; more are pieces cut out backwards.
    private static Value Symmetric(OpContext op, FileList<long> pads)
    {
        if (pads.All(pad => pad <= 1))
        {
            return op.Emit("Pad", [op.In(0), Paddings(op)], new() { ["mode"] = "edge" });
        }
        Value y = op.In(0);
        for (int axis = 0; axis < op.Rank(0); axis++)
        {
            (int at, long begin, long end) = (op.Axis(axis), pads[2 * axis], pads[(2 * axis) + 1]);
            Value Backwards(long from, long to) => Slicing.Cut(op, y, [at], [from], [to], [-1]);
            Value?[] pieces = [begin > 0 ? Backwards(begin - 1, long.MinValue) : null, y, end > 0 ? Backwards(-1, -end - 1) : null];
            y = begin == 0 && end == 0 ? y : op.Emit("Concat", [.. pieces.OfType<Value>()], new() { ["axis"] = (long)at });
        }
        return y;
    }
}
