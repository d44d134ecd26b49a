using Tflite2Onnx.Lowering.Quantized;
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
            Convert = (op, o) => op.IsFlexible ? Pointwise.Convert(op, Data(op, HasScales(op)), y => op.ActivateClamping(o.FusedActivationFunction, y))
                : Convolve(op, WindowOf(op, o), Channels(op) / op.Shape(1)[3], o.FusedActivationFunction, HasScales(op)),
            Exact = op => op.Options<Conv2DOptions>() is var o && op.IsFlexible ? Pointwise.Exact(op, Clamping(o.FusedActivationFunction))
                : Exact(op, WindowOf(op, o), Channels(op) / op.Shape(1)[3], o.FusedActivationFunction, channel: 0),
        },
        // The depth multiplier is what the shapes say; the option's field is 0 in files from the wild.
        new OpDefinition<DepthwiseConv2DOptions>(DEPTHWISE_CONV_2D)
        {
            Summary = "2-D convolution of each channel by itself, giving one result channel or several.",
            Limits = "The input's number of channels has to be known.",
            Layout = LayoutRule.Implicit([Nhwc, Ihwo], Nhwc),
            Convert = (op, o) => Convolve(op, WindowOf(op, o), Channels(op), o.FusedActivationFunction, asymmetric: true),
            Exact = op => op.Options<DepthwiseConv2DOptions>() is var o
                ? Exact(op, WindowOf(op, o), Channels(op), o.FusedActivationFunction, channel: 3) : null,
        },
        new OpDefinition<TransposeConvOptions>(TRANSPOSE_CONV)
        {
            Summary = "2-D transposed convolution to a given height and width.",
            Limits = "The result's height and width have to be known.",
            Layout = LayoutRule.Implicit([null, OhwiToIohw, Nhwc], Nhwc),
            Convert = Transposed,
            Exact = ExactTransposed,
        },
    ];

    private static bool HasScales(OpView op) => TensorValues.Quantized(op.Input(1)) is { PerAxis: true };

    private static bool IsPointwise(OpView op) =>
        op.Options<Conv2DOptions>() is { StrideH: 1, StrideW: 1 } && op.Shape(1) is [_, 1, 1, _];

    private static int Channels(OpContext op) =>
        op.Shape(0)[3] is >= 0 and int channels ? channels : throw OpView.Unsupported("its input's number of channels is not known before a run");

    private static Window WindowOf(OpView op, Conv2DOptions o) =>
        new(o.Padding, op.Shape(1)[1..3], [o.StrideH, o.StrideW], [o.DilationHFactor, o.DilationWFactor]);

    private static Window WindowOf(OpView op, DepthwiseConv2DOptions o) =>
        new(o.Padding, op.Shape(1)[1..3], [o.StrideH, o.StrideW], [o.DilationHFactor, o.DilationWFactor]);

    private static Value? Exact(OpContext op, Window window, int group, ActivationFunctionType activation, int channel)
    {
        if (Layer.Of(op, data: 0, filter: 1, bias: 2, Clamping(activation), channel) is not { } layer)
        {
            return null;
        }
        Attributes attributes = window.Attributes(op.Shape(0)[1..3]);
        attributes["group"] = (long)group;
        return layer.Result(channel, count => [count, 1, 1], op.Raw(1), (x, weights) => op.Emit("Conv", [x, weights], attributes));
    }

    private static ActivationFunctionType Clamping(ActivationFunctionType function) =>
        function is ActivationFunctionType.TANH or ActivationFunctionType.SIGN_BIT ? ActivationFunctionType.NONE : function;

    private static Value Convolve(OpContext op, Window window, int group, ActivationFunctionType activation, bool asymmetric)
    {
        Attributes attributes = window.Attributes(op.Shape(0)[1..3]);
        attributes["group"] = (long)group;
        return op.ActivateClamping(activation, op.Emit("Conv", [Data(op, asymmetric), op.In(1), Bias.Of(op, bias: 2, data: 0, filter: 1)], attributes));
    }

    // Images beside integers: with several scales, and of each channel by itself, in their own range, otherwise in one around 0.
    private static Value Data(OpContext op, bool asymmetric) => Hybrid.Data(op, op.In(0), axes: null, asymmetric);

    private static Results Transposed(OpContext op, TransposeConvOptions o) =>
        op.ActivateClamping(o.FusedActivationFunction, op.Emit("ConvTranspose", [op.In(2), op.In(1), Bias.Of(op, bias: 3, data: 2, filter: 1)], Places(op, o)));

    private static Value? ExactTransposed(OpContext op)
    {
        TransposeConvOptions o = op.Options<TransposeConvOptions>();
        return Layer.Of(op, data: 2, filter: 1, bias: 3, Clamping(o.FusedActivationFunction), channel: 0)
            ?.Result(0, count => [count, 1, 1], op.Raw(1), (x, weights) => op.Emit("ConvTranspose", [x, weights], Places(op, o)));
    }

    private static Attributes Places(OpContext op, TransposeConvOptions o)
    {
        int[] extents = op.Output(0).Shape is [_, > 0 and int h, > 0 and int w, _] ? [h, w] : [.. op.Integers(0)[1..3].Select(d => (int)d)];
        (int[] kernel, int[] strides, int[] input) = (op.Shape(1)[1..3], [o.StrideH, o.StrideW], op.Shape(2)[1..3]);
        if (input.Contains(-1))
        {
            throw OpView.Unsupported("its input's height and width are not known before a run");
        }
        // The kernel begins where the forward convolution over the result would, and drops what falls behind the result's end
        // (transpose_conv in reference_ops); what it does not reach has only the bias.
        int[] begin = [.. extents.Select((extent, i) => Window.SameTotal(extent, kernel[i], strides[i]) / 2).Select(p => o.Padding == Padding.SAME ? p : 0)];
        int[] end = [.. extents.Select((extent, i) => ((input[i] - 1) * strides[i]) + kernel[i] - extent - begin[i])];
        return new Attributes
        {
            ["kernel_shape"] = Window.Long(kernel),
            ["strides"] = Window.Long(strides),
            ["pads"] = Window.Long([.. begin, .. end.Select(e => Math.Max(0, e))]),
            ["output_padding"] = Window.Long([.. end.Select(e => Math.Max(0, -e))]),
        };
    }
}
