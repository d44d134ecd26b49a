namespace Tflite2Onnx.Operators;

/// <content>DYNAMIC_UPDATE_SLICE.</content>
internal static partial class Slicing
{
    /// <summary>
    /// Input 0 with input 1 put in its place from the starts on, a number for each axis of the value. Along each axis that the update does
    /// not fill: what is in front of it, the update of what it covers, and what is behind it.
    /// </summary>
    public static Value Update(OpContext op, Value starts)
    {
        (Value data, Value update, int rank) = (op.In(0), op.In(1), op.Rank(0));
        (int[] whole, int[] part) = (op.PerAxis(op.Shape(0)), op.PerAxis(op.Shape(1).OfLength(rank)));
        int[] axes = [.. Enumerable.Range(0, rank).Where(axis => whole[axis] < 0 || whole[axis] != part[axis])];
        return Put(data, 0);

        Value Put(Value into, int next)
        {
            if (next == axes.Length)
            {
                return update;
            }
            (Value from, Value to) = Place(axes[next]);
            Value at = Value.Ints(axes[next]);
            Value Piece(Value begin, Value end) => op.Emit("Slice", [into, begin, end, at]);
            Value inside = next + 1 == axes.Length ? update : Put(Piece(from, to), next + 1);
            Value[] pieces = [Piece(Value.Ints(0L), from), inside, Piece(to, Value.Ints(long.MaxValue))];
            return op.Emit("Concat", pieces, new() { ["axis"] = (long)axes[next] });
        }

        // Where the update begins and ends (ClampStartIndices of dynamic_update_slice.cc).
        (Value From, Value To) Place(int axis)
        {
            (Value zero, Value size) = (Value.Ints(0L), op.Dimension(update, axis));
            Value from = op.Emit("Gather", [starts, Value.Ints(axis)]);
            from = op.Emit("Min", [op.Emit("Max", [from, zero]), op.Emit("Sub", [op.Dimension(data, axis), size])]);
            return (from, op.Emit("Add", [from, size]));
        }
    }
}
