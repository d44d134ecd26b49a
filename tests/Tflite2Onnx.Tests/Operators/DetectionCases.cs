using static Tflite2Onnx.Tests.Operators.Operands;

namespace Tflite2Onnx.Tests.Operators;

internal static class DetectionCases
{
    private const string PostProcess = "TFLite_Detection_PostProcess";

    public static OpCase[] All =>
    [
        Case("the best class of each box", Encodings(), F32(1, 12, 4).Between(0, 1), Options(5, 1, 3)),
        Case("two classes of each box", Encodings(), F32(1, 12, 4).Between(0, 1), Options(5, 2, 3)),
        Case("no background", Encodings(), F32(1, 12, 3).Between(0, 1), Options(6, 1, 3)),
        Case("longer encodings", F32(1, 12, 6).Between(-2, 2), F32(1, 12, 4).Between(0, 1), Options(5, 1, 3)),
        Case("each class by itself", Encodings(), F32(1, 12, 4).Between(0, 1), Options(8, 1, 3, regular: true)),
        Case("each class by itself, few of one", Encodings(), F32(1, 12, 4).Between(0, 1), Options(4, 1, 3, regular: true, perClass: 2)),
        Case("uint8", U8(0.02f, 120, 1, 12, 4), U8(0.00390625f, 0, 1, 12, 4), Options(5, 1, 3)) with
        {
            In = [U8(0.02f, 120, 1, 12, 4), U8(0.00390625f, 0, 1, 12, 4), U8(0.005f, 3, 12, 4).Between(20, 200).Const],
        },
        Case("a score is reached when it is equal", Encodings(), Levels, Options(12, 1, 1, score: 0.5f)),
        Case("of equal scores the first box", Encodings(), Levels, Options(12, 1, 1, score: 0)),
        Case("of equal scores the first box, each class by itself", Encodings(), Levels, Options(12, 1, 1, regular: true, score: 0)),
        Case("two images", F32(2, 12, 4), F32(2, 12, 4), Options(5, 1, 3)) with { Fails = "T2O2002" },
        Case("too few classes", Encodings(), F32(1, 12, 4), Options(5, 1, 2)) with { Fails = "T2O2002" },
        Case("no scale", Encodings(), F32(1, 12, 4), Without(Options(5, 1, 3), "y_scale")) with { Fails = "T2O1008" },
        Case("no number of detections", Encodings(), F32(1, 12, 4), Without(Options(5, 1, 3), "max_detections")) with { Fails = "T2O1008" },
        Case("no detection", Encodings(), F32(1, 12, 4), Options(0, 1, 3)) with { Fails = "T2O2002" },
    ];

    // Many boxes of a few scores, far apart from each other.
    private static Operand Levels => F32(1, 12, 1).Of(0.5, 0.25, 0.75, 0.5, 0.75, 0.25, 0.5, 0.75, 0.25, 0.5, 0.75, 0.5);

    private static Operand Encodings() => F32(1, 12, 4).Between(-2, 2);

    private static OpCase Case(string name, Operand encodings, Operand scores, FlexMap options)
    {
        int rows = (int)(options.TryGetValue("max_detections", out object? most) ? (long)most! * (long)options["max_classes_per_detection"]! : 1);
        Operand[] outputs = [F32(1, rows, 4), F32(1, rows), F32(1, rows), F32(1)];
        return Customs.Case(PostProcess, name, options, [encodings, scores, F32(12, 4).Between(0.1, 1).Const], outputs);
    }

    private static FlexMap Options(long most, long perBox, long classes, bool regular = false, long perClass = 5, double score = 0.3f)
    {
        var options = new FlexMap
        {
            ["max_detections"] = most, ["max_classes_per_detection"] = perBox, ["num_classes"] = classes, ["nms_score_threshold"] = score, ["nms_iou_threshold"] = 0.4,
            ["y_scale"] = 10.0, ["x_scale"] = 8.0, ["h_scale"] = 5.0, ["w_scale"] = 4.0,
        };
        if (regular)
        {
            (options["use_regular_nms"], options["detections_per_class"]) = (true, perClass);
        }
        return options;
    }

    private static FlexMap Without(FlexMap options, string name)
    {
        options.Remove(name);
        return options;
    }
}
