using static Tflite2Onnx.Tests.Operators.Operands;

namespace Tflite2Onnx.Tests.Operators;

internal static class LandmarksCases
{
    private const string ToMatrix = "Landmarks2TransformMatrix";
    private const string Transform = "TransformLandmarks";

    public static OpCase[] All =>
    [
        Customs.Computed(ToMatrix, "to a target angle", FlexWriter.Of(Target(1, 4)), [F32(1, 7, 3).Between(0, 90)], F32(1, 4, 4), e => Second(e[0], 1, 4), version: 2),
        Customs.Computed(ToMatrix, "to a target angle, line to the left", FlexWriter.Of(Target(4, 1)), [F32(1, 7, 3).Between(0, 90)], F32(1, 4, 4), e => Second(e[0], 4, 1), version: 2),
        Customs.Computed(ToMatrix, "upright", FlexWriter.Of(Upright(3)), [F32(1, 1, 1, 21).Between(0, 90)], F32(1, 4, 4), e => First(e[0])),
        Customs.Computed(ToMatrix, "two coordinates", FlexWriter.Of(Upright(2)), [F32(1, 1, 1, 21)], F32(1, 4, 4), e => First(e[0])) with { Fails = "T2O2002" },
        Customs.Computed(ToMatrix, "another version", FlexWriter.Of(Upright(3)), [F32(1, 1, 1, 21)], F32(1, 4, 4), e => First(e[0]), version: 3) with { Fails = "T2O2002" },
        Customs.Computed(Transform, "three coordinates", [], [F32(1, 5, 3), F32(1, 4, 4)], F32(1, 5, 3), e => Moved(e, 3, 1), version: 2),
        Customs.Computed(Transform, "two coordinates", [], [F32(1, 5, 2), F32(1, 4, 4)], F32(1, 5, 2), e => Moved(e, 2, 1), version: 2),
        Customs.Computed(Transform, "in one row, scaled", Scaled, [F32(1, 1, 1, 12), F32(1, 4, 4)], F32(1, 1, 1, 12), e => Moved(e, 3, 2.5)),
        Customs.Computed(Transform, "two sets", [], [F32(2, 5, 3), F32(1, 4, 4)], F32(2, 5, 3), e => e[0], version: 2) with { Fails = "T2O2002" },
        Customs.Computed(Transform, "four coordinates", [], [F32(1, 5, 4), F32(1, 4, 4)], F32(1, 5, 4), e => e[0], version: 2) with { Fails = "T2O2002" },
    ];

    private static readonly int[] Subset = [0, 2, 3, 5, 6];

    private static byte[] Scaled => FlexWriter.Of(new FlexMap { ["dimensions"] = 3L, ["scale"] = 2.5 });

    private static FlexMap Target(long left, long right) => new()
    {
        ["subset_idxs"] = Subset.Select(i => (long)i).ToArray(), ["left_rotation_idx"] = left, ["right_rotation_idx"] = right, ["target_rotation_radians"] = 0.5,
        ["output_height"] = 32L, ["output_width"] = 48L, ["scale_x"] = 1.5, ["scale_y"] = 1.25,
    };

    private static FlexMap Upright(long coordinates) => new()
    {
        ["subset"] = Subset.Select(i => (long)i).ToArray(), ["left_rotation_idx"] = 1L, ["right_rotation_idx"] = 4L, ["dimensions"] = coordinates,
        ["landmarks_range"] = 96L, ["bbox_size_multiplier"] = 1.5, ["input_hw"] = new[] { 192L, 160L }, ["output_hw"] = new[] { 32L, 48L },
    };

    // LandmarksToTransformMatrixV2, as the product of matrices it is there.
    private static IEnumerable<double> Second(double[] p, int left, int right)
    {
        double angle = 0.5 - Math.Atan2(p[(right * 3) + 1] - p[(left * 3) + 1], p[right * 3] - p[left * 3]);
        (double x, double y, double width, double height) = Box(p, angle);
        double[][] matrix = Product(Shift(x, y), Product(Turn(-angle), Product(Scale(1.5 * width / 48, 1.25 * height / 32), Shift(-24, -16))));
        return [matrix[0][0], matrix[0][1], 0, matrix[0][2], matrix[1][0], matrix[1][1], 0, matrix[1][2], 0, 0, 1, 0, 0, 0, 0, 1];
    }

    private static IEnumerable<double> First(double[] p)
    {
        double angle = -Math.Atan((p[13] - p[4]) / (p[12] - p[3]));
        (double x, double y, double width, double height) = Box(p, angle);
        double[][] rotation = Turn(-angle);
        (rotation[0][2], rotation[1][2]) = ((x / 96 * 2) - 1, (y / 96 * 2) - 1);
        double[][] toRelative = [[2.0 / 47, 0, -1], [0, 2.0 / 31, -1], [0, 0, 1]];
        double[][] toAbsolute = [[159 / 2.0, 0, 159 / 2.0], [0, 191 / 2.0, 191 / 2.0], [0, 0, 1]];
        double[][] matrix = Product(toAbsolute, Product(rotation, Product(Scale(width * 1.5 / 96, height * 1.5 / 96), toRelative)));
        return [matrix[0][0], matrix[0][1], 0, matrix[0][2], matrix[1][0], matrix[1][1], 0, matrix[1][2], 0, 0, 1, 0, 0, 0, 0, 1];
    }

    // Of the subset's landmarks turned by the angle: the box's center, turned back, and its size.
    private static (double X, double Y, double Width, double Height) Box(double[] p, double angle)
    {
        (double X, double Y)[] turned = [.. Subset.Select(i => Turned(p[i * 3], p[(i * 3) + 1], angle))];
        (double left, double right) = (turned.Min(t => t.X), turned.Max(t => t.X));
        (double top, double bottom) = (turned.Min(t => t.Y), turned.Max(t => t.Y));
        (double x, double y) = Turned((left + right) / 2, (top + bottom) / 2, -angle);
        return (x, y, right - left, bottom - top);
    }

    private static (double X, double Y) Turned(double x, double y, double angle) =>
        ((x * Math.Cos(angle)) - (y * Math.Sin(angle)), (x * Math.Sin(angle)) + (y * Math.Cos(angle)));

    private static double[][] Shift(double x, double y) => [[1, 0, x], [0, 1, y], [0, 0, 1]];

    private static double[][] Scale(double x, double y) => [[x, 0, 0], [0, y, 0], [0, 0, 1]];

    private static double[][] Turn(double angle) => [[Math.Cos(angle), -Math.Sin(angle), 0], [Math.Sin(angle), Math.Cos(angle), 0], [0, 0, 1]];

    private static double[][] Product(double[][] a, double[][] b) =>
        [.. a.Select(row => (double[])[.. Enumerable.Range(0, 3).Select(column => Enumerable.Range(0, 3).Sum(k => row[k] * b[k][column]))])];

    private static IEnumerable<double> Moved(double[][] e, int coordinates, double scale)
    {
        (double[] points, double[] m) = (e[0], e[1]);
        for (int i = 0; i < points.Length; i++)
        {
            int at = i - (i % coordinates);
            yield return (i % coordinates) switch
            {
                0 => (m[0] * points[at]) + (m[1] * points[at + 1]) + (m[3] * scale),
                1 => (m[4] * points[at]) + (m[5] * points[at + 1]) + (m[7] * scale),
                _ => points[i],
            };
        }
    }
}
