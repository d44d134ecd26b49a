using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Elements put into classes: of equal ones, or of those between the same boundaries.</summary>
internal static class Binning
{
    public static OpDefinition[] Operators =>
    [
        new OpDefinition<BucketizeOptions>(BUCKETIZE)
        {
            Summary = "For each element, the number of boundaries that are not above it.",
            Layout = LayoutRule.Transparent,
            Quant = QuantRule.Integers,
            Convert = Bucketize,
        },
        new PlainOpDefinition(UNIQUE)
        {
            Summary = "The distinct elements of a list in the order of their first occurrence, and for each element its index among them.",
            Quant = QuantRule.Integers,
            Convert = op => Unique(op),
        },
    ];

    private static Value[] Unique(OpContext op)
    {
        Value[] results = op.Emit("Unique", [op.In(0)], new() { ["sorted"] = 0L }, outputs: 3);
        return [results[0], results[2]];
    }

    // std::upper_bound over floats: whole numbers are compared as floats, and what is comparable to nothing (NaN) is above all.
    private static Results Bucketize(OpContext op, BucketizeOptions o)
    {
        Value x = op.In(0).Type == ElementType.Double ? op.In(0) : op.Cast(op.In(0), ElementType.Float);
        double[] boundaries = [.. o.Boundaries.Select(boundary => (double)boundary)];
        int last = op.Rank(0);
        Value isBelow = op.Emit("Less", [op.Unsqueeze(x, last), Value.Of(Constants.FromFloats(x.Type, [boundaries.Length], boundaries), "boundaries")]);
        Value passed = op.Cast(op.Emit("Not", [isBelow]), ElementType.Int32);
        return op.Emit("ReduceSum", [passed, Value.Ints(last)], new() { ["keepdims"] = 0L });
    }
}
