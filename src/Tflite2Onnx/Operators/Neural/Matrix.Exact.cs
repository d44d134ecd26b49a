using Tflite2Onnx.Arithmetic;

namespace Tflite2Onnx.Operators;

/// <content>Matrices in TFLite's integer arithmetic.</content>
internal static partial class Matrix
{
    private static Value? ExactFullyConnected(OpContext op, FullyConnectedOptions o)
    {
        bool isPlain = o.WeightsFormat == FullyConnectedOptionsWeightsFormat.DEFAULT && op.Shape(1) is [_, >= 0];
        if (!isPlain || Layer.Of(op, data: 0, filter: 1, bias: 2, o.FusedActivationFunction, channel: 0) is not { } layer)
        {
            return null;
        }
        if (op.IsFlexible)
        {
            return Pointwise.Exact(op, o.FusedActivationFunction, matrix: true);
        }
        int depth = op.Shape(1)[1];
        TryColumns(op, op.Layouts.Operand, out Shuffle? inputs);
        Shuffle? outputs = op.Layouts.Result?.Inside(1);
        var columns = Value.Of(Arranged(op, inputs, outputs).Transposed([1, 0]), op.Input(1).Name);
        Value Rows(Value x) => x.Shape is [_, int had] && had == depth ? x : op.Reshape(x, -1, depth);
        Value? y = layer.Result(0, count => [count], columns, (x, w) => op.Emit("MatMul", [Rows(x), w]), outputs, matrix: true);
        return y is not null && o.KeepNumDims && op.Rank(0) != 2 ? Pointwise.Places(op, y, op.Shape(1)[0]) : y;
    }

    // Double holds every sum. Several scales of an operand count as a scale of 0 (its params.scale): all results are the zero point.
    private static Value? ExactBatchMatMul(OpContext op, BatchMatMulOptions o)
    {
        if (Operand(op.Input(0)) is not { } x || Operand(op.Input(1)) is not { } y || Affine.Of(op.Output(0)) is not { } z || x.Type != z.Type)
        {
            return null;
        }
        Value Floats(int input, bool adjoint, Affine q)
        {
            Value x = op.Cast(Operand(op, input, adjoint, raw: true), ElementType.Double);
            return q.Zero == 0 ? x : op.Emit("Sub", [x, Constants.Scalar(q.Zero, ElementType.Double)]);
        }
        (Value a, Value b) = (Floats(0, o.AdjX, x), Floats(1, o.AdjY, y));
        Value sum = op.Cast(op.Emit("MatMul", IsTurned(op) ? [b, a] : [a, b]), ElementType.Int64);
        var factor = Multiplier.Of((double)(x.Scale * y.Scale) / z.Scale);
        sum = z.IsByte ? KernelArithmetic.Scaled(op, sum, factor) : KernelArithmetic.ScaledWide(op, sum, [factor], []);
        return KernelArithmetic.ToResult(op, sum, z, (z.Lowest, z.Highest));
    }

    private static Affine? Operand(TfliteTensor tensor) =>
        tensor.Scaling is { PerAxis: true } ? new Affine(tensor.Type.ToElementType(), 0, 0) : Affine.Of(tensor);
}
