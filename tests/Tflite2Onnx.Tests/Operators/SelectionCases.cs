using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class SelectionCases
{
    // Where the number is given, LiteRT gives nothing out; results are those of the same case with a constant number.
    public static OpCase[] All =>
    [
        new(NON_MAX_SUPPRESSION_V4, "fewer than asked for") { In = [.. Boxes(6, 0.5, 0)], Out = [I32(6), I32()] },
        new(NON_MAX_SUPPRESSION_V4, "more than asked for") { In = [.. Boxes(2, 0.5, 0)], Out = [I32(2), I32()] },
        new(NON_MAX_SUPPRESSION_V4, "by scores") { In = [.. Boxes(4, 0.5, 0.6)], Out = [I32(4), I32()] },
        new(NON_MAX_SUPPRESSION_V4, "overlap at the threshold") { In = [.. Boxes(5, 0.25, 0)], Out = [I32(5), I32()] },
        new(NON_MAX_SUPPRESSION_V4, "a box without area is repeated") { In = [.. Boxes(9, 0.5, 0.2, height: 0)], Out = [I32(9), I32()] },
        new(NON_MAX_SUPPRESSION_V4, "no candidates") { In = [.. Boxes(3, 0.5, 0.95)], Out = [I32(3), I32()] },
        new(NON_MAX_SUPPRESSION_V4, "any overlap will do") { In = [.. Boxes(6, 1.5, 0)], Out = [I32(6), I32()] },
        new(NON_MAX_SUPPRESSION_V4, "no overlap is needed") { In = [.. Boxes(6, 0, 0)], Out = [I32(6), I32()] },
        new(NON_MAX_SUPPRESSION_V4, "thresholds given") { In = [.. Boxes(6, 0.5, 0)[..3], F32().Of(0.25), F32().Of(0.1)], Out = [I32(6), I32()] },
        new(NON_MAX_SUPPRESSION_V4, "overlap and number given") { In = [.. Boxes(6, 0, 0)[..2], I32().Of(4), F32().Of(0.5), F32().Of(0)], Out = [I32(4).Dynamic(0).Of(1, 4, 2, 3), I32().Of(4)] },
        new(NON_MAX_SUPPRESSION_V5, "hard") { In = [.. Boxes(6, 0.5, 0.1), F32().Of(0).Const], Out = [I32(6), F32(6), I32()] },
        new(NON_MAX_SUPPRESSION_V5, "hard, a box without area is repeated") { In = [.. Boxes(6, 0.25, 0.2, height: 0), F32().Of(0).Const], Out = [I32(6), F32(6), I32()] },
        new(NON_MAX_SUPPRESSION_V5, "soft") { In = [.. Boxes(6, 0.9, 0), F32().Of(0.5).Const], Out = [I32(6), F32(6), I32()] },
        new(NON_MAX_SUPPRESSION_V5, "soft, few stay above the threshold") { In = [.. Boxes(6, 1, 0.6), F32().Of(0.2).Const], Out = [I32(6), F32(6), I32()] },
        new(NON_MAX_SUPPRESSION_V5, "soft, a box without area is repeated") { In = [.. Boxes(9, 0.9, 0, height: 0), F32().Of(0.5).Const], Out = [I32(9), F32(9), I32()] },
        new(NON_MAX_SUPPRESSION_V5, "sigma given") { In = [.. Boxes(3, 0.5, 0), F32().Of(0)], Out = [I32(3), F32(3), I32()] },
        new(NON_MAX_SUPPRESSION_V5, "soft, more than 256 asked for") { In = [.. Boxes(300, 0.9, 0), F32().Of(0.5).Const], Out = [I32(300), F32(300), I32()] },
        new(NON_MAX_SUPPRESSION_V5, "soft, more than 256 found") { In = [.. Grid(400, 300), Int(300), F32().Of(0.95).Const, F32().Of(0.02).Const, F32().Of(0.3).Const], Out = [I32(300), F32(300), I32()] },
        new(NON_MAX_SUPPRESSION_V5, "soft, number given") { In = [.. Boxes(6, 0.9, 0)[..2], I32().Of(6), F32().Of(0.9), F32().Of(0), F32().Of(0.5).Const], Out = [I32(6).Dynamic(0).Of(1, 4, 2, 3, 0, 5), F32(6).Dynamic(0).Of(0.9, 0.8, 0.6725525856018066, 0.5308461785316467, 0.36580783128738403, 0.3), I32().Of(6)] },
    ];

    // Boxes 0 to 2 overlap by half and by a quarter, box 4 is within box 3; some have their corners the other way around.
    private static Operand[] Boxes(int most, double overlap, double score, double height = 0.5) =>
    [
        F32(6, 4).Of(0, 0, 1, 1, 0, 0.5, 1, 1, 1, 1, 0.75, 0, 2, 2, 3, 4, 2.9, 3, 2, 2, 5, 5, 5 + height, 6),
        F32(6).Of(0.5, 0.9, 0.7, 0.65, 0.8, 0.3),
        Int(most), F32().Of(overlap).Const, F32().Of(score).Const,
    ];

    // Boxes of one size, each of which overlaps with those around it; no two scores are alike.
    private static Operand[] Grid(int count, int first) =>
    [
        F32(count, 4).Of([.. Enumerable.Range(0, count).SelectMany(i => new[] { i / 20 * 0.75, i % 20 * 0.8, (i / 20 * 0.75) + 1, (i % 20 * 0.8) + 1 })]),
        F32(count).Of([.. Enumerable.Range(0, count).Select(i => 0.1 + (0.9 * ((i * 7 + first) % count) / count))]),
    ];
}
