using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Images in another size.</summary>
internal static partial class Resizing
{
    // Along an axis; indices are not worked out for more.
    private const int MostPixels = 1 << 16;

    // ONNX Runtime interpolates along the last two axes, or the two before the last.
    private static readonly LayoutRule EitherWay = (LayoutRule.Attribute(0) with { Accepts = (_, layout) => layout.IsChannelsFirst }).At(Layout.Nhwc);

    public static OpDefinition[] Operators =>
    [
        new OpDefinition<ResizeBilinearOptions>(RESIZE_BILINEAR)
        {
            Summary = "Resizes height and width, interpolating between the four nearest pixels.",
            Limits = "Aligned corners and half-pixel centers exclude each other, as they do in TFLite.",
            Layout = EitherWay,
            Shapes = (op, _) => NeuralShapes.Resize(op),
            Convert = (op, o) => o.AlignCorners && o.HalfPixelCenters ? throw new Refusal(WayOut.Rewrite, "corners are aligned and centers are half pixels")
                : IsSameSize(op) ? op.In(0)
                : Resize(op, Coordinates(o.AlignCorners, o.HalfPixelCenters), new() { ["mode"] = "linear" }),
            NeedsScale = OpDefinition.SmallIntegers,
            Exact = ExactBilinear,
            ExactByDefault = [TensorType.INT16],
        },
        new OpDefinition<ResizeNearestNeighborOptions>(RESIZE_NEAREST_NEIGHBOR)
        {
            Summary = "Resizes height and width, each pixel being the nearest one.",
            Limits = "Where corners are aligned and centers are half pixels, height and width have to be known before and after.",
            Layout = EitherWay,
            Quant = QuantRule.Own,
            Shapes = (op, _) => NeuralShapes.Resize(op),
            Convert = Nearest,
        },
    ];

    private static string Coordinates(bool alignCorners, bool halfPixelCenters) =>
        alignCorners ? "align_corners" : halfPixelCenters ? "half_pixel" : "asymmetric";

    private static bool IsSameSize(OpView op) => op.TryIntegers(1) is [long height, long width] && op.Shape(0)[1] == height && op.Shape(0)[2] == width;

    private static Value Resize(OpContext op, string coordinates, Attributes attributes)
    {
        (Value x, Value size) = (op.In(0), op.IndexList(1));
        FileList<int> shape = op.Shape(0);
        Value Dimension(int axis) => op.Emit("Shape", [x], new() { ["start"] = (long)op.Axis(axis), ["end"] = op.Axis(axis) + 1L });
        Value sizes = size.Constant?.Integers() is [var height, var width] && shape[0] >= 0 && shape[3] >= 0
            ? Value.Ints(op.PerAxis<long>([shape[0], height, width, shape[3]]))
            : op.Emit("Concat", op.Axis(3) == 1 ? [Dimension(0), Dimension(3), size] : [Dimension(0), size, Dimension(3)], new() { ["axis"] = 0L });
        attributes["coordinate_transformation_mode"] = coordinates;
        return op.Emit("Resize", [x, null, null, sizes], attributes);
    }

    // Resize, where it is bound to choose the same pixels; otherwise these are picked by their indices.
    private static Results Nearest(OpContext op, ResizeNearestNeighborOptions o)
    {
        bool isKnown = op.TryIntegers(1) is { } sizes && sizes.All(size => size is > 0 and < MostPixels) && op.Shape(0)[1] > 0 && op.Shape(0)[2] > 0;
        bool both = o.AlignCorners && o.HalfPixelCenters;
        if (!isKnown && both)
        {
            throw new Refusal(WayOut.GiveShapes, "corners are aligned, centers are half pixels, and height and width are not known before a run");
        }
        NearestPixels Along(long size, int i) => new(op.Shape(0)[1 + i], (int)size, o.AlignCorners, o.HalfPixelCenters);
        NearestPixels[] axes = isKnown ? [.. op.Integers(1).Select(Along)] : [];
        if (!both && axes.All(axis => axis.IsBeyondRounding))
        {
            string rounding = o.AlignCorners || o.HalfPixelCenters ? "round_prefer_ceil" : "floor";
            var attributes = new Attributes { ["mode"] = "nearest", ["nearest_mode"] = rounding };
            return IsSameSize(op) ? op.In(0) : Resize(op, Coordinates(o.AlignCorners, o.HalfPixelCenters), attributes);
        }
        Value y = op.In(0);
        for (int i = 0; i < axes.Length; i++)
        {
            y = axes[i].IsIdentity ? y : op.Emit("Gather", [y, Value.Ints(axes[i].Pixels)], new() { ["axis"] = (long)op.Axis(1 + i) });
        }
        return y;
    }
}
