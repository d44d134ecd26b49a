using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Prepare;

/// <summary>
/// The states of a subgraph, by the tensors that stand for them: variable tensors, and handles of resource variables. Who reads and who
/// assigns is known beforehand, so that what only initialization assigns is a constant like any other.
/// </summary>
internal sealed class States
{
    private readonly Dictionary<int, State> _byTensor = [];
    private readonly Dictionary<string, State> _variables = new(StringComparer.Ordinal);
    private readonly List<State> _all = [];
    private readonly Dictionary<int, State[]> _assigned = [];
    private readonly List<(int Tensor, State State)> _initial = [];
    private readonly TfliteGraph _graph;
    private readonly bool _expose;

    private States(TfliteGraph graph, StateMode mode) => (_graph, _expose) = (graph, mode == StateMode.Expose);

    /// <summary>Those that runs hand on to the next one, in the order in which a run comes to them.</summary>
    public IEnumerable<State> Carried => _all.Where(state => state.IsCarried);

    /// <summary>Those of variable tensors that are assigned to, and whose initial value is known.</summary>
    public IEnumerable<State> OfTensors => _all.Where(state => state is { Tensor: not null, IsAssigned: true, Content.Data: not null });

    /// <summary>What they hold when a run begins.</summary>
    public StateValues Initial() => new(_byTensor, _expose);

    /// <summary>What an operator assigns.</summary>
    public State[] AssignedBy(TfliteOperator op) => _assigned.GetValueOrDefault(op.Index) ?? [];

    /// <summary>What a branch or a loop hands on: what may be assigned within it, and to the next round of a loop what its own variable tensors hold.</summary>
    public State[] HandedOn(Step step)
    {
        HashSet<State> own = step is Loop loop ? [.. loop.Body.OfType<Compute>().SelectMany(compute => AssignedBy(compute.Operator))] : [];
        return [.. step.Operators.SelectMany(AssignedBy).Distinct().Where(state => !state.Content.IsPassing || own.Contains(state))];
    }

    public static States Find(
        TfliteModel model, FlatGraph flat, Func<TfliteOperator, OpDefinition?> find, StateMode mode, DiagnosticBag log)
    {
        var states = new States(flat.Graph, mode);
        Dictionary<string, TfliteTensor> initial = Initialization.Of(model, find, log);
        Dictionary<int, string> names = VariableNames.Of(flat.Graph, op => flat.Definitions[op.Index]);
        foreach (TfliteOperator op in flat.Graph.Operators)
        {
            states.Register(op, flat.Definitions[op.Index]?.States ?? [], names, initial);
        }
        states.Visit(flat.Steps, []);
        // Other subgraphs run when this one says so: what they assign is no constant.
        foreach (string name in Initialization.AssignedElsewhere(model, flat.Graph, find))
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

    // The states that an operator reads or assigns.
    private void Register(TfliteOperator op, int[] kept, Dictionary<int, string> names, Dictionary<string, TfliteTensor> initial)
    {
        if (op.Code is READ_VARIABLE or ASSIGN_VARIABLE)
        {
            if (op.Inputs is [int handle, ..] && names.TryGetValue(handle, out string? name))
            {
                State variable = _byTensor[handle] = Variable(name, op, initial);
                _assigned[op.Index] = op.Code == ASSIGN_VARIABLE ? [variable] : [];
            }
            return;
        }
        foreach (int tensor in op.Inputs.Where(t => t >= 0 && _graph.Tensors[t].IsVariable && !_graph.Inputs.Contains(t)).Except(_byTensor.Keys).ToArray())
        {
            State state = _byTensor[tensor] = State.Empty(_graph.Tensors[tensor].Name, _graph.Tensors[tensor], tensor);
            _all.Add(state);
            _initial.Add((tensor, state));
        }
        _assigned[op.Index] = [.. kept.Where(i => i < op.Inputs.Length).Select(i => _byTensor.GetValueOrDefault(op.Inputs[i])).OfType<State>().Distinct()];
    }

    // What nothing initializes has the type of the first tensor that is read from it or assigned to it, and starts with zeros.
    private State Variable(string name, TfliteOperator first, Dictionary<string, TfliteTensor> initial)
    {
        if (!_variables.TryGetValue(name, out State? variable))
        {
            int[] ends = first.Code == READ_VARIABLE ? first.Outputs : first.Inputs[1..];
            int tensor = ends is [>= 0 and int touched, ..] ? touched : first.Inputs[0];
            _variables[name] = variable = initial.TryGetValue(name, out TfliteTensor? value)
                ? new State(name, value with { Name = name }) { StartsWithZeros = false }
                : State.Empty(name, _graph.Tensors[tensor] with { Data = null, Sparsity = null, StoredType = null });
            _all.Add(variable);
        }
        return variable;
    }

    // Who reads what a run began with: where not every way leads through an assignment, which are those that certainly were made.
    private void Visit(List<Step> steps, HashSet<State> certain)
    {
        foreach (Step step in steps)
        {
            switch (step)
            {
                case Compute compute:
                    Visit(compute.Operator, certain);
                    break;
                case Choice choice:
                    HashSet<State>[] ends = [.. choice.Arms.Select(arm => Visited(arm.Steps, certain))];
                    Array.ForEach(choice.Links, link => Visit(link, certain));
                    certain.UnionWith(ends.Aggregate((one, other) => [.. one.Intersect(other)]));
                    break;
                case Loop loop:
                    // A round may read what the one before assigned.
                    Array.ForEach(HandedOn(loop), state => state.IsAssigned = true);
                    Visited(loop.Body, certain);
                    Array.ForEach(loop.Links, link => Visit(link, certain));
                    break;
            }
        }
    }

    private HashSet<State> Visited(List<Step> steps, HashSet<State> certain)
    {
        HashSet<State> own = [.. certain];
        Visit(steps, own);
        return own;
    }

    private void Visit(TfliteOperator op, HashSet<State> certain)
    {
        foreach (State state in op.Inputs.Where(t => t >= 0 && op.Code != ASSIGN_VARIABLE).Select(t => _byTensor.GetValueOrDefault(t)).OfType<State>())
        {
            state.IsRead |= !certain.Contains(state);
            if (op.Code == READ_VARIABLE && !state.IsAssigned)
            {
                _initial.AddRange(op.Outputs.Where(t => t >= 0).Select(t => (t, state)));
            }
        }
        foreach (State state in AssignedBy(op))
        {
            state.IsAssigned = true;
            certain.Add(state);
        }
    }
}
