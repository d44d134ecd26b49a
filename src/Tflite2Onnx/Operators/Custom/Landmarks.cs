namespace Tflite2Onnx.Operators;

/// <summary>
/// What MediaPipe's models of faces do with landmarks, points (x, y) or (x, y, z): transform_landmarks.cc and landmarks_to_transform_matrix.cc.
/// Angles are in radians.
/// </summary>
internal static class Landmarks
{
    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition("Landmarks2TransformMatrix")
        {
            Summary = "The matrix [1, 4, 4] that takes places in a crop around some landmarks, turned upright, to places in the image.",
            Limits = "Landmarks of three coordinates; crop and image have more than one pixel along each axis.",
            Convert = op => Matrix(op, Crop.Of(op)),
        },
        new PlainOpDefinition("TransformLandmarks")
        {
            Summary = "Landmarks transformed by a matrix [4, 4], whose first two rows count; z stays as it is.",
            Limits = "One set of landmarks, of two or three coordinates.",
            Convert = op => Transformed(op),
        },
    ];

    /// <summary>
    /// What the options say, the same for both versions: the matrix is <c>After * turn * size * Scale</c> and its last column
    /// <c>matrix * Corner + center * CenterScale</c>, where size and center are those of the box around the landmarks. Pairs are x, y.
    /// </summary>
    private sealed record Crop(
        int[] Subset, int Left, int Right, double? Target, double[] After, double[] Scale, double[] Corner, double CenterX, double CenterY)
    {
        public static Crop Of(OpContext op)
        {
            CustomOptions o = op.CustomOptions;
            Crop crop = op.Source.Version switch
            {
                1 => First(o),
                2 => Second(o),
                int version => throw new Refusal(WayOut.ReExport, $"its version {version} is not known"),
            };
            bool isSound = crop.Subset.Length > 0 && crop.Scale.Concat(crop.After).Append(crop.CenterX).All(double.IsFinite);
            return isSound ? crop : throw new Refusal(WayOut.Rewrite, "its sizes are not above one pixel, or it names no landmark");
        }

        private static Crop First(CustomOptions o)
        {
            (int[] image, int[] crop, double range) = (o.Integers("input_hw"), o.Integers("output_hw"), o.Integer("landmarks_range"));
            if (image is not [> 1, > 1] || crop is not [> 1, > 1] || o.Integer("dimensions") != 3)
            {
                throw new Refusal(WayOut.Rewrite, "its landmarks have not three coordinates, or its sizes are not above one pixel");
            }
            double[] end = [crop[1] - 1, crop[0] - 1];
            double multiplier = 2 * o.Float("bbox_size_multiplier") / range;
            return new(
                o.Integers("subset"), o.Integer("left_rotation_idx"), o.Integer("right_rotation_idx"), null, [(image[1] - 1) / 2.0, (image[0] - 1) / 2.0],
                [multiplier / end[0], multiplier / end[1]], [-end[0] / 2, -end[1] / 2], (image[1] - 1) / range, (image[0] - 1) / range);
        }

        private static Crop Second(CustomOptions o)
        {
            (double width, double height) = (o.Integer("output_width"), o.Integer("output_height"));
            return new(
                o.Integers("subset_idxs"), o.Integer("left_rotation_idx"), o.Integer("right_rotation_idx"), o.Float("target_rotation_radians"), [1, 1],
                [o.Float("scale_x") / width, o.Float("scale_y") / height], [-width / 2, -height / 2], 1, 1);
        }
    }

    private static Value Floats(int[] shape, params double[] values) => Value.Of(Constants.FromFloats(ElementType.Float, shape, values), "numbers");

    private static Value Matrix(OpContext op, Crop crop)
    {
        Value points = Slicing.Cut(op, op.Reshape(op.In(0), -1, 3), [1], [0], [2]);
        Value turn = Turn(op, Angle(op, points, crop));
        Value turned = op.Emit("MatMul", [op.Emit("Gather", [points, Value.Ints(crop.Subset)]), turn]);
        Value Along(string reduction) => op.Emit(reduction, [turned, Value.Ints(0)], new() { ["keepdims"] = 0L });
        (Value most, Value least) = (Along("ReduceMax"), Along("ReduceMin"));

        Value middle = op.Emit("Mul", [op.Emit("Add", [most, least]), Constants.Scalar(0.5, ElementType.Float)]);
        Value center = op.Emit("Mul", [op.Emit("MatMul", [turn, middle]), Floats([2], crop.CenterX, crop.CenterY)]);
        Value size = op.Emit("Mul", [op.Emit("Sub", [most, least]), Floats([2], crop.Scale)]);
        Value linear = op.Emit("Mul", [op.Emit("Mul", [turn, size]), Floats([2, 1], crop.After)]);
        Value shift = op.Emit("Add", [op.Emit("MatMul", [linear, Floats([2], crop.Corner)]), center]);

        Value rows = op.Emit("Concat", [linear, Floats([2, 1], 0, 0), op.Reshape(shift, 2, 1)], new() { ["axis"] = 1L });
        return op.Reshape(op.Emit("Concat", [rows, Floats([2, 4], 0, 0, 1, 0, 0, 0, 0, 1)], new() { ["axis"] = 0L }), 1, 4, 4);
    }

    // How far the line from the left to the right landmark is to be turned, [1]; version 1 does not tell a direction from its opposite.
    private static Value Angle(OpContext op, Value points, Crop crop)
    {
        Value Point(int index) => op.Emit("Gather", [points, Value.Ints(index)]);
        Value line = op.Reshape(op.Emit("Sub", [Point(crop.Right), Point(crop.Left)]), 2);
        Value Part(int index) => Slicing.Cut(op, line, [0], [index], [index + 1]);
        return crop.Target is { } target
            ? op.Emit("Sub", [Constants.Scalar(target, ElementType.Float), Binary.Angle(op, Part(1), Part(0))])
            : op.Emit("Neg", [op.Emit("Atan", [op.Emit("Div", [Part(1), Part(0)])])]);
    }

    // [[cos, sin], [-sin, cos]]: rows of points times it are turned by the angle, it times a column is turned back.
    private static Value Turn(OpContext op, Value angle)
    {
        (Value cos, Value sin) = (op.Emit("Cos", [angle]), op.Emit("Sin", [angle]));
        return op.Reshape(op.Emit("Concat", [cos, sin, op.Emit("Neg", [sin]), cos], new() { ["axis"] = 0L }), 2, 2);
    }

    private static Value Transformed(OpContext op)
    {
        int[] shape = op.Shape(0);
        bool isFirst = op.Source.Version == 1;
        int coordinates = isFirst ? op.CustomOptions.Integer("dimensions", 3) : shape[^1];
        if (coordinates is not (2 or 3) || op.Source.Version > 2 || shape[0] != 1 || shape[^1] % coordinates != 0)
        {
            throw new Refusal(WayOut.Rewrite, $"its landmarks have {coordinates} coordinates, or there are several sets of them");
        }
        double scale = isFirst ? op.CustomOptions.Float("scale", 1) : 1;
        Value rows = Slicing.Cut(op, op.Reshape(op.In(1), 4, 4), [0], [0], [2]);
        Value linear = op.Transpose(Slicing.Cut(op, rows, [1], [0], [2]), [1, 0]);
        Value shift = op.Reshape(Slicing.Cut(op, rows, [1], [3], [4]), 2);

        Value points = op.Reshape(op.In(0), -1, coordinates);
        Value moved = op.Emit("MatMul", [Slicing.Cut(op, points, [1], [0], [2]), linear]);
        moved = op.Emit("Add", [moved, scale == 1 ? shift : op.Emit("Mul", [shift, Constants.Scalar(scale, ElementType.Float)])]);
        Value all = coordinates == 2 ? moved
            : op.Emit("Concat", [moved, Slicing.Cut(op, points, [1], [2], [long.MaxValue])], new() { ["axis"] = 1L });
        return op.Reshape(all, shape);
    }
}
