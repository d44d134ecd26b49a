namespace Tflite2Onnx.Operator;

/// <content>What is done again and again in a run.</content>
internal sealed partial class OpContext
{
    /// <summary>
    /// What a round computes of its number (a scalar) and of the state: whether there is another round, the state it leaves, and what of it is kept.
    /// </summary>
    public delegate (Value Again, Value[] Next, Value[] Kept) Round(Value number, Value[] state);

    /// <summary>
    /// Rounds, at most as many as a scalar says, from a state on. Gives what each round keeps, one round
    /// after the other along a new first axis.
    /// </summary>
    public Value[] Loop(Value most, Value[] state, Round round)
    {
        Graph body = values.Inside(() =>
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

    /// <summary>
    /// Goes along an axis of a sequence, with values that each step is given and gives anew (ONNX's Scan). It takes no more nodes for more steps,
    /// and their number need not be known.
    /// </summary>
    /// <param name="initial">What the first step is given. No step changes its shapes.</param>
    /// <param name="sequence">Each step is given a slice of it, without the axis.</param>
    /// <param name="axis">The axis, of the sequence and of the result.</param>
    /// <param name="isBackward">Whether the last slice is the first one's turn; results stand where their slices stood.</param>
    /// <param name="step">From a slice and the values to the values, the first of which is the step's result.</param>
    /// <returns>The values after the last step, and the results of all steps.</returns>
    public Value[] Scan(Value[] initial, Value sequence, int axis, bool isBackward, Func<Value, Value[], Value[]> step)
    {
        Graph body = values.Inside(() =>
        {
            Value[] given = [.. initial.Select(value => new Value(value.Type, value.Shape) { Hint = $"{emit.Tensor}/kept" })];
            var slice = new Value(sequence.Type, [.. sequence.Shape!.Where((_, i) => i != axis)]) { Hint = $"{emit.Tensor}/step" };
            emit.Graph.Inputs.AddRange([.. given, slice]);
            Value[] next = step(slice, given);
            Array.ForEach([.. next, next[0]], emit.Give);
        });
        var attributes = new Attributes { ["body"] = body, ["num_scan_inputs"] = 1L };
        attributes["scan_input_axes"] = attributes["scan_output_axes"] = new[] { (long)axis };
        attributes["scan_input_directions"] = attributes["scan_output_directions"] = new[] { isBackward ? 1L : 0L };
        Value[] results = Emit("Scan", [.. initial, sequence], attributes, initial.Length + 1);
        for (int i = 0; i < initial.Length; i++)
        {
            results[i].Shape = initial[i].Shape;
        }
        return results;
    }
}
