using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Axes run through backwards. They copy bytes, whatever the quantization of operand and result.</summary>
internal static class Reversal
{
    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition(REVERSE_V2)
        {
            Summary = "Reverses axes.",
            Limits = "Where the axes are computed, their number has to be known.",
            Layout = LayoutRule.Attribute(0) with { When = op => op.TryIntegers(1) is not null },
            Quant = QuantRule.Own,
            Shapes = GatheringShapes.Reverse,
            Convert = op => Reverse(op, op.TryIntegers(1)),
        },
        new OpDefinition<ReverseSequenceOptions>(REVERSE_SEQUENCE)
        {
            Summary = "Reverses the first elements of each sequence, as many as its length says.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Own,
            Shapes = (op, o) => GatheringShapes.ReverseSequence(op, o),
            Convert = (op, o) => ReverseSequence(op, op.Axis(o.SeqDim), op.Axis(o.BatchDim)),
        },
    ];

    private static Value Reverse(OpContext op, long[]? axes)
    {
        int count = axes?.Length ?? op.Shape(1)[0];
        if (count < 0 || count > op.Rank(0))
        {
            throw new Refusal(WayOut.GiveShapes, "the number of axes is not known before a run");
        }
        (Value last, Value beyond) = (Value.Ints(Enumerable.Repeat(-1, count)), Value.Ints([.. Enumerable.Repeat(long.MinValue, count)]));
        Value along = axes is null ? op.IndexList(1) : Value.Ints(axes.Select(axis => op.Axis((int)axis)));
        return op.Emit("Slice", [op.In(0), last, beyond, along, last]);
    }

    // ONNX has sequence and batch on the two leading axes.
    private static Value ReverseSequence(OpContext op, int time, int batch)
    {
        bool leading = time < 2 && batch < 2;
        int[] axes = [.. Enumerable.Range(0, op.Rank(0))];
        int[] order = leading ? axes : [batch, time, .. axes.Where(axis => axis != batch && axis != time)];
        var attributes = new Attributes { ["time_axis"] = leading ? (long)time : 1L, ["batch_axis"] = leading ? (long)batch : 0L };
        Value y = op.Emit("ReverseSequence", [op.Transpose(op.In(0), order), op.Index(1)], attributes);
        return op.Transpose(y, Permutation.Inverse(order));
    }
}
