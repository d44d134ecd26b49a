using Tflite2Onnx.Arithmetic;
using static Tflite2Onnx.Operator.Layout;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Convolutions over two spatial axes.</summary>
internal static class Convolution
{
    public static OpDefinition[] Operators =>
    [
        new OpDefinition<Conv2DOptions>(CONV_2D)
        {
            Summary = "2-D convolution; grouped when the filter has fewer channels than the input.",
            Limits = "The input's number of channels has to be known.",
            Layout = Pointwise.Rule(IsPointwise).At(Nhwc) with { Otherwise = LayoutRule.Implicit([Nhwc, Ohwi], Nhwc) },
            ReadsSignedBytes = true,
            Shapes = (op, o) => NeuralShapes.Windows(op, WindowOf(op, o), NeuralShapes.Filters(op, 0)),
            Convert = (op, o) => op.IsFlexible ? Pointwise.Convert(op, Data(op, HasScales(op)), y => op.Activate(o.FusedActivationFunction.ClampingOnly(), y))
                : Convolve(op, WindowOf(op, o), Channels(op) / FileNumber.Divisor(op.Shape(1)[3]), o.FusedActivationFunction, Data(op, HasScales(op))),
            Exact = (op, o) => op.IsFlexible ? Pointwise.Exact(op, o.FusedActivationFunction.ClampingOnly())
                : Exact(op, WindowOf(op, o), Channels(op) / FileNumber.Divisor(op.Shape(1)[3]), o.FusedActivationFunction, channel: 0),
        },
        // The depth multiplier is what the shapes say; the option's field is 0 in files from the wild.
        new OpDefinition<DepthwiseConv2DOptions>(DEPTHWISE_CONV_2D)
        {
            Summary = "2-D convolution of each channel by itself, giving one result channel or several.",
            Limits = "The input's number of channels has to be known.",
            Layout = LayoutRule.Implicit([Nhwc, Ihwo], Nhwc),
            Shapes = (op, o) => NeuralShapes.Windows(op, WindowOf(op, o), NeuralShapes.Filters(op, 3)),
            Convert = (op, o) => Convolve(op, WindowOf(op, o), Channels(op), o.FusedActivationFunction, Data(op, asymmetric: true)),
            Exact = (op, o) => Exact(op, WindowOf(op, o), Channels(op), o.FusedActivationFunction, channel: 3),
        },
        new OpDefinition<TransposeConvOptions>(TRANSPOSE_CONV)
        {
            Summary = "2-D transposed convolution to a given height and width.",
            Limits = "The result's height and width have to be known.",
            Layout = LayoutRule.Implicit([null, OhwiToIohw, Nhwc], Nhwc),
            Shapes = (op, o) => NeuralShapes.Transposed(op, data: 2, NeuralShapes.Filters(op, 0), [o.StrideH, o.StrideW]),
            Convert = (op, o) => Transposed(op, new(o.Padding, op.Shape(1)[1..3], [o.StrideH, o.StrideW], [1, 1]), o.FusedActivationFunction),
            Exact = ExactTransposed,
        },
    ];

    private static bool HasScales(OpView op) => op.Input(1).Scaling is { PerAxis: true };

    private static Window WindowOf(OpView op, Conv2DOptions o) =>
        new(o.Padding, op.Shape(1)[1..3], [o.StrideH, o.StrideW], [o.DilationHFactor, o.DilationWFactor]);

    private static Window WindowOf(OpView op, DepthwiseConv2DOptions o) =>
        new(o.Padding, op.Shape(1)[1..3], [o.StrideH, o.StrideW], [o.DilationHFactor, o.DilationWFactor]);

    private static bool IsPointwise(OpView op) =>
        op.Options<Conv2DOptions>() is { StrideH: 1, StrideW: 1 } && op.Shape(1) is [_, 1, 1, _];

    private static int Channels(OpContext op) =>
        op.Shape(0)[3] is >= 0 and int channels ? channels : throw new Refusal(WayOut.GiveShapes, "its input's number of channels is not known before a run");

    private static Value? Exact(OpContext op, Window window, int group, ActivationFunctionType activation, int channel)
    {
        if (Layer.Of(op, data: 0, filter: 1, bias: 2, activation.ClampingOnly(), channel) is not { } layer)
        {
            return null;
        }
        Attributes attributes = window.Attributes(op.Shape(0)[1..3]);
        attributes["group"] = (long)group;
        return layer.Result(channel, count => [count, 1, 1], op.Raw(1), (x, weights) => op.Emit("Conv", [x, weights], attributes));
    }

