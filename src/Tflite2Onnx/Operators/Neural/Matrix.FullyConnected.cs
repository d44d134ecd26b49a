using Tflite2Onnx.Arithmetic;

namespace Tflite2Onnx.Operators;

/// <content>FULLY_CONNECTED.</content>
internal static partial class Matrix
{
    // The input is a list of rows as long as the weights', whatever its own shape.
    private static Results FullyConnected(OpContext op, FullyConnectedOptions o)
    {
        if (o.WeightsFormat != FullyConnectedOptionsWeightsFormat.DEFAULT)
        {
            throw new Refusal(WayOut.ReExport, $"its weights are in the format {o.WeightsFormat}");
        }
        if (op.Shape(1) is not [int units, >= 0 and int depth])
        {
            throw new Refusal(WayOut.Rewrite, $"its weights have shape [{string.Join(", ", op.Shape(1))}]");
        }
        Value x = op.In(0);
        if (x.Shape is not [_, int columns] || columns != depth)
        {
            x = op.Reshape(x, -1, depth);
        }
        x = Hybrid.Data(op, x, [1], o.AsymmetricQuantizeInputs);
        TryColumns(op, op.Layouts.Operand, out Shuffle? inputs);
        Shuffle? outputs = op.Layouts.Result?.Inside(1);
        Value y = op.Emit("Gemm", [x, Weights(op, inputs, outputs), Bias.Of(op, bias: 2, data: 0, filter: 1, outputs)], new() { ["transB"] = 1L });
        y = op.Activate(o.FusedActivationFunction, y);
        return o.KeepNumDims && op.Rank(0) != 2 ? Pointwise.Places(op, y, units) : y;
    }

    private static bool KeepsPlaces(OpView op) =>
        op.Options<FullyConnectedOptions>() is { KeepNumDims: true, WeightsFormat: FullyConnectedOptionsWeightsFormat.DEFAULT };

    // The weights with their columns in the order in which the input's elements come, and their rows in that of the result's.
    private static Value Weights(OpContext op, Shuffle? columns, Shuffle? rows)
    {
        if (columns is null && rows is null)
        {
            return op.In(1);
        }
        TfliteTensor tensor = op.Input(1);
        Constant weights = Arranged(op, columns, rows);
        QuantParams? q = tensor.Scaling;
        bool moves = q is { PerAxis: true } && rows is not null;
        return op.Arranged(1, weights, moves ? q! with { Scale = rows!.Apply(q.Scale), ZeroPoint = rows.Apply(q.ZeroPoint) } : null);
    }

    private static Constant Arranged(OpContext op, Shuffle? columns, Shuffle? rows)
    {
        Constant weights = Constants.Of(op.Input(1));
        weights = columns?.Apply(weights, 1) ?? weights;
        return rows?.Apply(weights, 0) ?? weights;
    }

    // The order in which a row's elements come when the input has a layout: where rows stay rows, weights can follow it. Null for their own.
    private static bool TryColumns(OpView op, Layout? layout, out Shuffle? columns)
    {
        columns = null;
        (int[] shape, int depth) = (op.Shape(0), op.Shape(1)[^1]);
        int first = shape.Length;
        for (long elements = 1; elements < depth && first > 0; first--)
        {
            elements *= shape[first - 1];
        }
        bool isWhole = first < shape.Length && ElementTypes.Count(shape.AsSpan(first)) == depth && shape[first..].All(dimension => dimension > 0);
        if (layout is null || !isWhole || !op.Input(1).IsConstant || op.Input(1).Scaling is { PerAxis: true, Axis: not 0 })
        {
            return layout is null;
        }
        int[] rows = [.. layout.Perm.Where(axis => axis < first)];
        bool rowsStay = layout.Perm.AsSpan(0, first).SequenceEqual(Enumerable.Range(0, first).ToArray()) && rows.All(axis => layout.Inside(axis) is null);
        int[] inner = [.. layout.Perm[first..]];
        if (!rowsStay || (inner.Length > 1 && inner.Any(axis => layout.Inside(axis) is not null)))
        {
            return false;
        }
        columns = inner.Length == 1 ? layout.Inside(inner[0]) : new Shuffle(shape[first..], [.. inner.Select(axis => axis - first)]);
        return true;
    }

    // Whether the units can be computed in another order: rows of weights and biases that are constants.
    private static bool TakesUnits(OpView op, Layout layout) =>
        layout.Rank == 2 && Permutation.IsIdentity(layout.Perm) && layout.Inside(0) is null && op.Input(1).IsConstant
        && (!op.Has(2) || op.Input(2).IsConstant) && op.Input(1).Scaling is null or { PerAxis: false } or { Axis: 0 };
}
