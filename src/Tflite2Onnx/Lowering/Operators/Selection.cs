using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Lowering.Operators;

/// <summary>
/// Boxes picked by their scores, those left out that overlap with a better one. Inputs are boxes [n, 4] as two corners (y, x), scores [n], the
/// number of results, the overlap from which on boxes exclude each other, the score above which boxes count, and in V5 the sigma of soft
/// suppression. Results are filled up with zeros to the number asked for.
/// </summary>
internal static partial class Selection
{
    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition(NON_MAX_SUPPRESSION_V4)
        {
            Summary = "Boxes by falling scores, without those that overlap with a better one, and how many there are. One without area comes once; TFLite repeats it.",
            Limits = AtMost,
            Convert = op =>
            {
                (Value places, _, Value count) = HasOwnOperator(op) ? Hard(op) : Unrolled(op, null);
                return new[] { places, count };
            },
        },
        new PlainOpDefinition(NON_MAX_SUPPRESSION_V5)
        {
            Summary = "The same with their scores, which may fall with the overlap instead (soft suppression).",
            Limits = AtMost,
            Convert = op =>
            {
                bool isHard = HasOwnOperator(op) && Constant(op, 5) is <= 0;
                (Value places, Value scores, Value count) = isHard ? Hard(op) : Unrolled(op, op.In(5));
                return new[] { places, scores, count };
            },
        },
    ];

    private static float? Constant(OpContext op, int input) => op.In(input).Constant?.Floats()[0];

    private static bool HasOwnOperator(OpContext op) => Constant(op, 3) is > 0 and <= 1;

    // ONNX suppresses above a threshold, TFLite from it on: the next lower float makes up for it.
    private static (Value Places, Value Scores, Value Count) Hard(OpContext op)
    {
        Value threshold = OpContext.Scalar(MathF.BitDecrement(Constant(op, 3)!.Value), ElementType.Float);
        (Value most, Value scores) = (op.IndexList(2), op.In(1));
        Value?[] inputs = [op.Unsqueeze(op.In(0), 0), op.Unsqueeze(scores, 0, 1), most, threshold, op.In(4)];
        Value places = op.Emit("Gather", [op.Emit("NonMaxSuppression", inputs), OpContext.Scalar(2, ElementType.Int64)], new() { ["axis"] = 1L });
        Value count = op.Emit("Shape", [places]);
        Value pads = op.Emit("Concat", [OpContext.Ints(0L), op.Emit("Sub", [most, count])], new() { ["axis"] = 0L });
        Value selected = op.Emit("Gather", [scores, places]);
        return (op.Emit("Pad", [places, pads]), op.Emit("Pad", [selected, pads]), op.Reshape(count));
    }
}
