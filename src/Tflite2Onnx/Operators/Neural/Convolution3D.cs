using static Tflite2Onnx.Operator.Layout;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Convolutions over three spatial axes. Filters have the spatial axes first.</summary>
internal static class Convolution3D
{
    public static OpDefinition[] Operators =>
    [
        new OpDefinition<Conv3DOptions>(CONV_3D)
        {
            Summary = "3-D convolution.",
            Layout = LayoutRule.Implicit([Ndhwc, Dhwio], Ndhwc),
            Shapes = (op, o) => NeuralShapes.Windows(op, WindowOf(op, o), NeuralShapes.Filters(op, 4)),
            Convert = (op, o) => Convolution.Convolve(op, WindowOf(op, o), 1, o.FusedActivationFunction),
        },
        new OpDefinition<Conv3DOptions>(CONV_3D_TRANSPOSE)
        {
            Summary = "3-D transposed convolution to given spatial dimensions.",
            Limits = "The result's spatial dimensions have to be known.",
            Layout = LayoutRule.Implicit([null, DhwoiToIodhw, Ndhwc], Ndhwc),
            Shapes = (op, o) => NeuralShapes.Transposed(op, data: 2, NeuralShapes.Filters(op, 3), [o.StrideD, o.StrideH, o.StrideW]),
            Convert = (op, o) => Convolution.Transposed(op, WindowOf(op, o), o.FusedActivationFunction),
        },
    ];

    private static Window WindowOf(OpView op, Conv3DOptions o) =>
        new(o.Padding, op.Shape(1)[..3], [o.StrideD, o.StrideH, o.StrideW], [o.DilationDFactor, o.DilationHFactor, o.DilationWFactor]);
}
