using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Prepare;

/// <content>What works element by element, and what takes tensors apart.</content>
internal sealed partial class BodyForms
{
    private static Form? Fused(Form? x, ActivationFunctionType? function) => (x, function) switch
    {
        (null, _) => null,
        (_, ActivationFunctionType.NONE) => x,
        (_, ActivationFunctionType.RELU) => Clipped.Between(x, 0, float.PositiveInfinity),
        (_, ActivationFunctionType.RELU6) => Clipped.Between(x, 0, 6),
        (_, ActivationFunctionType.RELU_N1_TO_1) => Clipped.Between(x, -1, 1),
        _ => null,
    };

    private Sum? Added(TfliteOperator op, float factor)
    {
        if (op.Inputs.Length != 2)
        {
            return null;
        }
        (Form? a, Form? b) = (Of(op.Inputs[0]), Of(op.Inputs[1]));
        return (a, b) switch
        {
            ({ } x, { } y) => x.Width == y.Width ? Sum.Of(Sum.Of(x), Sum.Of(y), factor) : null,
            ({ } x, null) => Constant(op.Inputs[1], x.Width) is { } constant ? Sum.Of(x).Plus(constant, factor) : null,
            (null, { } y) => Constant(op.Inputs[0], y.Width) is { } constant ? Sum.Of(y).Times(factor).Plus(constant, 1) : null,
            _ => null,
        };
    }

    private Form? Multiplied(TfliteOperator op)
    {
        if (op.Inputs.Length != 2)
        {
            return null;
        }
        (Form? a, Form? b) = (Of(op.Inputs[0]), Of(op.Inputs[1]));
        return (a, b) switch
        {
            ({ } x, { } y) => x.Width == y.Width ? new Times(x, y) : null,
            ({ } x, null) => Constant(op.Inputs[1], x.Width) is [float only] ? Sum.Of(x).Times(only) : null,
            (null, { } y) => Constant(op.Inputs[0], y.Width) is [float only] ? Sum.Of(y).Times(only) : null,
            _ => null,
        };
    }

    private Sum? Divided(TfliteOperator op) =>
        op.Inputs.Length == 2 && Of(op.Inputs[0]) is { } x && Constant(op.Inputs[1], x.Width) is [float divisor and not 0]
            ? Sum.Of(x).Times(1 / divisor) : null;

    // A constant that adds no rows: one number, or one for each column.
    private float[]? Constant(int tensor, int width) =>
        tensor >= 0 && Flow.Tensor(Flow.Origin(tensor)).Shape is [] or [_] or [1, _] && Flow.Floats(tensor) is { } floats && floats.All(float.IsFinite)
            && (floats.Length == 1 || floats.Length == width) ? floats : null;

    private Clipped? Clip(int tensor, float low, float high) => Of(tensor) is { } x ? Clipped.Between(x, low, high) : null;

    private Clipped? Bounded(TfliteOperator op, Func<float, (float Low, float High)> bounds)
    {
        (int a, int b) = op.Inputs is [int first, int second] ? (first, second) : (-1, -1);
        (int of, float[]? bound) = Constant(b, 1) is { } behind ? (a, behind) : (b, Constant(a, 1));
        return bound is [float only] ? Clip(of, bounds(only).Low, bounds(only).High) : null;
    }

    private Joined? Beside(TfliteOperator op)
    {
        Form?[] parts = [.. op.Inputs.Select(Of)];
        return parts.All(part => part is not null) ? new Joined([.. parts.Select(part => part!)]) : null;
    }

    // The input of a round: one step of the sequence, taken out of it.
    private Given? Step(TfliteOperator op)
    {
        (int sequence, Linear? index) = op switch
        {
            { Code: GATHER, Inputs: [int from, int at] } when op.Options<GatherOptions>() is { Axis: 0, BatchDims: 0 } => (from, body.Integers.One(at)),
            { Code: STRIDED_SLICE, Inputs: [int from, int at, _, int strides] } => (from, Shrunk(op, at, strides)),
            { Code: RESHAPE or SQUEEZE, Inputs: [int row, ..] } => Cut(row),
            _ => (-1, null),
        };
        return sequence >= 0 && body.IsStep(sequence, index) ? new Given(Flow.Tensor(Flow.Origin(sequence)).Shape![2], Given.Input) : null;
    }

