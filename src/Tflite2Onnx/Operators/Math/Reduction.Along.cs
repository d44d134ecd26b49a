namespace Tflite2Onnx.Operators;

internal static partial class Reduction
{
    // Integers stay integers: quantization keeps their order.
    private static PlainOpDefinition Arg(BuiltinOperator code, string onnx, string summary) => new(code)
    {
        Summary = summary,
        Limits = "The axis has to be a constant.",
        Layout = LayoutRule.Attribute(0) with { When = op => Axes(op) is not null, Origins = op => LayoutRule.Without(op.Rank(0), Axis(op)) },
        Shapes = ReductionShapes.Place,
        Quant = QuantRule.Own,
        Convert = op => op.Emit(onnx, [op.In(0)], new() { ["axis"] = (long)op.Axis(Axis(op)), ["keepdims"] = 0L }),
    };

    private static Results CumSum(OpContext op, CumsumOptions o)
    {
        Value axis = Axes(op) is null ? op.Reshape(op.Index(1)) : Constants.Scalar(op.Axis(Axis(op)), ElementType.Int64);
        return op.Emit("CumSum", [op.In(0), axis], new() { ["exclusive"] = o.Exclusive ? 1L : 0L, ["reverse"] = o.Reverse ? 1L : 0L });
    }

    private static int Axis(OpView op) => Axes(op) is [int only] ? only : op.Integer(1);
}
