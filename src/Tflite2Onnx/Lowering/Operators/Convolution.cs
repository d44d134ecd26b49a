using static Tflite2Onnx.Lowering.Layouts.Layout;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Lowering.Operators;

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
            Extents = op => Extents(op, WindowOf(op, op.Options<Conv2DOptions>()), op.Shape(1)[0]),
            Convert = (op, o) => op.IsFlexible ? Pointwise.Convert(op, y => op.ActivateClamping(o.FusedActivationFunction, y))
                : Convolve(op, WindowOf(op, o), Channels(op) / op.Shape(1)[3], o.FusedActivationFunction),
        },
        // The depth multiplier is what the shapes say; the option's field is 0 in files from the wild.
        new OpDefinition<DepthwiseConv2DOptions>(DEPTHWISE_CONV_2D)
        {
            Summary = "2-D convolution of each channel by itself, giving one result channel or several.",
            Limits = "The input's number of channels has to be known.",
            Layout = LayoutRule.Implicit([Nhwc, Ihwo], Nhwc),
            Extents = op => Extents(op, WindowOf(op, op.Options<DepthwiseConv2DOptions>()), op.Shape(1)[3]),
            Convert = (op, o) => Convolve(op, WindowOf(op, o), Channels(op), o.FusedActivationFunction),
        },
        new OpDefinition<TransposeConvOptions>(TRANSPOSE_CONV)
        {
            Summary = "2-D transposed convolution to a given height and width.",
            Limits = "The result's height and width have to be known.",
            Layout = LayoutRule.Implicit([null, OhwiToIohw, Nhwc], Nhwc),
            Extents = op => op.TryIntegers(0) is [_, var height, var width, _] ? [op.Shape(2)[0], checked((int)height), checked((int)width), op.Shape(1)[0]] : null,
            Convert = Transposed,
        },
    ];

    private static Window WindowOf(OpView op, Conv2DOptions o) => new(o.Padding, op.Shape(1)[1..3], [o.StrideH, o.StrideW], [o.DilationHFactor, o.DilationWFactor]);

    private static Window WindowOf(OpView op, DepthwiseConv2DOptions o) =>
        new(o.Padding, op.Shape(1)[1..3], [o.StrideH, o.StrideW], [o.DilationHFactor, o.DilationWFactor]);

    private static int[] Extents(OpView op, Window window, int channels) => [op.Shape(0)[0], .. window.Results(op.Shape(0)[1..3]), channels];

    private static bool IsPointwise(OpView op) =>
        op.Options<Conv2DOptions>() is { StrideH: 1, StrideW: 1 } && op.Shape(1) is [_, 1, 1, _];

    private static int Channels(OpContext op) =>
        op.Shape(0)[3] is >= 0 and int channels ? channels : throw OpView.Unsupported("its input's number of channels is not known before a run");

    private static Value Convolve(OpContext op, Window window, int group, ActivationFunctionType activation)
    {
        Attributes attributes = window.Attributes(op.Shape(0)[1..3]);
        attributes["group"] = (long)group;
        return op.ActivateClamping(activation, op.Emit("Conv", [op.In(0), op.In(1), Bias.Of(op, bias: 2, data: 0, filter: 1)], attributes));
    }

    private static Results Transposed(OpContext op, TransposeConvOptions o)
    {
        int[] extents = op.Output(0).Shape is [_, > 0 and int h, > 0 and int w, _] ? [h, w] : [.. op.Integers(0)[1..3].Select(d => (int)d)];
        Value y = Transposed(op, data: 2, bias: 3, o.Padding, [o.StrideH, o.StrideW], extents);
        return op.ActivateClamping(o.FusedActivationFunction, y);
    }

    /// <summary>The transposed convolution of an operand with the filter, which is input 1, to a result of these extents.</summary>
    public static Value Transposed(OpContext op, int data, int bias, Padding padding, int[] strides, int[] extents)
    {
        (int[] kernel, int[] input) = (op.Shape(1)[1..3], op.Shape(data)[1..3]);
        if (input.Contains(-1))
        {
            throw OpView.Unsupported("its input's height and width are not known before a run");
        }
        // The kernel begins where the forward convolution over the result would, and drops what falls behind the result's end
        // (transpose_conv in reference_ops); what it does not reach has only the bias.
        int[] begin = [.. extents.Select((extent, i) => Window.SameTotal(extent, kernel[i], strides[i]) / 2).Select(p => padding == Padding.SAME ? p : 0)];
        int[] end = [.. extents.Select((extent, i) => ((input[i] - 1) * strides[i]) + kernel[i] - extent - begin[i])];
        var attributes = new Attributes
        {
            ["kernel_shape"] = Window.Long(kernel),
            ["strides"] = Window.Long(strides),
            ["pads"] = Window.Long([.. begin, .. end.Select(e => Math.Max(0, e))]),
            ["output_padding"] = Window.Long([.. end.Select(e => Math.Max(0, -e))]),
        };
        return op.Emit("ConvTranspose", [op.In(data), op.In(1), Bias.Of(op, bias, data, filter: 1)], attributes);
    }
}
