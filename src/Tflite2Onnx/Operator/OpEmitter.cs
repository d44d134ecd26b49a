namespace Tflite2Onnx.Operator;

/// <summary>The nodes that an operator's conversion may emit.</summary>
internal abstract class OpEmitter(TfliteGraph graph, TfliteOperator op, TensorValues values, Emitter emit)
    : OpView(graph, op)
{
    /// <summary>
    /// What a round computes of its number (a scalar) and of the state: whether there is another round, the state it leaves, and what of it is kept.
    /// </summary>
    public delegate (Value Again, Value[] Next, Value[] Kept) Round(Value number, Value[] state);

    protected TensorValues Values => values;

    public Value Emit(string opType, Value?[] inputs, Attributes? attributes = null) => emit.Emit(opType, inputs, attributes);

    public Value[] Emit(string opType, Value?[] inputs, Attributes? attributes, int outputs) => emit.Emit(opType, inputs, attributes, outputs);

    /// <inheritdoc cref="Emitter.Emit(string, Value[], Attributes, int[][], string)"/>
    public Value[] Emit(string opType, Value?[] inputs, Attributes? attributes, int[]?[] shapes) => emit.Emit(opType, inputs, attributes, shapes);

    /// <inheritdoc cref="Emitter.EmitForeign"/>
    public Value[] EmitForeign(string domain, string opType, Value?[] inputs, Attributes attributes, IEnumerable<(ElementType Type, int[]? Shape)> results) =>
        emit.EmitForeign(domain, opType, inputs, attributes, results);

    public Value Cast(Value x, ElementType type) => emit.Cast(x, type);

    /// <summary>The same elements in the same order; at most one dimension may be -1.</summary>
    public Value Reshape(Value x, params int[] shape) => emit.Reshape(x, shape);

    public Value Transpose(Value x, int[] perm) => emit.Transpose(x, perm);

    /// <inheritdoc cref="Emitter.Squeeze"/>
    public Value Squeeze(Value x, params int[] axes) => emit.Squeeze(x, axes);

    /// <inheritdoc cref="Emitter.Unsqueeze"/>
    public Value Unsqueeze(Value x, params int[] axes) => emit.Unsqueeze(x, axes);

    /// <summary>A tensor of the operand's shape and type that has one value throughout.</summary>
    public Value Fill(Value like, double value) =>
        Emit("ConstantOfShape", [Emit("Shape", [like])], new() { ["value"] = Constants.FromFloats(like.Type, [1], value) });

    /// <summary>The dimension of an axis of the value, as a list of one number.</summary>
    public Value Dimension(Value x, int axis) => x.Shape is { } shape && shape[axis] >= 0 ? Value.Ints(shape[axis])
        : Emit("Shape", [x], new() { ["start"] = (long)axis, ["end"] = axis + 1L });

    /// <summary>Where elements are not 0.</summary>
    public Value IsNonZero(Value x) => Emit("Not", [Emit("Equal", [x, Constants.Scalar(0, x.Type)])]);

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
        return Emit("Scan", [.. initial, sequence], attributes, [.. initial.Select(value => value.Shape), null]);
    }
}
