namespace Tflite2Onnx.Tests.Operators;

/// <summary>A model of additions that keeps variables of float32, all of one shape; a second subgraph initializes them.</summary>
internal sealed class VariableModel
{
    private readonly ModelBuilder _builder = new();
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
        return _builder.Build();
    }
}
