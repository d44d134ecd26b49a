using static Tflite2Onnx.Operator.Layout;

namespace Tflite2Onnx.Operators;

/// <summary>
/// Operators of MediaPipe's segmentation models (mediapipe/util/tflite/operations). Their options are structs of C, with C's numbers:
/// padding 1 is SAME, 2 is VALID.
/// </summary>
internal static class Unpooling
{
    // Along an axis; places are not worked out for more.
    private const int MostPixels = 1 << 16;

    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition("Convolution2DTransposeBias")
        {
            Summary = "2-D transposed convolution with a bias.",
            Limits = "Height and width of the input and of the result have to be known.",
            Layout = LayoutRule.Implicit([Nhwc, OhwiToIohw], Nhwc),
            Shapes = CustomShapes.TransposedConvolution,
            Convert = op => TransposedConvolution(op),
        },
        new PlainOpDefinition("MaxPoolingWithArgmax2D")
        {
            Summary = "Largest element of each window, and where in the window it is: row times width plus column, plus 0.1.",
            Limits = "The input's height and width have to be known.",
            Layout = LayoutRule.Implicit([Nhwc], Nhwc, Nhwc),
            Shapes = CustomShapes.PoolWithPlaces,
            Convert = op => PoolWithPlaces(op),
        },
        new PlainOpDefinition("MaxUnpooling2D")
        {
            Summary = "Puts elements where MaxPoolingWithArgmax2D found them, and zeros elsewhere.",
            Limits = "The input's shape has to be known, and the strides may not be smaller than the window.",
            Layout = LayoutRule.Implicit([Nhwc, Nhwc], Nhwc),
            Shapes = CustomShapes.Unpool,
            Convert = op => Unpool(op),
        },
    ];

    private static Padding PaddingOf(int number) => number switch
    {
        1 => Padding.SAME,
        2 => Padding.VALID,
        _ => throw new Refusal(WayOut.Rewrite, $"its padding is {number}, and only 1 (SAME) and 2 (VALID) are known"),
    };

    private static int[] Dimensions(OpContext op) =>
        op.Shape(0) is [_, > 0 and <= MostPixels and int height, > 0 and <= MostPixels and int width, _] ? [height, width]
            : throw (op.Shape(0).Contains(-1) ? new Refusal(WayOut.GiveShapes, "its input's height and width are not known before a run")
                : new Refusal(WayOut.Rewrite, $"its input's height and width are 0, or more than {MostPixels}"));

    // TfLiteTransposeConvParams: padding, stride of width, stride of height. The file says how large the result is, as it does for XNNPACK's
    // kernel; MediaPipe's own one gives an odd dimension to what comes from an odd one.
    private static Value TransposedConvolution(OpContext op)
    {
        int[] fields = CustomOptions.Struct(op.Source, 3);
        int[] dimensions = op.Output(0).Shape is [_, > 0 and int height, > 0 and int width, _] ? [height, width]
            : throw new Refusal(WayOut.GiveShapes, "its result's height and width are not known before a run");
        var window = new Window(PaddingOf(fields[0]), op.Shape(1)[1..3], [fields[2], fields[1]], [1, 1]);
        return Convolution.Transposed(op, data: 0, bias: 2, window, dimensions);
    }

    // TfLitePoolParams: padding, strides and window, widths first, activation.
    public static (Window Window, ActivationFunctionType Activation) Pool(OpView op)
    {
        int[] fields = CustomOptions.Struct(op.Source, 6);
        var window = new Window(PaddingOf(fields[0]), [fields[4], fields[3]], [fields[2], fields[1]], [1, 1]);
        return (window, (ActivationFunctionType)fields[5]);
    }

    // ONNX gives the place of each element among all of the input.
    private static Results PoolWithPlaces(OpContext op)
    {
        (Window window, ActivationFunctionType activation) = Pool(op);
        int[] dimensions = Dimensions(op);
        Value[] pooled = op.Emit("MaxPool", [op.In(0)], window.Attributes(dimensions), outputs: 2);
        (Value columns, int wide) = (Constants.Scalar(dimensions[1], ElementType.Int64), window.Kernel[1]);
        Value place = op.Emit("Mod", [pooled[1], Constants.Scalar((long)dimensions[0] * dimensions[1], ElementType.Int64)]);
        Value y = op.Emit("Sub", [op.Emit("Div", [place, columns]), Origins(window, dimensions, 0)]);
        Value x = op.Emit("Sub", [op.Emit("Mod", [place, columns]), Origins(window, dimensions, 1)]);
        Value within = op.Emit("Add", [op.Emit("Mul", [y, Constants.Scalar(wide, ElementType.Int64)]), x]);
        Value number = op.Emit("Add", [op.Cast(within, ElementType.Float), Constants.Scalar(0.1, ElementType.Float)]);
        return new[] { op.Activate(activation.ClampingOnly(), pooled[0]), number };
    }

    // Where the windows begin along an axis, shaped to broadcast against [N, C, H, W].
    private static Value Origins(Window window, int[] dimensions, int axis)
    {
        (int dimension, int kernel, int stride) = (dimensions[axis], window.Kernel[axis], window.Strides[axis]);
        bool same = window.Padding == Padding.SAME;
        int count = same ? (dimension + stride - 1) / stride : ((dimension - kernel) / stride) + 1;
        if (count < 1)
        {
            throw new FileContradiction($"Its window of {kernel} does not fit into {dimension} elements");
        }
        int before = same ? Window.SameTotal(dimension, kernel, stride) / 2 : 0;
        return Origins([.. Enumerable.Range(0, count).Select(i => (i * (long)stride) - before)], axis);
    }

    private static Value Origins(long[] origins, int axis) =>
        Value.Of(Constant.Of(ElementType.Int64, axis == 0 ? [origins.Length, 1] : [origins.Length], origins), "origins");

    // MaxUnpooling of max_unpooling.cc. What is beyond the result goes to one place more than it has.
    private static Value Unpool(OpContext op)
    {
        (Window window, _) = Pool(op);
        if (op.Shape(0).Contains(-1))
        {
            throw new Refusal(WayOut.GiveShapes, "its input's shape is not known before a run");
        }
        if (window.Strides.Zip(window.Kernel).Any(pair => pair.First < pair.Second || pair.Second < 1))
        {
            throw new Refusal(WayOut.Rewrite, "its windows overlap, or are empty");
        }
        (int[] nchw, int[] dimensions) = (Nhwc.Permute(op.Shape(0)), Dimensions(op));
        int[] result = [.. dimensions.Zip(window.Kernel, (dimension, kernel) => FileNumber.Int((long)dimension * kernel))];
        int places = FileNumber.Product(result);
        Value Number(int number) => Constants.Scalar(number, ElementType.Int64);

        Value index = op.Cast(op.In(1), ElementType.Int64);
        Value row = op.Emit("Div", [index, Number(window.Kernel[1])]);
        Value column = op.Emit("Sub", [index, op.Emit("Mul", [row, Number(window.Kernel[1])])]);
        Value[] at = [op.Emit("Add", [row, Begins(0)]), op.Emit("Add", [column, Begins(1)])];
        Value[] inside = [.. at.SelectMany((x, i) => (Value[])[op.Emit("GreaterOrEqual", [x, Number(0)]), op.Emit("Less", [x, Number(result[i])])])];
        Value place = op.Emit("Add", [op.Emit("Mul", [at[0], Number(result[1])]), at[1]]);
        place = op.Emit("Where", [inside.Aggregate((both, one) => op.Emit("And", [both, one])), place, Number(places)]);

        int planes = FileNumber.Product(nchw[..2]);
        Value zeros = op.Emit("ConstantOfShape", [Value.Ints(planes, places + 1L)]);
        Value[] operands = [zeros, op.Reshape(place, planes, dimensions[0] * dimensions[1]), op.Reshape(op.In(0), planes, dimensions[0] * dimensions[1])];
        Value scattered = op.Emit("ScatterElements", operands, new() { ["axis"] = 1L });
        return op.Reshape(Slicing.Cut(op, scattered, [1], [0], [places]), nchw[0], nchw[1], result[0], result[1]);

        Value Begins(int axis)
        {
            int before = Math.Max(0, (((dimensions[axis] - 1) * window.Strides[axis]) + window.Kernel[axis] - result[axis]) / 2);
            return Origins([.. Enumerable.Range(0, dimensions[axis]).Select(i => (i * (long)window.Strides[axis]) - before)], axis);
        }
    }
}
