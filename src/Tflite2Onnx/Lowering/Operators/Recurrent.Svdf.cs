namespace Tflite2Onnx.Lowering.Operators;

/// <content>SVDF: each unit is a sum over its filters, each filter a sum over time of weighted features (internal/reference/svdf.h).</content>
internal static partial class Recurrent
{
    // Operands: data [batch, inputs], weights of features [filters, inputs], of time [filters, memory], bias [units], state [batch, filters * memory].
    private static Results Svdf(OpContext op, SVDFOptions o)
    {
        (int filters, int memory) = (op.Shape(2)[0], op.Shape(2)[1]);
        if (o.Rank <= 0 || filters % o.Rank != 0)
        {
            throw OpView.Unsupported($"it has {filters} filters of rank {o.Rank}");
        }
        bool isInteger = op.Input(0).Type == TensorType.INT8;
        Value feature = op.Emit("Gemm", [op.In(0), RecurrentWeights.Stack(op, [new(1)], isNode: false)], new() { ["transB"] = 1L });
        feature = op.KeptForm(4, op.Unsqueeze(feature, 2));
        Value before = op.Reshape(op.Kept(4), -1, filters, memory);
        Value shifted = op.Emit("Slice", [before, OpContext.Ints(1), OpContext.Ints(int.MaxValue), OpContext.Ints(2)]);
        Value state = memory == 1 ? feature : op.Emit("Concat", [shifted, feature], new() { ["axis"] = 2L });
        op.Keep(4, op.Reshape(state, -1, filters * memory));

        Value time = Value.Of(Constant.Of(ElementType.Float, [filters, memory], RecurrentWeights.Reals(op, 2)), op.Input(2).Name);
        Value filtered = op.Emit("ReduceSum", [op.Emit("Mul", [state, time]), OpContext.Ints(2)], new() { ["keepdims"] = 0L });
        Value y = o.Rank == 1 ? filtered
            : op.Emit("ReduceSum", [op.Reshape(filtered, -1, filters / o.Rank, o.Rank), OpContext.Ints(2)], new() { ["keepdims"] = 0L });
        // The bias counts in units of the sum over time, whatever scale the file gives it.
        double? unit = isInteger ? op.Input(4).Quantization?.Scale[0] * (double?)op.Input(2).Quantization?.Scale[0] : null;
        y = op.Has(3) ? op.Emit("Add", [y, RecurrentWeights.Vector(RecurrentWeights.Reals(op, 3, unit), "bias")]) : y;
        // The integer kernel saturates, whichever activation it is told.
        return isInteger ? y : op.Activate(o.FusedActivationFunction, y);
    }
}
