using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

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
            Summary = "Boxes by descending score, without those that overlap with a better one, and how many there are.",
            Shapes = op => GatheringShapes.Suppressed(op, hasScores: false),
            Convert = op =>
            {
                (Value places, _, Value count) = HasOwnOperator(op) ? Hard(op) : Stepwise(op, null);
                return new[] { places, count };
            },
        },
        new PlainOpDefinition(NON_MAX_SUPPRESSION_V5)
        {
            Summary = "As NON_MAX_SUPPRESSION_V4, with the scores, which overlaps may lower instead (soft suppression).",
            Shapes = op => GatheringShapes.Suppressed(op, hasScores: true),
            Convert = op =>
            {
                bool isHard = HasOwnOperator(op) && Constant(op, 5) is <= 0;
                (Value places, Value scores, Value count) = isHard ? Hard(op) : Stepwise(op, op.In(5));
                return new[] { places, scores, count };
            },
        },
    ];

    private static float? Constant(OpContext op, int input) => op.In(input).Constant?.Floats()[0];

    private static bool HasOwnOperator(OpContext op) => Constant(op, 3) is > 0 and <= 1;

    // ONNX suppresses above a threshold, TFLite from it on: the next lower float makes up for it.
    private static (Value Places, Value Scores, Value Count) Hard(OpContext op)
    {
        Value threshold = Constants.Scalar(MathF.BitDecrement(Constant(op, 3)!.Value), ElementType.Float);
        (Value most, Value scores) = (op.IndexList(2), op.In(1));
        Value?[] inputs = [op.Unsqueeze(op.In(0), 0), op.Unsqueeze(scores, 0, 1), most, threshold, op.In(4)];
        Value places = op.Emit("Gather", [op.Emit("NonMaxSuppression", inputs), Constants.Scalar(2, ElementType.Int64)], new() { ["axis"] = 1L });
        Value found = op.Emit("Shape", [places]);
        Value pads = op.Emit("Concat", [Value.Ints(0L), op.Emit("Sub", [most, found])], new() { ["axis"] = 0L });
        (Value first, Value count) = Repetition(op, places, found, most);
        Value numbers = op.Emit("Range", [Whole(0), op.Reshape(most), Whole(1)]);
        Value isResult = op.Emit("Less", [numbers, count]);
        Value selected = op.Emit("Gather", [op.Emit("Pad", [places, pads]), op.Emit("Min", [numbers, first])]);
        scores = op.Emit("Gather", [scores, selected]);
        return (op.Emit("Where", [isResult, selected, Whole(0)]), op.Emit("Where", [isResult, scores, Number(0)]), op.Reshape(count));
    }

    // The kernel leaves what it picked among the candidates, to be ruled out by its overlap with itself. A box without area has none, and comes
    // again and again, until there are as many results as there were candidates. First: where that begins, or how many results there are.
    private static (Value First, Value Count) Repetition(OpContext op, Value places, Value found, Value most)
    {
        Value corners = op.Emit("Gather", [op.In(0), places]);
        Value sides = op.Emit("Sub", [Slicing.Cut(op, corners, [1], [0], [2]), Slicing.Cut(op, corners, [1], [2], [long.MaxValue])]);
        Value area = op.Emit("ReduceProd", [sides, Value.Ints(1L)], new() { ["keepdims"] = 0L });
        Value isFlat = op.Cast(op.Emit("Equal", [area, Number(0)]), ElementType.Int64);
        Value first = Count(op, op.Emit("Equal", [op.Emit("CumSum", [isFlat, Whole(0)]), Whole(0)]));
        Value candidates = Count(op, op.Emit("Greater", [op.In(1), op.In(4)]));
        return (first, op.Emit("Where", [op.Emit("Less", [first, found]), op.Emit("Min", [most, candidates]), found]));
    }

    private static Value Count(OpContext op, Value flags) =>
        op.Emit("ReduceSum", [op.Cast(flags, ElementType.Int64), Value.Ints(0L)], new() { ["keepdims"] = 1L });
}
