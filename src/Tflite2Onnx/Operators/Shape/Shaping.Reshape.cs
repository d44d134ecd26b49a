namespace Tflite2Onnx.Operators;

/// <content>RESHAPE.</content>
internal static partial class Shaping
{
    private static AxisMap? AxesOfReshape(OpView op) =>
        (op.Output(0).Shape ?? Given(op, op.Options<ReshapeOptions>())) is { } to ? AxisMap.OfReshape(op.Shape(0), to) : null;

    private static Results Reshape(OpContext op, ReshapeOptions o)
    {
        if (Target(op, o) is { } shape)
        {
            return op.Reshape(op.In(0), ComplexTensors.ShapeOf(op.Input(0), op.PerResultAxis(shape)));
        }
        Value dimensions = op.IndexList(1);
        dimensions = op.IsComplex ? op.Emit("Concat", [dimensions, Value.Ints(ComplexTensors.Parts)], new() { ["axis"] = 0L }) : dimensions;
        return op.Emit("Reshape", [op.In(0), dimensions], new() { ["allowzero"] = 1L });
    }

    // The result's dimensions, at most one of them -1; null where a run computes them. What the file says of the result is not believed
    // where it is more than the operand's shape allows: exporters write down the shapes of the one run they saw.
    private static int[]? Target(OpContext op, ReshapeOptions o)
    {
        (int[]? input, int[]? result) = (op.Input(0).Shape, op.Output(0).Shape);
        if (op.Output(0).IsResized)
        {
            return result!.Count(dimension => dimension < 0) < 2 ? result
                : throw new Refusal(WayOut.GiveShapes, "several dimensions of its result are left to the run");
        }
        bool fits = input?.Contains(-1) == false && result?.Contains(-1) == false && ElementTypes.Count(input) == ElementTypes.Count(result);
        return fits ? result : Given(op, o) ?? (result?.Count(dimension => dimension < 0) == 1 ? result : null);
    }

    // The second input beats the attribute, unless it is no vector (reshape.cc); an attribute of [0] is how old files write a scalar.
    private static int[]? Given(OpView op, ReshapeOptions o)
    {
        if (op.Has(1) && op.Input(1).Shape is null or { Length: 1 })
        {
            return op.TryIntegers(1) is { } numbers ? [.. numbers.Select(dimension => FileNumber.Int(dimension))] : null;
        }
        return o.NewShape is [0] ? [] : o.NewShape;
    }
}
