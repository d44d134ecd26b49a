namespace Tflite2Onnx.Lowering;

/// <content>What is kept from run to run.</content>
internal sealed partial class Lowering
{
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
