using Tflite2Onnx.Arithmetic;

namespace Tflite2Onnx.Operators;

/// <summary>SVDF: each unit is a sum over its filters, each filter a sum over time of weighted features (internal/reference/svdf.h).</summary>
internal static class Svdf
{
    // Operands: data [batch, inputs], weights of features [filters, inputs], of time [filters, memory], bias [units], state [batch, filters * memory].
    public static Results Convert(OpContext op, SVDFOptions o)
    {
        (int filters, int memory) = (op.Shape(2)[0], op.Shape(2)[1]);
        if (o.Rank <= 0 || filters % o.Rank != 0)
        {
            throw new Refusal(WayOut.Rewrite, $"it has {filters} filters of rank {o.Rank}");
        }
        bool isInteger = op.Input(0).Type == TensorType.INT8;
        Value feature = op.Emit("Gemm", [op.In(0), RecurrentWeights.Stack(op, [new(1)], isNode: false)], new() { ["transB"] = 1L });
        feature = op.KeptForm(4, op.Unsqueeze(feature, 2));
        Value state = Remembered(op, feature, filters, memory, raw: false);

        Value time = Value.Of(Constant.Of(ElementType.Float, [filters, memory], RecurrentWeights.Floats(op, 2)), op.Input(2).Name);
        Value filtered = op.Emit("ReduceSum", [op.Emit("Mul", [state, time]), Value.Ints(2)], new() { ["keepdims"] = 0L });
        Value y = o.Rank == 1 ? filtered
            : op.Emit("ReduceSum", [op.Reshape(filtered, -1, filters / o.Rank, o.Rank), Value.Ints(2)], new() { ["keepdims"] = 0L });
        // The bias counts in units of the sum over time, whatever scale the file gives it.
        double? unit = isInteger ? op.Input(4).Quantization?.Scale[0] * (double?)op.Input(2).Quantization?.Scale[0] : null;
        y = op.Has(3) ? op.Emit("Add", [y, RecurrentWeights.Vector(RecurrentWeights.Floats(op, 3, unit), "bias")]) : y;
        // The integer kernel saturates, whichever activation it is told.
        return isInteger ? y : op.Activate(o.FusedActivationFunction, y);
    }

    // EvalIntegerSVDF: weights have no zero point, and the bias counts in units of the sum over time.
    public static Value? Exact(OpContext op, SVDFOptions o)
    {
        (int filters, int memory) = (op.Shape(2)[0], op.Shape(2)[1]);
        bool isInteger = op.Input(1) is { IsConstant: true, Type: TensorType.INT8 } && op.Input(2) is { IsConstant: true, Type: TensorType.INT16 };
        if (!isInteger || o.Rank <= 0 || filters % o.Rank != 0 || Affine.Of(op.Output(0)) is not { Type: ElementType.Int8 } y
            || Affine.Of(op.Input(0)) is not { Type: ElementType.Int8 } x || Affine.Of(op.Input(4)) is not { Type: ElementType.Int16, Zero: 0 } kept)
        {
            return null;
        }
        Constant weights = Constants.Of(op.Input(1));
        Value columns = Sums.Floats(op, Value.Of(weights.Transposed([1, 0]), op.Input(1).Name), 0);
        if (Sums.Of(op, 0, x, Sums.Largest(weights, 0, 0), part => op.Emit("MatMul", [part, columns])) is not { } sums)
        {
            return null;
        }
        var factor = Multiplier.Of((double)x.Scale * op.Input(1).Quantization!.Scale[0] / kept.Scale);
        Value feature = KernelArithmetic.Requantized(op, op.Cast(sums, ElementType.Int64), factor, kept, (kept.Lowest, kept.Highest));
        Value state = Remembered(op, op.Unsqueeze(feature, 2), filters, memory, raw: true);

        Value Sum(Value values) => op.Emit("ReduceSum", [values, Value.Ints(2)], new() { ["keepdims"] = 0L });
        Value time = op.Cast(Value.Of(Constants.Of(op.Input(2)), op.Input(2).Name), ElementType.Int64);
        Value filtered = Sum(op.Emit("Mul", [op.Cast(state, ElementType.Int64), time]));
        filtered = o.Rank == 1 ? filtered : Sum(op.Reshape(filtered, -1, filters / o.Rank, o.Rank));
        filtered = op.Has(3) ? op.Emit("Add", [filtered, op.Cast(op.Raw(3), ElementType.Int64)]) : filtered;
        factor = Multiplier.Of((double)kept.Scale * op.Input(2).Quantization!.Scale[0] / y.Scale);
        return KernelArithmetic.Requantized(op, filtered, factor, y, (y.Lowest, y.Highest));
    }

    // The features of the last runs, [batch, filters, memory], this one's at the end; they are kept for the next one.
    private static Value Remembered(OpContext op, Value feature, int filters, int memory, bool raw)
    {
        Value before = op.Reshape(op.KeptForAll(4, raw), -1, filters, memory);
        Value shifted = op.Emit("Slice", [before, Value.Ints(1), Value.Ints(int.MaxValue), Value.Ints(2)]);
        Value state = memory == 1 ? feature : op.Emit("Concat", [shifted, feature], new() { ["axis"] = 2L });
        op.Keep(4, op.Reshape(state, -1, filters * memory), raw);
        return state;
    }
}
