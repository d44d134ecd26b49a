namespace Tflite2Onnx.Tests.Operators;

/// <summary>A model of additions that keeps variables of float32, all of one shape; a second subgraph initializes them.</summary>
internal sealed class VariableModel
{
    private readonly ModelBuilder _builder = new();
    private readonly List<Action> _bodies = [];
    private readonly int[] _shape;

    public VariableModel(int[] shape, bool isInitialized = true)
    {
        (_shape, X) = (shape, _builder.Input(TensorType.FLOAT32, shape, name: "x"));
        if (isInitialized)
        {
            _builder.Operator(BuiltinOperator.CALL_ONCE, [], [], new CallOnceOptionsT { InitSubgraphIndex = 1 });
        }
    }

    /// <summary>The input.</summary>
    public int X { get; }

    public int Handle(string name, string container = "")
    {
        int handle = Resource();
        _builder.Operator(BuiltinOperator.VAR_HANDLE, [], [handle], new VarHandleOptionsT { Container = container, SharedName = name });
        return handle;
    }

    /// <summary>A tensor for a handle that nothing makes.</summary>
    public int Resource() => _builder.Tensor(TensorType.RESOURCE, [1]);

    public int Read(int handle)
    {
        int value = _builder.Tensor(TensorType.FLOAT32, _shape);
        _builder.Operator(BuiltinOperator.READ_VARIABLE, [handle], [value], new ReadVariableOptionsT());
        return value;
    }

    public void Assign(int handle, int value) => _builder.Operator(BuiltinOperator.ASSIGN_VARIABLE, [handle, value], [], new AssignVariableOptionsT());

    public int Add(int a, int b)
    {
        int sum = _builder.Tensor(TensorType.FLOAT32, _shape);
        _builder.Operator(BuiltinOperator.ADD, [a, b], [sum], new AddOptionsT());
        return sum;
    }

    /// <summary>An operator of another kind, of one result.</summary>
    public int Apply(BuiltinOperator code, Operand result, IFlatRecord? options, params int[] operands)
    {
        int y = _builder.Tensor(result.Type, result.Shape);
        _builder.Operator(code, operands, [y], options);
        return y;
    }

    /// <summary>An operator of several results, or of none.</summary>
    public int[] Apply(BuiltinOperator code, Operand[] results, IFlatRecord options, params int[] operands)
    {
        int[] y = [.. results.Select(result => _builder.Tensor(result.Type, result.Shape))];
        _builder.Operator(code, operands, y, options);
        return y;
    }

    public int Number(int value) => _builder.Constant([], value);

    public int Numbers(params int[] values) => _builder.Constant([values.Length], values);

    public int Constant(int[] shape, params float[] values) => _builder.Constant(shape, values);

    /// <summary>A tensor that keeps its value, of the subgraph that is being made.</summary>
    public int Variable(params int[] shape) => _builder.Variable(TensorType.FLOAT32, shape);

    public int Input(Operand operand) => _builder.Input(operand.Type, operand.Shape);

    /// <summary>One more subgraph, from its inputs to its outputs; gives its index.</summary>
    public int Body(Operand[] inputs, Func<int[], int[]> compute)
    {
        _bodies.Add(() => Array.ForEach(compute([.. inputs.Select(Input)]), _builder.Output));
        return 1 + _bodies.Count;
    }

    public void Output(int tensor) => _builder.Output(tensor);

    public byte[] Build(params (string Name, float[] Values)[] initial) => Build(isComputed: false, initial);

    /// <summary>The model; names of variables are <c>container/name</c> where they have a container.</summary>
    public byte[] Build(bool isComputed, params (string Name, float[] Values)[] initial)
    {
        _builder.Subgraph(_ =>
        {
            foreach ((string name, float[] values) in initial)
            {
                int value = _builder.Constant(_shape, values);
                string[] parts = name.Split('/');
                if (isComputed)
                {
                    value = Add(value, value);
                }
                Assign(Handle(parts[^1], parts.Length > 1 ? parts[0] : ""), value);
            }
        });
        _bodies.ForEach(body => _builder.Subgraph(_ => body()));
        return _builder.Build();
    }
}
