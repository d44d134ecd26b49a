using static Tflite2Onnx.Operator.Layout;

namespace Tflite2Onnx.Operators;

/// <summary>Pixels taken from places that are computed, interpolated between the four around each. Places are in pixels, of the corners' centers.</summary>
internal static class Sampling
{
    // Along an axis; places are not worked out for more.
    private const int MostPixels = 1 << 16;

    public static OpDefinition[] Operators =>
    [
        // perception/dense_image_warp.cc: beyond the edge counts as the edge.
        new PlainOpDefinition("DenseImageWarp")
        {
            Summary = "An image whose pixels come from where they are minus a flow (y, x) of their own.",
            Limits = "Height and width have to be known, and at least 2.",
            Layout = LayoutRule.Implicit([Nhwc], Nhwc),
            Shapes = ShapeRules.EachRow,
            Convert = op => Warp(op),
        },
        // MediaPipe's resampler.cc: beyond the edge counts as 0.
        new PlainOpDefinition("Resampler")
        {
            Summary = "An image whose pixels come from given places (x, y).",
            Limits = "Height and width have to be known, at least 2, and those of the places.",
            Layout = LayoutRule.Implicit([Nhwc], Nhwc),
            Shapes = CustomShapes.Resampled,
            Convert = op => op.Shape(1)[1..3].AsSpan().SequenceEqual(Dimensions(op)) ? Sample(op, Normalized(op, op.In(1)), "zeros")
                : throw new Refusal(WayOut.Rewrite, "its image and its places have different dimensions"),
        },
        // MediaPipe's transform_tensor_bilinear.cc; version 1 takes a pixel's corner for its place, version 2 its center.
        new PlainOpDefinition("TransformTensorBilinear")
        {
            Summary = "An image transformed by a matrix [4, 4], whose first two rows count; 0 where a pixel comes from outside.",
            Limits = "One image at a time, whose height and width, at least 2, and those of the result have to be known.",
            Layout = LayoutRule.Implicit([Nhwc], Nhwc),
            Convert = op => Transformed(op),
        },
    ];

    private static int[] Dimensions(OpContext op) =>
        op.Shape(0) is [_, >= 2 and <= MostPixels and int height, >= 2 and <= MostPixels and int width, _] ? [height, width]
            : throw (op.Shape(0).Contains(-1) ? new Refusal(WayOut.GiveShapes, "its height and width are not known before a run")
                : new Refusal(WayOut.Rewrite, $"its height and width are less than 2, or more than {MostPixels}"));

    private static Value Floats(int[] shape, params double[] values) => Value.Of(Constants.FromFloats(ElementType.Float, shape, values), "places");

    // From pixels (x, y) to what GridSample takes: -1 and 1 are the centers of the first and the last one.
    private static Value Normalized(OpContext op, Value places)
    {
        int[] dimensions = Dimensions(op);
        Value scaled = op.Emit("Mul", [places, Floats([2], 2.0 / (dimensions[1] - 1), 2.0 / (dimensions[0] - 1))]);
        return op.Emit("Sub", [scaled, Constants.Scalar(1, ElementType.Float)]);
    }

    private static Value Sample(OpContext op, Value grid, string beyond) =>
        op.Emit("GridSample", [op.In(0), grid], new() { ["align_corners"] = 1L, ["padding_mode"] = beyond });

    private static Value Warp(OpContext op)
    {
        int[] dimensions = Dimensions(op);
        Value across = Floats([1, dimensions[1], 2], [.. Enumerable.Range(0, dimensions[1]).SelectMany(x => (double[])[x, 0])]);
        Value down = Floats([dimensions[0], 1, 2], [.. Enumerable.Range(0, dimensions[0]).SelectMany(y => (double[])[0, y])]);
        Value flow = op.Emit("Gather", [op.In(1), Value.Ints(1, 0)], new() { ["axis"] = 3L });
        Value places = op.Emit("Sub", [op.Emit("Add", [across, down]), flow]);
        return Sample(op, Normalized(op, places), "border");
    }

    private static Value Transformed(OpContext op)
    {
        (int[] image, bool isCentered) = (Dimensions(op), op.Source.Version > 1);
        if (op.Source.Version > 2 || op.Shape(0)[0] != 1)
        {
            throw new Refusal(WayOut.ReExport, $"its version is {op.Source.Version}, or it has several images");
        }
        CustomOptions o = op.CustomOptions;
        int[] result = isCentered ? [o.Integer("output_height"), o.Integer("output_width")] : o.Integers("output_size");
        if (result is not [> 0 and <= MostPixels, > 0 and <= MostPixels] || o.String("mode", "bilinear") != "bilinear")
        {
            throw new Refusal(WayOut.Rewrite, "its mode is not bilinear, or the size of its result not above 0");
        }
        Value rows = op.Emit("Gather", [op.Reshape(op.In(1), 4, 4), Value.Ints(0, 1)]);
        Value Column(int index) => op.Emit("Gather", [rows, Constants.Scalar(index, ElementType.Int64)], new() { ["axis"] = 1L });
        (Value x, Value y, Value shift) = (Column(0), Column(1), Column(3));
        if (isCentered)
        {
            Value half = op.Emit("Mul", [op.Emit("Add", [x, y]), Constants.Scalar(0.5, ElementType.Float)]);
            shift = op.Emit("Add", [shift, op.Emit("Sub", [half, Constants.Scalar(0.5, ElementType.Float)])]);
        }
        Value across = op.Emit("Mul", [Floats([1, result[1], 1], [.. Enumerable.Range(0, result[1]).Select(i => (double)i)]), x]);
        Value down = op.Emit("Mul", [Floats([result[0], 1, 1], [.. Enumerable.Range(0, result[0]).Select(i => (double)i)]), y]);
        Value places = op.Emit("Add", [op.Emit("Add", [across, down]), shift]);

        // Just outside GridSample mixes the edge with zeros, where the kernel has zeros alone: such places are put far away.
        Value notBefore = op.Emit("GreaterOrEqual", [places, Constants.Scalar(0, ElementType.Float)]);
        Value notBehind = op.Emit("LessOrEqual", [places, Floats([2], image[1] - 1, image[0] - 1)]);
        Value inside = op.Emit("And", [notBefore, notBehind]);
        Value grid = op.Emit("Where", [inside, Normalized(op, places), Constants.Scalar(-9, ElementType.Float)]);
        return Sample(op, op.Unsqueeze(grid, 0), "zeros");
    }
}
