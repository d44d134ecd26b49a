namespace Tflite2Onnx.Prepare;

/// <summary>The tensors and operators of a flat graph while it is made, and which of its tensors are one value.</summary>
/// <param name="find">What an operator is.</param>
internal sealed class FlatGraphBuilder(Func<TfliteOperator, OpDefinition?> find)
{
    // How often a loop is taken to run: what is moved in every round counts for more than what is moved around the loop.
    private const int Rounds = 8;
    private const int MaxRepeats = Rounds * Rounds * Rounds;

    private readonly List<TfliteTensor> _tensors = [];
    private readonly List<TfliteOperator> _operators = [];
    private readonly List<OpDefinition?> _definitions = [];
    private int _repeats = 1;
    private bool _isPassing;

    /// <summary>How many operators there are.</summary>
    public int Count => _operators.Count;

    /// <summary>How many variable tensors subgraphs have brought.</summary>
    public int Variables { get; private set; }

    public FlatGraph Build(TfliteGraph main, List<Step> steps) =>
        new(main with { Tensors = [.. _tensors], Operators = [.. _operators] }, [.. _definitions], steps);

    /// <summary>Takes over the tensors of the main graph.</summary>
    public void AddAll(TfliteTensor[] tensors) => _tensors.AddRange(tensors);

    public TfliteTensor Tensor(int tensor) => _tensors[tensor];

    public int Add(TfliteTensor tensor)
    {
        Variables += tensor.IsVariable ? 1 : 0;
        _tensors.Add(tensor with { Index = _tensors.Count, Repeats = _repeats, IsPassing = tensor.IsVariable && _isPassing });
        return _tensors.Count - 1;
    }

    public void Add(TfliteOperator op, OpDefinition? definition)
    {
        _operators.Add(op);
        _definitions.Add(definition);
    }

    /// <summary>Does what belongs to the body of a loop.</summary>
    public T Repeated<T>(Func<T> body)
    {
        int outside = _repeats;
        _repeats = Math.Min(outside * Rounds, MaxRepeats);
        T result = body();
        _repeats = outside;
        return result;
    }

    /// <summary>
    /// Does what belongs to a branch or a loop. Memory that IF and WHILE have their subgraphs use is gone when they are done, and variable
    /// tensors with it (if.cc, while.cc).
    /// </summary>
    public T Passing<T>(Func<T> inside)
    {
        bool outside = _isPassing;
        _isPassing = true;
        T result = inside();
        _isPassing = outside;
        return result;
    }

    /// <summary>Whether a run computes with the tensor. The handle of a variable only says which one it is.</summary>
    public bool IsValue(int tensor) => _tensors[tensor].Type != TensorType.RESOURCE;

    /// <summary>The tensor, or one like another in the place of one that nobody asks for.</summary>
    public int OrLike(int tensor, int other) => tensor >= 0 ? tensor : Add(_tensors[other]);

    /// <summary>A place in the list of operators, for a link that is known later.</summary>
    public int Reserve(TfliteOperator op)
    {
        Add(op.Moved(_operators.Count, [], []), find(op));
        return _operators.Count - 1;
    }

    /// <summary>An operator that says that all of these tensors are one value; at the end of the list, or at a place that was reserved.</summary>
    public TfliteOperator Link(TfliteOperator op, int[] from, int[] to, int? place = null)
    {
        foreach (int tensor in from)
        {
            Require(tensor, _tensors[to[0]].Type, $"becomes '{_tensors[to[0]].Name}'");
        }
        int at = place ?? Reserve(op);
        return _operators[at] = op.Moved(at, from, to);
    }

    /// <summary>One tensor becomes another.</summary>
    public void HandOn(TfliteOperator op, int from, int to, List<Step> steps)
    {
        TfliteOperator link = Link(op, [from], [to]);
        if (IsValue(to))
        {
            steps.Add(new Compute(link));
        }
    }

    /// <summary>Refuses a tensor of another type.</summary>
    public void Require(int tensor, TensorType type, string role)
    {
        TfliteTensor? t = tensor >= 0 ? _tensors[tensor] : throw Bad($"The tensor that {role} is missing");
        if (t.Type != type)
        {
            throw Bad($"'{t.Name}' {role}, and is {t.Type} where {type} is expected");
        }
    }

    public static FileContradiction Bad(string what) => new(Descriptors.BadReference, what);
}
