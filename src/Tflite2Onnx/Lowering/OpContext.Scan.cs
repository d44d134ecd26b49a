namespace Tflite2Onnx.Lowering;

/// <content>What is done step by step.</content>
internal sealed partial class OpContext
{
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
