using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Lowering;

/// <summary>
/// The states of a subgraph, by the tensors that stand for them: variable tensors, and handles of resource variables. Who reads and who
/// assigns is known beforehand, so that what only initialization assigns is a constant like any other.
/// </summary>
internal sealed class States
{
    // No model keeps as much as this; a damaged file may say it does.
    private const long MaxBytes = 1 << 28;

    private readonly Dictionary<int, State> _byTensor = [];
    private readonly Dictionary<string, State> _variables = new(StringComparer.Ordinal);
    private readonly List<State> _all = [];
    private readonly List<(int Tensor, State State)> _initial = [];
    private readonly Dictionary<State, Value> _starts = [];
    private readonly TfliteGraph _graph;
    private readonly bool _expose;

    private States(TfliteGraph graph, StateMode mode) => (_graph, _expose) = (graph, mode == StateMode.Expose);

    /// <summary>Those that runs hand on to the next one, in the order in which a run comes to them.</summary>
    public IEnumerable<State> Carried => _all.Where(state => state.IsCarried);

    /// <summary>The variable tensors that are assigned to, with what they hold.</summary>
    public IEnumerable<(int Tensor, Value Value)> Tensors() => _byTensor
        .Where(pair => _graph.Tensors[pair.Key].IsVariable && pair.Value is { IsAssigned: true, Content.Data: not null })
        .Select(pair => (pair.Key, Get(pair.Value)));

    public State? Of(int tensor) => _byTensor.GetValueOrDefault(tensor);

    public static States Find(TfliteModel model, TfliteGraph graph, OpDefinition?[] definitions, StateMode mode, DiagnosticBag log)
    {
        ConditionalStates.Check(model, log);
        var states = new States(graph, mode);
        Dictionary<string, TfliteTensor> initial = Initialization.Of(model, log);
        foreach (TfliteOperator op in graph.Operators)
        {
            states.Visit(op, definitions[op.Index]?.States ?? [], initial);
        }
        // Other subgraphs run when this one says so: what they assign is no constant.
        foreach (string name in Initialization.AssignedElsewhere(model, graph))
        {
            if (states._variables.TryGetValue(name, out State? state))
            {
                state.IsAssigned = true;
            }
        }
        return states;
    }

    /// <summary>The graph with initial values in the place of what reads nothing else.</summary>
    public TfliteGraph Fold()
    {
        TfliteTensor[] tensors = [.. _graph.Tensors];
        foreach ((int tensor, State state) in _initial)
        {
            bool isConstant = !state.IsAssigned || (!_expose && !tensors[tensor].IsVariable);
            TfliteTensor content = state.Content;
            tensors[tensor] = tensors[tensor] with
            {
                Data = isConstant ? content.Data : null,
                Sparsity = isConstant ? content.Sparsity : null,
                StoredType = isConstant ? content.StoredType : null,
                Shape = isConstant ? content.Shape : tensors[tensor].Shape ?? content.Shape,
            };
        }
        return _graph with { Tensors = tensors };
    }

    /// <summary>What a state holds at this point: reads it.</summary>
    public Value Get(State state)
    {
        if (state.Now is { } now)
        {
            return now;
        }
        if (!_starts.TryGetValue(state, out Value? start))
        {
            _starts[state] = start = Start(state);
        }
        return start;
    }

    /// <summary>What a run is given and what it leaves.</summary>
    public (Value Start, Value Next) Ends(State state) => (_starts.TryGetValue(state, out Value? start) ? start : Start(state), Get(state));

    /// <summary>Whether it holds zeros at this point, whatever happened before the run.</summary>
    public bool IsZero(State state) => state.Now is null && state.StartsWithZeros && !(_expose && state.IsCarried);

    private Value Start(State state)
    {
        TfliteTensor content = state.Content;
        if (content.Data is null)
        {
            throw OpView.Unsupported($"its state '{state.Name}' has extents that are not known before a run, or too large");
        }
        Constant initial = Constants.Of(content);
        return _expose && state.IsCarried
            ? new Value(initial.Type, initial.Shape, state.Name) { Default = initial } : Value.Of(initial, state.Name);
    }

