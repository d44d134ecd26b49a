using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Prepare;

/// <summary>What a link of a recurrent loop holds in the end.</summary>
internal enum LoopResult
{
    /// <summary>How many rounds there were.</summary>
    Rounds,

    /// <summary>The last h, [batch, units].</summary>
    Hidden,

    /// <summary>The last c, [batch, units].</summary>
    Memory,

    /// <summary>The last h, [1, batch, units].</summary>
    LastStep,

    /// <summary>All h as they came, [time, batch, units].</summary>
    Sequence,

    /// <summary>The same, the last one first.</summary>
    SequenceBackward,
}

/// <summary>Finds out what the links of a recurrent loop hold in the end, beside the states themselves.</summary>
internal sealed class LoopResults(LoopBody body, BodyForms forms, Cell cell, Linear steps, Linear batch)
{
    private IntegerValues Integers => body.Integers;

    /// <summary>Null for a link that holds something else.</summary>
    public LoopResult? Of(int link)
    {
        (int state, int next) = (body.Links[link].Outputs[0], body.Flow.Origin(body.Links[link].Inputs[1]));
        if (body.Counters.Contains(link))
        {
            return LoopResult.Rounds;
        }
        if (link == cell.Hidden || ReferenceEquals(forms.Of(next), cell.Next))
        {
            return LoopResult.Hidden;
        }
        if (link == cell.Memory)
        {
            return LoopResult.Memory;
        }
        if (IsOutput(next))
        {
            return LoopResult.LastStep;
        }
        if (Written(state, next) is not { } index || !IsAsLarge(body.Links[link].Inputs[0], index))
        {
            return null;
        }
        return index.Is(0) ? LoopResult.LastStep : LoopBody.Direction(index, steps) == true ? LoopResult.SequenceBackward : LoopResult.Sequence;
    }

    // Whether all that is there at first is written over: one step, or all of them.
    private bool IsAsLarge(int initial, Linear index)
    {
        bool isWritten = index.Is(0) ? Integers.Dimension(initial, 0) == new Linear(1)
            : LoopBody.Direction(index, steps) is not null && Integers.Dimension(initial, 0) == steps;
        // One row is as large as it has to be: what is longer is either refused by the kernels, or broadcasts it.
        Linear? rows = Integers.Dimension(initial, 1);
        return isWritten && (rows == batch || rows == new Linear(1)) && Integers.Dimension(initial, 2) == new Linear(cell.Units);
    }

    // h', [1, batch, units].
    private bool IsOutput(int tensor) => ReferenceEquals(forms.Row(tensor), cell.Next);

    // Where h' is written into the state; null where that is not what is done.
    private Linear? Written(int state, int next) => body.Flow.Maker(next)?.Op switch
    {
        { Code: DYNAMIC_UPDATE_SLICE, Inputs: [int into, int row, int start] } when Is(into, state) && IsOutput(row)
            && Integers.Elements(start) is { Length: 3 } place && place[1].Is(0) && place[2].Is(0) => place[0],
        { Code: SELECT_V2, Inputs: [int where, int row, int otherwise] } when Is(otherwise, state) && IsOutput(row) => Chosen(where),
        { Code: CONCATENATION, Inputs: [int before, int row, int behind] } op when IsOutput(row) && IsAlongTime(op)
            && Length(before, state) is { } length && Start(behind, state) == length.Plus(1) => length,
        _ => null,
    };

    private bool Is(int tensor, int state) => body.Flow.Origin(tensor) == state;

    private static bool IsAlongTime(TfliteOperator op) =>
        op.Options<ConcatenationOptions>() is { Axis: 0 or -3, FusedActivationFunction: ActivationFunctionType.NONE };

    // Of the first elements of the state, how many there are.
    private Linear? Length(int part, int state) => Slice(part, state) is var (start, size) && start.All(v => v.Is(0)) ? size[0] : null;

    // Of the last elements of the state, which is the first.
    private Linear? Start(int part, int state) => Slice(part, state) is var (start, size) && start[1..].All(v => v.Is(0))
        && (size[0].Is(-1) || Linear.Subtract(steps, start[0]) == size[0]) ? start[0] : null;

    private (Linear[] Start, Linear[] Size)? Slice(int part, int state) =>
        body.Flow.Maker(body.Flow.Origin(part))?.Op is { Code: SLICE, Inputs: [int from, int begin, int size] } && Is(from, state)
            && Integers.Elements(begin) is { Length: 3 } start && Integers.Elements(size) is { Length: 3 } count
            && body.IsWhole(from, count, 1) && body.IsWhole(from, count, 2) ? (start, count) : null;

    // The step that is chosen: [0, 1, 2...], [time, 1, 1], compared with its number.
    private Linear? Chosen(int where)
    {
        if (body.Flow.Maker(body.Flow.Origin(where))?.Op is not { Code: EQUAL, Inputs: [int left, int right] })
        {
            return null;
        }
        return IsRange(left) ? Integers.One(right) : IsRange(right) ? Integers.One(left) : null;
    }

    private bool IsRange(int tensor) => tensor >= 0 && body.Flow.Tensor(body.Flow.Origin(tensor)) is { IsConstant: true, Shape: [var count, 1, 1] } range
        && range.Type is TensorType.INT32 or TensorType.INT64 && steps.Is(count)
        && Constants.Of(range).Integers().Select((v, i) => v == i).All(isPlace => isPlace);
}
