namespace Tflite2Onnx.Operator;

/// <summary>What states hold, at each point of a conversion.</summary>
/// <param name="byTensor">The states by the tensors that stand for them: variable tensors, and handles of resource variables.</param>
/// <param name="expose">Whether states that runs depend on are inputs and outputs of the model.</param>
internal sealed class StateValues(IReadOnlyDictionary<int, State> byTensor, bool expose)
{
    private readonly Dictionary<State, Value> _starts = [];
    private readonly Dictionary<State, Value> _now = [];

    public State? Of(int tensor) => byTensor.GetValueOrDefault(tensor);

    /// <summary>What a state holds at this point, in TFLite's order of axes: reads it.</summary>
    public Value Get(State state)
    {
        if (_now.TryGetValue(state, out Value? now))
        {
            return now;
        }
        if (!_starts.TryGetValue(state, out Value? start))
        {
            _starts[state] = start = Start(state);
        }
        return start;
    }

    /// <summary>What a state was given; null as long as it holds what the run began with.</summary>
    public Value? Given(State state) => _now.GetValueOrDefault(state);

    /// <summary>From here on the state holds this; null for what the run began with.</summary>
    public void Set(State state, Value? value)
    {
        if (value is null)
        {
            _now.Remove(state);
        }
        else
        {
            _now[state] = value;
        }
    }

    /// <summary>What a run is given and what it leaves.</summary>
    public (Value Start, Value Next) Ends(State state)
    {
        Value next = Get(state);
        return (_starts.TryGetValue(state, out Value? start) ? start : Start(state), next);
    }

    /// <summary>Whether it holds zeros at this point, whatever happened before the run.</summary>
    public bool IsZero(State state) => Given(state) is null && state.StartsWithZeros && !(expose && state.IsCarried);

    private Value Start(State state)
    {
        TfliteTensor content = state.Content;
        if (content.Data is null)
        {
            throw content.Shape is { } shape && !shape.Contains(-1) ? new Refusal(WayOut.Rewrite, $"its state '{state.Name}' is too large")
                : new Refusal(WayOut.GiveShapes, $"its state '{state.Name}' has dimensions that are not known before a run");
        }
        Constant initial = Constants.Of(content);
        return expose && state.IsCarried
            ? new Value(initial.Type, initial.Shape, state.Name) { Default = initial } : Value.Of(initial, state.Name);
    }
}