    /// <summary>A convolution over any number of spatial axes; inputs are data (as it is, unless given), filter, bias.</summary>
    public static Value Convolve(OpContext op, Window window, int group, ActivationFunctionType activation, Value? data = null)
    {
        Attributes attributes = window.Attributes(op.Shape(0)[1..^1]);
        attributes["group"] = (long)group;
        return op.Activate(activation.ClampingOnly(), op.Emit("Conv", [data ?? op.In(0), op.In(1), Bias.Of(op, bias: 2, data: 0, filter: 1)], attributes));
    }

    // Images beside integers: with several scales, and of each channel by itself, in their own range, otherwise in one around 0.
    private static Value Data(OpContext op, bool asymmetric) => Hybrid.Data(op, op.In(0), axes: null, asymmetric);

    private static Value? ExactTransposed(OpContext op, TransposeConvOptions o)
    {
        var window = new Window(o.Padding, op.Shape(1)[1..3], [o.StrideH, o.StrideW], [1, 1]);
        return Layer.Of(op, data: 2, filter: 1, bias: 3, o.FusedActivationFunction.ClampingOnly(), channel: 0)
            ?.Result(0, count => [count, 1, 1], op.Raw(1),
                (x, weights) => Transposed(op, [x, weights], op.Shape(2)[1..^1], window, DimensionsOfResult(op)));
    }

    /// <summary>
    /// A transposed convolution over any number of spatial axes. Inputs are the result's shape, the filter, the data and the bias; the
    /// window's padding is that of the forward convolution over the result.
    /// </summary>
    public static Value Transposed(OpContext op, Window window, ActivationFunctionType activation)
    {
        Value data = Hybrid.Data(op, op.In(2), axes: null, asymmetric: true, input: 2);
        return op.Activate(activation.ClampingOnly(), Transposed(op, data: 2, bias: 3, window, DimensionsOfResult(op), data));
    }

    /// <summary>The transposed convolution of an operand (as it is, unless given) with the filter, which is input 1, to a result of these dimensions.</summary>
    public static Value Transposed(OpContext op, int data, int bias, Window window, int[] dimensions, Value? given = null) =>
        Transposed(op, [given ?? op.In(data), op.In(1), Bias.Of(op, bias, data, filter: 1)], op.Shape(data)[1..^1], window, dimensions);

    private static int[] DimensionsOfResult(OpContext op) =>
        op.Output(0).Shape is [_, .. var known, _] && known.All(dimension => dimension > 0) ? known : [.. op.Integers(0)[1..^1].Select(FileNumber.Int)];

    private static Value Transposed(OpContext op, Value?[] operands, int[] input, Window window, int[] dimensions)
    {
        if (input.Contains(-1))
        {
            throw new Refusal(WayOut.GiveShapes, "the spatial dimensions of its input are not known before a run");
        }
        if (dimensions.Length != input.Length)
        {
            throw new FileContradiction($"Its result is given {dimensions.Length} spatial axes where there are {input.Length}");
        }
        Attributes attributes = (window with { Padding = Padding.VALID }).Attributes(dimensions);
        // The kernel begins where the forward convolution over the result would, and drops what falls behind the result's end
        // (transpose_conv in reference_ops); what it does not reach has only the bias.
        int[] reach = [.. window.Kernel.Zip(window.Dilations, (kernel, dilation) => ((kernel - 1) * dilation) + 1)];
        int[] begin =
        [
            .. dimensions.Select((dimension, i) => window.Padding == Padding.SAME ? Window.SameTotal(dimension, reach[i], window.Strides[i]) / 2 : 0),
        ];
        int[] end = [.. dimensions.Select((dimension, i) => ((input[i] - 1) * window.Strides[i]) + reach[i] - dimension - begin[i])];
        attributes["pads"] = Window.Long([.. begin, .. end.Select(e => Math.Max(0, e))]);
        // ONNX pads by less than a stride; what is further away is reached from zeros behind the operand.
        int[] zeros = [.. end.Select((e, i) => e < 0 ? -e / window.Strides[i] : 0)];
        attributes["output_padding"] = Window.Long([.. end.Select((e, i) => Math.Max(0, -e) - (zeros[i] * window.Strides[i]))]);
        if (zeros.Any(count => count > 0))
        {
            operands[0] = op.Emit("Pad", [operands[0], Value.Ints([.. new int[dimensions.Length + 4], .. zeros])]);
        }
        return op.Emit("ConvTranspose", operands, attributes);
    }
}
