using Tflite2Onnx.Arithmetic;

namespace Tflite2Onnx.Operators;

/// <summary>
/// Products of the channels at each place with one matrix: 1x1 convolutions, and fully connected layers that keep the places. They have a
/// form in either order of axes: a Gemm over rows of channels, a Conv over planes. Inputs are data, weights, bias.
/// </summary>
internal static class Pointwise
{
    /// <summary>The rule of an operator that is pointwise in some uses.</summary>
    public static LayoutRule Rule(Func<OpView, bool> holds) =>
        LayoutRule.Attribute(0) with { When = op => HasConstantMatrix(op) && holds(op), Accepts = (_, layout) => layout.IsChannelsFirst };

    /// <summary>The conversion of such a use, for the data operand given.</summary>
    public static Results Convert(OpContext op, Value x, Func<Value, Value> activate)
    {
        Constant weights = Constants.Of(op.Input(1));
        (int units, int depth) = (weights.Shape[0], weights.Shape[^1]);
        Value? bias = Bias.Of(op, bias: 2, data: 0, filter: 1);
        if (op.Layouts.Operand is { } planes)
        {
            int[] filter = [units, depth, .. Enumerable.Repeat(1, planes.Rank - 2)];
            return activate(op.Emit("Conv", [x, op.Arranged(1, weights.Reshaped(filter)), bias]));
        }
        Value rows = op.Reshape(x, -1, depth);
        Value y = op.Emit("Gemm", [rows, op.Arranged(1, weights.Reshaped([units, depth])), bias], new() { ["transB"] = 1L });
        return Places(op, activate(y), units);
    }

    /// <summary>The same in integer arithmetic; see <see cref="OpDefinition.LowerExactly"/>.</summary>
    public static Value? Exact(OpContext op, ActivationFunctionType activation, bool matrix = false)
    {
        if (Layer.Of(op, data: 0, filter: 1, bias: 2, activation, channel: 0) is not { } layer)
        {
            return null;
        }
        Constant weights = Constants.Of(op.Input(1));
        (int units, int depth) = (weights.Shape[0], weights.Shape[^1]);
        if (op.Layouts.Operand is { } planes)
        {
            int[] ones = [.. Enumerable.Repeat(1, planes.Rank - 2)];
            var filter = Value.Of(weights.Reshaped([units, depth, .. ones]), op.Input(1).Name);
            return layer.Result(0, count => [count, .. ones], filter, (x, w) => op.Emit("Conv", [x, w]), matrix: matrix);
        }
        var columns = Value.Of(weights.Reshaped([units, depth]).Transposed([1, 0]), op.Input(1).Name);
        return layer.Result(0, count => [count], columns, (x, w) => op.Emit("MatMul", [x, w]), matrix: matrix);
    }

    /// <summary>Rows of units, arranged as the places of the data operand are.</summary>
    public static Value Places(OpContext op, Value rows, int units)
    {
        int[] shape = [.. op.Shape(0)[..^1], units];
        if (shape.Count(dimension => dimension < 0) < 2)
        {
            return op.Reshape(rows, shape);
        }
        Value places = op.Emit("Shape", [op.In(0)], new() { ["end"] = -1L });
        return op.Emit("Reshape", [rows, op.Emit("Concat", [places, Value.Ints(units)], new() { ["axis"] = 0L })]);
    }

    private static bool HasConstantMatrix(OpView op)
    {
        (FileList<int> places, FileList<int> weights) = (op.Shape(0), op.Shape(1));
        bool isMatrix = weights.Length > 1 && weights[1..^1].All(dimension => dimension == 1) && weights[0] >= 0 && weights[^1] == places[^1];
        return places.Length > 2 && isMatrix && op.Input(1).IsConstant && op.Input(1).Scaling is null or { PerAxis: false } or { Axis: 0 };
    }
}
