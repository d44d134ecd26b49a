using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Axes run through backwards. They copy bytes, whatever the quantization of operand and result.</summary>
internal static class Reversal
{
    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition(REVERSE_V2)
        {
            Summary = "Axes backwards.",
            Limits = "The axes have to be constants.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Own,
            Convert = op => Reverse(op, [.. op.Integers(1).Select(axis => op.Axis((int)axis))]),
        },
        new OpDefinition<ReverseSequenceOptions>(REVERSE_SEQUENCE)
        {
            Summary = "The first elements of each sequence backwards, as many as its length says.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Own,
            Convert = (op, o) => ReverseSequence(op, op.Axis(o.SeqDim), op.Axis(o.BatchDim)),
        },
    ];

    private static Value Reverse(OpContext op, int[] axes) => Slicing.Cut(op, op.In(0), axes,
        [.. axes.Select(_ => -1L)], [.. axes.Select(_ => long.MinValue)], [.. axes.Select(_ => -1L)]);

    // ONNX has sequence and batch on the two leading axes.
    private static Value ReverseSequence(OpContext op, int time, int batch)
    {
        bool leading = time < 2 && batch < 2;
        int[] order = leading ? [.. Enumerable.Range(0, op.Rank(0))] : [batch, time, .. Enumerable.Range(0, op.Rank(0)).Where(axis => axis != batch && axis != time)];
        var attributes = new Attributes { ["time_axis"] = leading ? (long)time : 1L, ["batch_axis"] = leading ? (long)batch : 0L };
        Value y = op.Emit("ReverseSequence", [op.Transpose(op.In(0), order), op.Index(1)], attributes);
        return op.Transpose(y, Permutation.Inverse(order));
    }
}
