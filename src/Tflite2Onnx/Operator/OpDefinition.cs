namespace Tflite2Onnx.Operator;

/// <summary>One TFLite operator: all that is known of it. Documents, layouts, quantization and diagnostics are derived from this record.</summary>
internal abstract record OpDefinition(OperatorKey Key)
{
    /// <summary>The types of integers that stand for floats.</summary>
    public static readonly TensorType[] SmallIntegers = [TensorType.INT8, TensorType.UINT8, TensorType.INT16];

    private readonly string _limits = "";

    public BuiltinOperator Code => Key.Code;

    /// <inheritdoc cref="OperatorKey.ToString"/>
    public string Name => Key.ToString();

    /// <summary>What it computes, in one line, for docs/operators.md.</summary>
    public required string Summary { get; init; }

    /// <summary>Uses that are refused; empty when all are converted.</summary>
    public string Limits
    {
        get => NeedsScale is [] ? _limits : $"{_limits} {string.Join(", ", NeedsScale)} are refused without a scale.".TrimStart();
        init => _limits = value;
    }

    /// <summary>Terminate is right for every operator whose ONNX form fixes no layout; a better rule saves Transposes.</summary>
    public LayoutRule Layout { get; init; } = LayoutRule.Terminate;

    /// <summary>Float is right for every operator, to within a quantization step.</summary>
    public QuantRule Quant { get; init; } = QuantRule.Float;

    /// <summary>Whether it has a form in the arithmetic of TFLite's integer kernels.</summary>
    public virtual bool HasExact => false;

    /// <summary>
    /// Types of whose integers the exact form is the default one, too: where the kernel is several steps away from the function it stands for, or
    /// where that form costs no more.
    /// </summary>
    public TensorType[] ExactByDefault { get; init; } = [];

    /// <summary>Whether it takes complex tensors (<see cref="ComplexTensors"/>); those that do not are refused where they meet one.</summary>
    public bool TakesComplex { get; init; }

    /// <summary>Types that are refused without a scale: the kernel multiplies by a ratio of scales, and gives nothing of use where there are none.</summary>
    public TensorType[] NeedsScale { get; init; } = [];

    /// <summary>Whether its kernel reads weights of UINT8 beside float operands as signed bytes around 0 (GetInt8DataPtr in the recurrent ones).</summary>
    public bool ReadsSignedBytes { get; init; }

    /// <summary>Inputs that it also writes when they are variable: what it keeps from run to run.</summary>
    public int[] States { get; init; } = [];

    /// <summary>Emits the ONNX nodes and returns one value per output.</summary>
    public abstract Results Lower(OpContext op);

    /// <summary>
    /// The same in the arithmetic of TFLite's integer kernels, from raw integers to raw integers. Null, before anything is emitted, for uses that
    /// have no such form: operands of floats, types or parameters the kernels do not take.
    /// </summary>
    public virtual Value? LowerExactly(OpContext op) => null;

    /// <summary>The shapes of the results, by those of the operands. Operators without a rule that work in any layout broadcast.</summary>
    public virtual ResultShapes ShapesOf(ShapeView op) =>
        Layout.Class == LayoutClass.Transparent && op.InputCount > 0 ? ShapeRules.Broadcast(op) : default;
}

/// <summary>An operator whose options are the table <typeparamref name="TOptions"/>, which its functions are given.</summary>
internal sealed record OpDefinition<TOptions>(OperatorKey Key) : OpDefinition(Key)
    where TOptions : struct, IFlatTable<TOptions>
{
    /// <inheritdoc cref="OpDefinition.Lower"/>
    public required Func<OpContext, TOptions, Results> Convert { get; init; }

    /// <inheritdoc cref="OpDefinition.LowerExactly"/>
    public Func<OpContext, TOptions, Value?>? Exact { get; init; }

    /// <inheritdoc cref="OpDefinition.ShapesOf"/>
    public Func<ShapeView, TOptions, ResultShapes>? Shapes { get; init; }

    public override bool HasExact => Exact is not null;

    public override Results Lower(OpContext op) => Convert(op, op.Options<TOptions>());

    public override Value? LowerExactly(OpContext op) => Exact?.Invoke(op, op.Options<TOptions>());

    public override ResultShapes ShapesOf(ShapeView op) => Shapes is { } rule ? rule(op, op.Options<TOptions>()) : base.ShapesOf(op);
}

/// <summary>
/// An operator without a table of options, or whose options say nothing its tensors do not. (Custom ones: <see cref="OpView.CustomOptions"/>.)
/// </summary>
internal sealed record PlainOpDefinition(OperatorKey Key) : OpDefinition(Key)
{
    /// <inheritdoc cref="OpDefinition.Lower"/>
    public required Func<OpContext, Results> Convert { get; init; }

    /// <inheritdoc cref="OpDefinition.LowerExactly"/>
    public Func<OpContext, Value?>? Exact { get; init; }

    /// <inheritdoc cref="OpDefinition.ShapesOf"/>
    public Func<ShapeView, ResultShapes>? Shapes { get; init; }

    public override bool HasExact => Exact is not null;

    public override Results Lower(OpContext op) => Convert(op);

    public override Value? LowerExactly(OpContext op) => Exact?.Invoke(op);

    public override ResultShapes ShapesOf(ShapeView op) => Shapes is { } rule ? rule(op) : base.ShapesOf(op);
}

/// <summary>What a conversion returns: one value per output of the operator.</summary>
internal readonly struct Results
{
    private readonly Value[] _values;

    private Results(Value[] values) => _values = values;

    public Value this[int index] => _values[index];

    public int Count => _values.Length;

    public static implicit operator Results(Value value) => new([value]);

    public static implicit operator Results(Value[] values) => new(values);
}