    private void Visit(TfliteOperator op, int[] kept, Dictionary<string, TfliteTensor> initial)
    {
        if (op.Code == VAR_HANDLE && op.Outputs is [>= 0 and int handle])
        {
            string name = Initialization.NameOf(op);
            if (!_variables.TryGetValue(name, out State? variable))
            {
                _variables[name] = variable = Variable(name, handle, initial);
            }
            _byTensor[handle] = variable;
            return;
        }
        if (op.Code is READ_VARIABLE or ASSIGN_VARIABLE)
        {
            Touch(op.Inputs is [int resource, ..] ? Of(resource) : null, op.Code == READ_VARIABLE ? op.Outputs : null);
            return;
        }
        foreach (int tensor in op.Inputs.Where(t => t >= 0 && _graph.Tensors[t].IsVariable && !_graph.Inputs.Contains(t)).Distinct())
        {
            if (!_byTensor.TryGetValue(tensor, out State? state))
            {
                _byTensor[tensor] = state = Zeros(_graph.Tensors[tensor].Name, _graph.Tensors[tensor]);
                _all.Add(state);
                _initial.Add((tensor, state));
            }
            state.IsRead |= !state.IsAssigned;
            state.IsAssigned |= kept.Any(i => i < op.Inputs.Length && op.Inputs[i] == tensor);
        }
    }

    private void Touch(State? state, int[]? read)
    {
        if (state is null)
        {
            return;
        }
        if (!_all.Contains(state))
        {
            _all.Add(state);
        }
        if (read is null)
        {
            state.IsAssigned = true;
        }
        else if (!state.IsAssigned)
        {
            state.IsRead = true;
            _initial.AddRange(read.Where(t => t >= 0).Select(t => (t, state)));
        }
    }

    // What nothing initializes has the type of the first tensor that is read from it or assigned to it, and starts with zeros.
    private State Variable(string name, int handle, Dictionary<string, TfliteTensor> initial)
    {
        if (initial.TryGetValue(name, out TfliteTensor? value))
        {
            return new State(name, value with { Name = name }) { StartsWithZeros = false };
        }
        TfliteOperator? first = _graph.Operators
            .FirstOrDefault(op => op.Code is READ_VARIABLE or ASSIGN_VARIABLE && op.Inputs is [int used, ..] && used == handle);
        int[]? ends = first?.Code == READ_VARIABLE ? first.Outputs : first?.Inputs[1..];
        int tensor = ends is [>= 0 and int touched, ..] ? touched : handle;
        return Zeros(name, _graph.Tensors[tensor] with { Data = null, Sparsity = null, StoredType = null });
    }

    // TFLite fills variable tensors with 0, those of int8 with their zero point (ResetVariableTensor in tensor_utils.cc).
    private static State Zeros(string name, TfliteTensor tensor)
    {
        long zero = tensor is { Type: TensorType.INT8, Quantization: { } q } ? q.ZeroPoint[0] : 0;
        long count = tensor.Shape is { } shape && !shape.Contains(-1) ? ElementTypes.ByteCount(ElementTypes.From(tensor.Type), shape) : -1;
        bool isKnown = count is >= 0 and <= MaxBytes;
        byte[] zeros = new byte[isKnown ? count : 0];
        if (zero != 0)
        {
            zeros.AsSpan().Fill(unchecked((byte)zero));
        }
        TfliteTensor content = tensor.IsConstant ? tensor : tensor with { Data = isKnown ? zeros : default(ReadOnlyMemory<byte>?) };
        bool isZero = !tensor.IsConstant && (TensorValues.Quantized(tensor) is not { } own || own.ZeroPoint[0] == zero);
        return new State(name, content with { Name = name }) { StartsWithZeros = isZero };
    }
}
