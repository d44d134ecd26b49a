using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Prepare;

/// <summary>What is taken out of a loop's sequence, and out of formulas.</summary>
/// <param name="body">The loop.</param>
/// <param name="of">The formula of a tensor; null where it has none.</param>
internal sealed class BodySlices(LoopBody body, Func<int, Form?> of)
{
    /// <summary>The input of a round: one step of the sequence, taken out of it.</summary>
    public Given? Step(TfliteOperator op)
    {
        (int sequence, Linear? index) = op switch
        {
            { Code: GATHER, Inputs: [int from, int at] } when op.Options<GatherOptions>() is { Axis: 0, BatchDims: 0 } => (from, body.Integers.One(at)),
            { Code: STRIDED_SLICE, Inputs: [int from, int at, _, int strides] } => (from, Shrunk(op, at, strides)),
            { Code: RESHAPE or SQUEEZE, Inputs: [int row, ..] } => Cut(row),
            _ => (-1, null),
        };
        return sequence >= 0 && body.IsStep(sequence, index) ? new Given(body.Flow.Tensor(body.Flow.Origin(sequence)).Shape![2], Given.Input) : null;
    }

    // x[i]: all of the axes but the first.
    private Linear? Shrunk(TfliteOperator op, int begin, int strides) =>
        op.Options<StridedSliceOptions>() is { ShrinkAxisMask: 1, EllipsisMask: 0, NewAxisMask: 0 } o && body.Integers.Elements(begin) is { Length: > 0 } from
            && body.Integers.Elements(strides) is { } steps && steps.All(step => step.Is(1)) && (o.BeginMask & 1) == 0
            && Enumerable.Range(1, from.Length - 1).All(axis => (o.BeginMask & o.EndMask & (1 << axis)) != 0) ? from[0] : null;

    // x[i : i + 1], to be relieved of its first axis.
    private (int Sequence, Linear? Index) Cut(int row) =>
        body.Flow.Maker(body.Flow.Origin(row))?.Op is { Code: SLICE, Inputs: [int from, int begin, int size] }
            && body.Integers.Elements(begin) is { Length: 3 } first && first[1..].All(v => v.Is(0))
            && body.Integers.Elements(size) is { Length: 3 } count && count[0].Is(1)
            && body.IsWhole(from, count, 1) && body.IsWhole(from, count, 2) ? (from, first[0]) : (-1, null);

    /// <summary>Some of the columns.</summary>
    public Form? Part(TfliteOperator op, int result)
    {
        (int from, int first, int count) = op switch
        {
            { Code: SPLIT, Inputs: [int axis, int x] } when IsColumns(axis) => Parts(x, result, op.Outputs.Length),
            { Code: SPLIT_V, Inputs: [int x, int sizes, int axis] } when IsColumns(axis) && Numbers(sizes) is { } list && list.Length == op.Outputs.Length
                => (x, list[..result].Sum(), list[result]),
            { Code: SLICE, Inputs: [int x, int begin, int size] } when Numbers(begin) is [0, int start] && body.Integers.Elements(size) is { Length: 2 } end
                && body.IsWhole(x, end, 0) => (x, start, Count(x, start, end[1])),
            { Code: STRIDED_SLICE, Inputs: [int x, int begin, int end, int strides] } when Numbers(strides) is [1, 1]
                => Range(op, x, Numbers(begin), Numbers(end)),
            _ => (-1, 0, 0),
        };
        return from >= 0 && first >= 0 && count > 0 && of(from) is { } form && first <= form.Width - count ? form.Columns(first, count) : null;
    }

    private (int From, int First, int Count) Parts(int x, int result, int parts) =>
        of(x) is { } form && form.Width % parts == 0 ? (x, form.Width / parts * result, form.Width / parts) : (-1, 0, 0);

    private (int From, int First, int Count) Range(TfliteOperator op, int x, int[]? begin, int[]? end)
    {
        if (op.Options<StridedSliceOptions>() is not { EllipsisMask: 0, NewAxisMask: 0, ShrinkAxisMask: 0, Offset: false } o
            || (o.BeginMask & o.EndMask & 1) == 0 || begin is not [_, int first] || end is not [_, int last] || of(x) is not { Width: int width })
        {
            return (-1, 0, 0);
        }
        int Place(int place) => Math.Clamp(place < 0 ? place + width : place, 0, width);
        (int from, int to) = ((o.BeginMask & 2) != 0 ? 0 : Place(first), (o.EndMask & 2) != 0 ? width : Place(last));
        return (x, from, to - from);
    }

    private int Count(int x, int start, Linear size) =>
        size.Is(-1) ? (of(x)?.Width ?? 0) - start : size is { Rounds: 0, Dimension: "" } ? (int)size.Constant : 0;

    private bool IsColumns(int axis) => body.Integers.One(axis) is { } at && (at.Is(1) || at.Is(-1));

    private int[]? Numbers(int tensor) => body.Integers.Elements(tensor) is { } list
        && list.All(v => v is { Rounds: 0, Dimension: "", Constant: >= int.MinValue and <= int.MaxValue }) ? [.. list.Select(v => (int)v.Constant)] : null;
}
