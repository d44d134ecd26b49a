using Tflite2Onnx.Prepare;

namespace Tflite2Onnx.Driver;

/// <content>What is kept from run to run.</content>
internal sealed partial class Lowering
{
    // From here on states hold these values; null where that is still what the run began with.
    private void Hold(State[] states, Value?[] values)
    {
        for (int i = 0; i < states.Length; i++)
        {
            states[i].Now = values[i];
            if (states[i].Tensor is { } tensor)
            {
                _values.Redefine(tensor, _states.Get(states[i]));
            }
        }
    }

    private void Hold(State[] states, Value[] values, int[]?[] shapes)
    {
        for (int i = 0; i < states.Length; i++)
        {
            values[i].Shape = shapes[i];
        }
        Hold(states, values);
    }

    // Within a loop's body: what the round before left.
    private void HoldInputs(State[] states, int[]?[] shapes)
    {
        Value[] inputs = [.. states.Select(state => new Value(state.Content.Type.ToElementType(), null, state.Name))];
        _emit.Graph.Inputs.AddRange(inputs);
        Hold(states, inputs, shapes);
    }

    private void GiveAll(State[] states) => Array.ForEach(states, state => _emit.Give(_states.Get(state)));

    // The dimensions that a state has in every round of a loop.
    private int[]? LastingShape(State state, Loop loop) => loop.Operators
        .Where(op => op.Code == BuiltinOperator.ASSIGN_VARIABLE && _states.AssignedBy(op).Contains(state))
        .Aggregate(_states.Get(state).Shape, (shape, op) => Together(state, shape, _source.Tensors[op.Inputs[1]].Shape));

    // The dimensions that a state has either way.
    private static int[]? Together(State state, int[]? one, int[]? other) =>
        one is not null && other is not null && one.Length == other.Length && one.Zip(other).All(e => e.First == e.Second || Math.Min(e.First, e.Second) < 0)
            ? [.. one.Zip(other, Math.Min)] : throw new Refusal(WayOut.Rewrite, $"'{state.Name}', which is kept from run to run, is given another shape in it");

    // Exposed states come behind the model's own inputs and outputs, in pairs.
    private void StatesAtEnd()
    {
        State[] carried = [.. _states.Carried];
        if (carried.Length == 0 || _log.HasErrors)
        {
            return;
        }
        if (_options.State == StateMode.Reset)
        {
            _log.Add(Descriptors.StateIsReset, string.Join(", ", carried.Select(state => $"'{state.Name}'")));
            return;
        }
        var given = new HashSet<Value>(_graph.Outputs);
        foreach (State state in carried)
        {
            (Value start, Value next) = _states.Ends(state);
            _emit.Tensor = state.Name;
            // As above: an output of some node's, and no other output's.
            next = next.Constant is not null || next.Producer is null || !given.Add(next) ? _emit.Emit("Identity", [next]) : next;
            next.Name = $"{state.Name}/next";
            _graph.Inputs.Add(start);
            _graph.Outputs.Add(next);
        }
        _graph.StateCount = carried.Length;
    }
}