    // x[i]: all of the axes but the first.
    private Linear? Shrunk(TfliteOperator op, int begin, int strides) =>
        op.Options<StridedSliceOptions>() is { ShrinkAxisMask: 1, EllipsisMask: 0, NewAxisMask: 0 } o && body.Integers.Elements(begin) is { Length: > 0 } from
            && body.Integers.Elements(strides) is { } steps && steps.All(step => step.Is(1)) && (o.BeginMask & 1) == 0
            && Enumerable.Range(1, from.Length - 1).All(axis => (o.BeginMask & o.EndMask & (1 << axis)) != 0) ? from[0] : null;

    // x[i : i + 1], to be relieved of its first axis.
    private (int Sequence, Linear? Index) Cut(int row) =>
        Flow.Maker(Flow.Origin(row))?.Op is { Code: SLICE, Inputs: [int from, int begin, int size] } && body.Integers.Elements(begin) is { Length: 3 } first
            && first[1..].All(v => v.Is(0)) && body.Integers.Elements(size) is { Length: 3 } count && count[0].Is(1)
            && IsWhole(from, count, 1) && IsWhole(from, count, 2) ? (from, first[0]) : (-1, null);

    /// <summary>Whether a SLICE of this size from the first element on takes all of an axis.</summary>
    public bool IsWhole(int tensor, Linear[] size, int axis) => size[axis].Is(-1) || size[axis] == body.Integers.Dimension(tensor, axis);

    // Some of the columns.
    private Form? Part(TfliteOperator op, int result)
    {
        (int from, int first, int count) = op switch
        {
            { Code: SPLIT, Inputs: [int axis, int x] } when IsColumns(axis) => Parts(x, result, op.Outputs.Length),
            { Code: SPLIT_V, Inputs: [int x, int sizes, int axis] } when IsColumns(axis) && Numbers(sizes) is { } list && list.Length == op.Outputs.Length
                => (x, list[..result].Sum(), list[result]),
            { Code: SLICE, Inputs: [int x, int begin, int size] } when Numbers(begin) is [0, int start] && body.Integers.Elements(size) is { Length: 2 } end
                && IsWhole(x, end, 0) => (x, start, Count(x, start, end[1])),
            { Code: STRIDED_SLICE, Inputs: [int x, int begin, int end, int strides] } when Numbers(strides) is [1, 1]
                => Range(op, x, Numbers(begin), Numbers(end)),
            _ => (-1, 0, 0),
        };
        return from >= 0 && first >= 0 && count > 0 && Of(from) is { } form && first <= form.Width - count ? form.Columns(first, count) : null;
    }

    private (int From, int First, int Count) Parts(int x, int result, int parts) =>
        Of(x) is { } form && form.Width % parts == 0 ? (x, form.Width / parts * result, form.Width / parts) : (-1, 0, 0);

    private (int From, int First, int Count) Range(TfliteOperator op, int x, int[]? begin, int[]? end)
    {
        if (op.Options<StridedSliceOptions>() is not { EllipsisMask: 0, NewAxisMask: 0, ShrinkAxisMask: 0, Offset: false } o
            || (o.BeginMask & o.EndMask & 1) == 0 || begin is not [_, int first] || end is not [_, int last] || Of(x) is not { Width: int width })
        {
            return (-1, 0, 0);
        }
        int Place(int place) => Math.Clamp(place < 0 ? place + width : place, 0, width);
        (int from, int to) = ((o.BeginMask & 2) != 0 ? 0 : Place(first), (o.EndMask & 2) != 0 ? width : Place(last));
        return (x, from, to - from);
    }

    private int Count(int x, int start, Linear size) => size.Is(-1) ? (Of(x)?.Width ?? 0) - start : size is { Rounds: 0, Dimension: "" } ? (int)size.Constant : 0;

    private bool IsColumns(int axis) => body.Integers.One(axis) is { } at && (at.Is(1) || at.Is(-1));

    private int[]? Numbers(int tensor) => body.Integers.Elements(tensor) is { } list
        && list.All(v => v is { Rounds: 0, Dimension: "", Constant: >= int.MinValue and <= int.MaxValue }) ? [.. list.Select(v => (int)v.Constant)] : null;
}
