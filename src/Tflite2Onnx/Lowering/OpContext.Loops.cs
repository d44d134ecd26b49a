namespace Tflite2Onnx.Lowering;

/// <content>What is done again and again in a run.</content>
internal sealed partial class OpContext
{
    /// <summary>
    /// What a round computes of its number (a scalar) and of the state: whether there is another round, the state it leaves, and what of it is kept.
    /// </summary>
    public delegate (Value Again, Value[] Next, Value[] Kept) Round(Value number, Value[] state);

    /// <summary>
    /// Rounds, at most as many as a scalar says, from a state on. Operands have to be asked for outside of the round. Gives what each round keeps,
    /// one round after the other along a new first axis.
    /// </summary>
    public Value[] Loop(Value most, Value[] state, Round round)
    {
        Graph body = emit.Nested(() =>
        {
            Value number = Input(new Value(ElementType.Int64, [], "round"));
            Input(new Value(ElementType.Bool, [], "condition"));
            (Value again, Value[] next, Value[] kept) = round(number, [.. state.Select((value, i) => Input(new Value(value.Type, value.Shape, $"state_{i}")))]);
            Array.ForEach([again, .. next, .. kept], emit.Give);
        });
        int results = body.Outputs.Count - 1;
        return Emit("Loop", [most, null, .. state], new() { ["body"] = body }, results)[state.Length..];

        Value Input(Value value)
        {
            emit.Graph.Inputs.Add(value);
            return value;
        }
    }
}
