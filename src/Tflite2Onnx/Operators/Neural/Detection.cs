namespace Tflite2Onnx.Operators;

/// <summary>
/// The last step of single-shot detectors (detection_postprocess.cc). Inputs: box encodings [1, boxes, 4 or more] (y, x, height, width), scores
/// [1, boxes, classes] of which the first may be the background's, anchors [boxes, 4]. Outputs: boxes (ymin, xmin, ymax, xmax), classes, scores,
/// each filled up with zeros, and how many there are.
/// </summary>
internal static class Detection
{
    // Their places are worked out as 32-bit floats, which hold whole numbers up to 1 << 24.
    private const int MostBoxes = 1 << 20;

    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition("TFLite_Detection_PostProcess")
        {
            Summary = "Boxes from encodings and anchors, and of those that overlap the best ones: boxes, classes, scores, and how many there are.",
            Limits = "One image at a time; the number of boxes has to be known, and the scores may have one class more than there are, the background.",
            Shapes = CustomShapes.Detections,
            Convert = op => PostProcess(op, Settings.Of(op)),
        },
    ];

    /// <summary>What the operator's options say, with the shapes of its operands.</summary>
    private sealed record Settings(
        int Boxes, int Background, int Classes, int Most, int ClassesPerBox, int PerClass, bool IsRegular, float Score, float Overlap)
    {
        /// <summary>Rows of the outputs.</summary>
        public int Rows => FileNumber.Int((long)Most * ClassesPerBox);

        public static Settings Of(OpContext op)
        {
            CustomOptions o = op.CustomOptions;
            (FileList<int> encodings, FileList<int> scores, FileList<int> anchors) = (op.Shape(0), op.Shape(1), op.Shape(2));
            if (encodings is not [1, _, _] || scores is not [1, _, _])
            {
                throw new Refusal(WayOut.Rewrite, "its encodings and scores are not of one image");
            }
            int boxes = Math.Max(encodings[1], Math.Max(scores[1], anchors[0]));
            if (boxes is < 0 or > MostBoxes)
            {
                throw boxes < 0 ? new Refusal(WayOut.GiveShapes, "the number of its boxes is not known before a run")
                    : new Refusal(WayOut.Rewrite, $"it has {boxes} boxes, and at most {MostBoxes} are supported");
            }
            int classes = o.Integer("num_classes");
            if (scores[2] - classes is not (0 or 1))
            {
                throw new Refusal(WayOut.Rewrite, $"its scores are of {scores[2]} classes, where {classes} are expected, or one more");
            }
            var settings = new Settings(
                boxes, scores[2] - classes, classes, o.Integer("max_detections"), o.Integer("max_classes_per_detection"),
                o.Integer("detections_per_class", 100), o.Flag("use_regular_nms"), o.Float("nms_score_threshold"), o.Float("nms_iou_threshold"));
            bool isSound = settings.Most > 0 && settings.ClassesPerBox > 0 && settings.PerClass > 0 && settings.Overlap is > 0 and <= 1;
            return isSound ? settings : throw new Refusal(WayOut.Rewrite, "one of its numbers of detections is not above 0, or its overlap not within 0 and 1");
        }
    }

    private static Results PostProcess(OpContext op, Settings s)
    {
        Value boxes = op.Squeeze(Boxes(op, op.CustomOptions), 0);
        Value scores = op.Squeeze(Slicing.Cut(op, op.In(1), [2], [s.Background], [long.MaxValue]), 0);
        return s.IsRegular ? Regular(op, s, boxes, scores) : Fast(op, s, boxes, scores);
    }

    // DecodeCenterSizeBoxes: in double precision, rounded before centers and halves meet. [1, boxes, 4].
    private static Value Boxes(OpContext op, CustomOptions o)
    {
        Value Part(int input, int from) => op.Cast(Slicing.Cut(op, op.In(input), [op.Rank(input) - 1], [from], [from + 2]), ElementType.Double);
        Value Scale(string y, string x) => Value.Of(Constants.FromFloats(ElementType.Double, [2], o.Float(y), o.Float(x)), "scale");

        Value size = Part(2, 2);
        Value offset = op.Emit("Mul", [op.Emit("Div", [Part(0, 0), Scale("y_scale", "x_scale")]), size]);
        Value center = op.Cast(op.Emit("Add", [offset, Part(2, 0)]), ElementType.Float);
        Value growth = op.Emit("Exp", [op.Emit("Div", [Part(0, 2), Scale("h_scale", "w_scale")])]);
        Value half = op.Cast(op.Emit("Mul", [op.Emit("Mul", [growth, Constants.Scalar(0.5, ElementType.Double)]), size]), ElementType.Float);
        return op.Emit("Concat", [op.Emit("Sub", [center, half]), op.Emit("Add", [center, half])], new() { ["axis"] = 2L });
    }

    // The boxes by the best of their scores, each of those chosen with its best classes.
    private static Results Fast(OpContext op, Settings s, Value boxes, Value scores)
    {
        int classes = Math.Min(s.ClassesPerBox, s.Classes);
        Value[] best = op.Emit("TopK", [scores, Value.Ints(classes)], new() { ["axis"] = 1L }, outputs: 2);
        Value highest = op.Reshape(Slicing.Cut(op, best[0], [1], [0], [classes == 1 ? long.MaxValue : 1]), 1, s.Boxes);
        Value box = Suppress(op, s, boxes, highest, s.Most).Box;

        Value Chosen(Value x) => op.Emit("Gather", [x, box]);
        Value repeated = op.Emit("Expand", [op.Unsqueeze(Chosen(boxes), 1), Value.Ints(1, classes, 1)]);
        return new[]
        {
            op.Reshape(Filled(op, repeated, s.Most, s.ClassesPerBox - classes, [4]), 1, s.Rows, 4),
            op.Reshape(Filled(op, op.Cast(Chosen(best[1]), ElementType.Float), s.Most, s.ClassesPerBox - classes, []), 1, s.Rows),
            op.Reshape(Filled(op, Chosen(best[0]), s.Most, s.ClassesPerBox - classes, []), 1, s.Rows),
            op.Cast(op.Emit("Shape", [box]), ElementType.Float),
        };

        Value Filled(OpContext op, Value x, int rows, int columns, int[] rest)
        {
            Value wide = columns == 0 ? x : op.Emit("Pad", [x, Value.Ints([0, 0, .. rest.Select(_ => 0), 0, columns, .. rest.Select(_ => 0)])]);
            return FilledUp(op, wide, [rows, s.ClassesPerBox, .. rest]);
        }
    }

    // Each class by itself, then the best of all.
    private static Results Regular(OpContext op, Settings s, Value boxes, Value scores)
    {
        (Value box, Value kind, Value score) = Suppress(op, s, boxes, op.Transpose(scores, [1, 0]), s.PerClass);
        Value count = op.Emit("Min", [op.Emit("Shape", [score]), Value.Ints(s.Most)]);
        Value[] best = op.Emit("TopK", [score, count], new() { ["axis"] = 0L }, outputs: 2);

        Value Chosen(Value x) => op.Emit("Gather", [x, best[1]]);
        return new[]
        {
            op.Unsqueeze(FilledUp(op, op.Emit("Gather", [boxes, Chosen(box)]), [s.Rows, 4]), 0),
            op.Unsqueeze(FilledUp(op, op.Cast(Chosen(kind), ElementType.Float), [s.Rows]), 0),
            op.Unsqueeze(FilledUp(op, best[0], [s.Rows]), 0),
            op.Cast(count, ElementType.Float),
        };
    }

    // NonMaxSuppressionSingleClassHelper for each row of scores: which box and row, and its score. Of equal scores TFLite takes the first
    // box first, where runtimes take any: the boxes are sorted beforehand, and their places, which are all different, stand in for the scores.
    private static (Value Box, Value Row, Value Score) Suppress(OpContext op, Settings s, Value boxes, Value scores, int most)
    {
        Value[] sorted = op.Emit("TopK", [scores, Value.Ints(s.Boxes)], new() { ["axis"] = 1L }, outputs: 2);
        double[] descending = [.. Enumerable.Range(0, s.Boxes).Select(i => (double)(s.Boxes - i))];
        var places = Value.Of(Constants.FromFloats(ElementType.Float, [1, s.Boxes], descending), "places");
        Value reached = op.Emit("GreaterOrEqual", [sorted[0], Constants.Scalar(s.Score, ElementType.Float)]);
        Value ranked = op.Unsqueeze(op.Emit("Where", [reached, places, Constants.Scalar(0, ElementType.Float)]), 1);

        Value Number(double value) => Value.Of(Constants.FromFloats(ElementType.Float, [1], value), "threshold");
        Value chosen = op.Emit("NonMaxSuppression", [op.Emit("Gather", [boxes, sorted[1]]), ranked, Value.Ints(most), Number(s.Overlap), Number(0.5)]);
        Value place = op.Emit("Gather", [chosen, Value.Ints(0, 2)], new() { ["axis"] = 1L });
        Value row = op.Emit("Gather", [chosen, Constants.Scalar(0, ElementType.Int64)], new() { ["axis"] = 1L });
        return (op.Emit("GatherND", [sorted[1], place]), row, op.Emit("GatherND", [sorted[0], place]));
    }

    // Rows of zeros behind what there is, up to a number of rows.
    private static Value FilledUp(OpContext op, Value x, int[] shape)
    {
        Value zeros = op.Emit("ConstantOfShape", [Value.Ints(shape)]);
        Value all = op.Emit("Concat", [x, zeros], new() { ["axis"] = 0L });
        return Slicing.Cut(op, all, [0], [0], [shape[0]]);
    }
}
