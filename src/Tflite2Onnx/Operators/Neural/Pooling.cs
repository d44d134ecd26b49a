using static Tflite2Onnx.Operator.Layout;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Pools over two spatial axes. Cells of the padding never count.</summary>
internal static partial class Pooling
{
    public static OpDefinition[] Operators =>
    [
        Define(AVERAGE_POOL_2D, (op, window) => op.Emit("AveragePool", [op.In(0)], window), "Average of each window.") with
        {
            NeedsScale = OpDefinition.SmallIntegers,
            Exact = ExactAverage,
            ExactByDefault = [TensorType.INT8, TensorType.UINT8],
        },
        Define(MAX_POOL_2D, (op, window) => op.Emit("MaxPool", [op.In(0)], window), "Largest element of each window.") with { Quant = QuantRule.Carry },
        // ONNX's LpPool is the root of the sum, not of the average.
        Define(L2_POOL_2D, (op, window) => op.Emit("Sqrt", [op.Emit("AveragePool", [Square(op, op.In(0))], window)]), "Root of each window's average square."),
    ];

    private static OpDefinition<Pool2DOptions> Define(BuiltinOperator code, Func<OpContext, Attributes, Value> pool, string summary) => new(code)
    {
        Summary = summary,
        Layout = LayoutRule.Implicit([Nhwc], Nhwc),
        Shapes = (op, o) => NeuralShapes.Windows(op, WindowOf(o)),
        Convert = (op, o) => op.Activate(o.FusedActivationFunction.ClampingOnly(), pool(op, WindowOf(o).Attributes(op.Shape(0)[1..3]))),
    };

    private static Window WindowOf(Pool2DOptions o) => new(o.Padding, [o.FilterHeight, o.FilterWidth], [o.StrideH, o.StrideW], [1, 1]);

    private static Value Square(OpContext op, Value x) => op.Emit("Mul", [x, x]);
}
