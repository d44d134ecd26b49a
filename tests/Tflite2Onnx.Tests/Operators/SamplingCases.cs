using static Tflite2Onnx.Tests.Operators.Operands;

namespace Tflite2Onnx.Tests.Operators;

internal static class SamplingCases
{
    public static OpCase[] All =>
    [
        Customs.Computed("DenseImageWarp", "within and beyond", [], [F32(2, 4, 5, 3), F32(2, 4, 5, 2).Between(-3, 3)], F32(2, 4, 5, 3), Warped),
        Customs.Case("DenseImageWarp", "one row", null, [F32(1, 1, 5, 3), F32(1, 1, 5, 2)], F32(1, 1, 5, 3)) with { Fails = "T2O2002" },
        Customs.Computed("Resampler", "within and beyond", [], [F32(2, 4, 5, 3), F32(2, 4, 5, 2).Between(-2, 6)], F32(2, 4, 5, 3), Resampled),
        Customs.Case("Resampler", "places of another size", null, [F32(1, 4, 5, 3), F32(1, 3, 5, 2)], F32(1, 4, 5, 3)) with { Fails = "T2O2002" },
        Transform("centers", 2, Centered),
        Transform("corners", 1, new() { ["output_size"] = new[] { 3L, 7L }, ["mode"] = "bilinear" }),
        Transform("another mode", 1, new() { ["output_size"] = new[] { 3L, 7L }, ["mode"] = "nearest" }) with { Fails = "T2O2002" },
        Transform("another version", 3, Centered) with { Fails = "T2O2002" },
        Transform("no size", 2, new() { ["output_height"] = 3L }) with { Fails = "T2O1008" },
    ];

    private static FlexMap Centered => new() { ["output_height"] = 3L, ["output_width"] = 7L };

    // Turned a little, and so large that some of it comes from outside.
    private static Operand Matrix => F32(1, 4, 4).Of(0.8, -0.3, 9, 0.4, 0.25, 1.1, 9, -0.35, 0, 0, 1, 0, 0, 0, 0, 1);

    private static OpCase Transform(string name, int version, FlexMap options) =>
        Customs.Computed("TransformTensorBilinear", name, FlexWriter.Of(options), [F32(1, 4, 5, 2), Matrix], F32(1, 3, 7, 2), e => Transformed(e, version), version);

    private static IEnumerable<double> Transformed(double[][] e, int version)
    {
        double[] m = e[1];
        double shift = version == 2 ? 0.5 : 0;
        return from y in Enumerable.Range(0, 3) from x in Enumerable.Range(0, 7) from c in Enumerable.Range(0, 2)
               let px = (m[0] * (x + shift)) + (m[1] * (y + shift)) + m[3] - shift
               let py = (m[4] * (x + shift)) + (m[5] * (y + shift)) + m[7] - shift
               select px < 0 || px > 4 || py < 0 || py > 3 ? 0 : Between(e[0], 0, c, px, py, [4, 5, 2]);
    }

    private static IEnumerable<double> Warped(double[][] e) =>
        from n in Enumerable.Range(0, 2) from y in Enumerable.Range(0, 4) from x in Enumerable.Range(0, 5) from c in Enumerable.Range(0, 3)
        let flow = ((((n * 4) + y) * 5) + x) * 2
        select Between(e[0], n, c, Math.Clamp(x - e[1][flow + 1], 0, 4), Math.Clamp(y - e[1][flow], 0, 3), [4, 5, 3]);

    private static IEnumerable<double> Resampled(double[][] e) =>
        from n in Enumerable.Range(0, 2) from y in Enumerable.Range(0, 4) from x in Enumerable.Range(0, 5) from c in Enumerable.Range(0, 3)
        let place = ((((n * 4) + y) * 5) + x) * 2
        select Between(e[0], n, c, e[1][place], e[1][place + 1], [4, 5, 3]);

    // Between four pixels of an image, those outside being 0.
    private static double Between(double[] image, int n, int c, double x, double y, int[] hwc)
    {
        (int left, int top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        double Pixel(int row, int column) => row < 0 || column < 0 || row >= hwc[0] || column >= hwc[1] ? 0 : image[(((((n * hwc[0]) + row) * hwc[1]) + column) * hwc[2]) + c];
        double Row(int row) => (Pixel(row, left) * (left + 1 - x)) + (Pixel(row, left + 1) * (x - left));
        return (Row(top) * (top + 1 - y)) + (Row(top + 1) * (y - top));
    }
}
