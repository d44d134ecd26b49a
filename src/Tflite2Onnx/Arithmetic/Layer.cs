namespace Tflite2Onnx.Arithmetic;

/// <summary>
/// What convolutions, transposed convolutions and fully connected layers have in common: data, constant weights, a bias in the units of the
/// sums, and a factor per result channel that brings sums to the result's units.
/// </summary>
internal sealed class Layer
{
    private readonly OpContext _op;
    private readonly Affine _x;
    private readonly Affine _result;
    private readonly QuantParams _weights;
    private readonly Constant _elements;
    private readonly (long Lowest, long Highest) _range;
    private readonly int _data;
    private readonly int _bias;

    private Layer(OpContext op, int data, int filter, int bias, Affine x, Affine result, QuantParams weights, (long Lowest, long Highest) range) =>
        (_op, _data, _bias, _x, _result, _weights, _range, _elements) = (op, data, bias, x, result, weights, range, Constants.Of(op.Input(filter)));

    /// <summary>Null where operands are not quantized as TFLite's integer kernels want them, or weights are no constants.</summary>
    public static Layer? Of(OpContext op, int data, int filter, int bias, ActivationFunctionType activation, int channel)
    {
        if (Affine.Of(op.Input(data)) is not { } x || Affine.Of(op.Output(0)) is not { } y || x.Type != y.Type || y.Range(activation) is not { } range)
        {
            return null;
        }
        bool isInteger = op.Input(filter) is { IsConstant: true } && op.Input(filter).Scaling is { Block: 0 } w
            && (!w.PerAxis || w.Axis == channel) && w.ZeroPoint.All(zero => zero == w.ZeroPoint[0]);
        bool hasBias = op.Has(bias) && op.Input(bias) is not { IsConstant: true, Type: TensorType.INT32 or TensorType.INT64 };
        return isInteger && !hasBias ? new Layer(op, data, filter, bias, x, y, op.Input(filter).Scaling!, range) : null;
    }

    /// <summary>
    /// The layer's result. <paramref name="axis"/> is the weights' axis of result channels, <paramref name="shape"/> how numbers per channel
    /// lie along the result; <paramref name="order"/> rearranges them; <paramref name="multiply"/> gives the sums for data and weights
    /// as floats. With <paramref name="matrix"/> signed sums are scaled in double
    /// (FullyConnected in integer_ops/fully_connected.h).
    /// </summary>
    public Value? Result(int axis, Func<int, int[]> shape, Value weights, Func<Value, Value, Value> multiply, Shuffle? order = null, bool matrix = false)
    {
        Value floats = Sums.Floats(_op, weights, _weights.ZeroPoint[0]);
        if (Sums.Of(_op, _data, _x, Sums.Largest(_elements, axis, _weights.ZeroPoint[0]), part => multiply(part, floats)) is not { } sum)
        {
            return null;
        }
        int[] along = shape(_elements.Shape[axis]);
        Constant? bias = _op.Has(_bias) ? Constants.Of(_op.Input(_bias)) : null;
        long[] biases = (bias is not null ? order?.Apply(bias, 0) ?? bias : null)?.Integers() ?? [];
        Value Biased(ElementType type) => biases.Length == 0 ? _op.Cast(sum, type)
            : _op.Emit("Add", [_op.Cast(sum, type), Value.Of(Constants.FromFloats(type, along, [.. biases.Select(b => (double)b)]), "bias")]);
        if (matrix && _x.Type != ElementType.UInt8)
        {
            double[] scales = [.. Order(_weights.Scale.Select(Factor), order)];
            return KernelArithmetic.ToResult(_op, KernelArithmetic.ScaledInDouble(_op, Biased(ElementType.Double), scales, along), _result, _range);
        }
        Multiplier[] factors = [.. Order(_weights.Scale.Select(w => Multiplier.Of(Factor(w))), order)];
        if (_x.Type == ElementType.Int16 && bias?.Type != ElementType.Int32)
        {
            return KernelArithmetic.ToResult(_op, KernelArithmetic.ScaledWide(_op, Biased(ElementType.Int64), factors, along), _result, _range);
        }
        return Steps.Of(factors, biases, _result, _range) is { } steps ? steps.Apply(_op, sum, along, _result, _range)
            : KernelArithmetic.ToResult(_op, KernelArithmetic.Scaled(_op, Biased(ElementType.Int64), factors, along), _result, _range);
    }

    private static T[] Order<T>(IEnumerable<T> numbers, Shuffle? order) => numbers.ToArray() is { Length: > 1 } all ? order?.Apply(all) ?? all : [.. numbers];

    // What is unsigned multiplies the scales as floats (GetQuantizedConvolutionMultipler in kernel_util.cc).
    private double Factor(float weight) => (_x.Type == ElementType.UInt8 ? _x.Scale * weight : (double)_x.Scale * weight) / _result.Scale;
}
