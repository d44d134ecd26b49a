namespace Tflite2Onnx.Operator;

/// <summary>
/// All an operator's conversion may ask for. Axes and per-axis numbers go in as TFLite orders them; operands come out, and results are
/// returned, in the layout the plan chose, dequantized where the operator's rule says so. Nobody here sees a permutation.
/// </summary>
internal sealed partial class OpContext(
    TfliteGraph graph, TfliteOperator op, OpDefinition definition, Placement placement, TensorValues values, StateValues states, Emitter emit)
    : OpView(graph, op)
{
    private readonly LayoutRule _rule = placement.Use.Rule;
    private readonly Layout? _working = placement.Working;

    /// <summary>Whether this use works in more than one order of axes.</summary>
    public bool IsFlexible { get; } = placement.Use.IsFlexible;

    /// <summary>The layout in which the first operand comes to an operator that takes it in any, and the one its result is wanted in.</summary>
    public (Layout? Operand, Layout? Result) Layouts => (_working, placement.Results.ElementAtOrDefault(0));

    /// <summary>Whether operands come as, and results are taken as, the raw integers of quantized tensors.</summary>
    public bool IsRaw { get; } = definition.Quant switch
    {
        QuantRule.Integers => true,
        QuantRule.Own => !values.KeepsFloats || !ParametersAgree(graph, op),
        QuantRule.Carry => !values.KeepsFloats && ParametersAgree(graph, op),
        _ => false,
    };

    /// <summary>Whether real operands beside integer weights are rounded to 8 bits in every run.</summary>
    public bool QuantizesRows { get; } = values.QuantizesRows;

    /// <summary>Whether results are some of the operands' elements: within the range of their integers, because those are.</summary>
    public bool Moves { get; } = definition.Quant is QuantRule.Own || (definition.Quant is QuantRule.Carry && ParametersAgree(graph, op));

    /// <summary>An operand, in the layout and the form (floats or integers) the operator's rules ask for.</summary>
    public Value In(int input) => Get(input, !IsRaw);

    /// <summary>An operand, or null when it is left out.</summary>
    public Value? TryIn(int input) => Has(input) ? In(input) : null;

    /// <summary>An operand's raw elements, whatever the rule.</summary>
    public Value Raw(int input) => Get(input, real: false);

    /// <summary>An operand as floats, whatever the rule.</summary>
    public Value Real(int input) => Get(input, real: true);

    /// <summary>An operand as a tensor of int64, for ONNX's shapes, indices and axes.</summary>
    public Value Index(int input) => TryIntegers(input) is { } numbers
        ? Value.Of(Constant.Of(ElementType.Int64, Shape(input), numbers), Input(input).Name) : Cast(Raw(input), ElementType.Int64);

    /// <summary>An operand of integers as a list: int64, of rank 1.</summary>
    public Value IndexList(int input) =>
        TryIntegers(input) is { } numbers ? Value.Ints(numbers) : Input(input).Shape is { Length: 1 } ? Index(input) : Reshape(Index(input), -1);

    /// <summary>An operand with an integer per axis of the data operand, as int64 in the order the value has.</summary>
    public Value PerAxis(int input) =>
        TryIntegers(input) is { } numbers ? Value.Ints(PerAxis(numbers)) : _working is null ? IndexList(input)
        : Emit("Gather", [IndexList(input), Value.Ints(_working.Perm)]);

    /// <summary>Where an axis of the data operand is in the value; negative axes count from the end.</summary>
    public int Axis(int axis) =>
        _working is { } layout ? layout.Map(TensorAxis.FromFront(axis, layout.Rank))
            : Input(_rule.Carrier).Shape is { } shape ? TensorAxis.FromFront(axis, shape.Length) : axis;

    /// <summary>Where an axis of the result is in the value.</summary>
    public int ResultAxis(int axis) => placement.Results.ElementAtOrDefault(0)?.Map(axis) ?? (axis < 0 && Output(0).Shape is { } shape ? axis + shape.Length : axis);

    /// <summary>Numbers given per axis of the data operand, in the order the value has.</summary>
    public T[] PerAxis<T>(IReadOnlyList<T> perAxis) => _working?.Permute(perAxis) ?? [.. perAxis];

    /// <summary>Numbers given per axis of the result, in the order the value has.</summary>
    public T[] PerResultAxis<T>(IReadOnlyList<T> perAxis) => placement.Results.ElementAtOrDefault(0)?.Permute(perAxis) ?? [.. perAxis];

    /// <summary>Dimensions of a result in the order the value has; refuses where the rank is not known.</summary>
    public int[] ResultShape(int output = 0) =>
        Output(output).Shape is { } shape ? placement.Results.ElementAtOrDefault(output)?.Permute(shape) ?? shape
            : throw new Refusal(WayOut.GiveShapes, "the rank of its result is not known before a run");

    public Value Emit(string opType, Value?[] inputs, Attributes? attributes = null) => emit.Emit(opType, inputs, attributes);

    public Value[] Emit(string opType, Value?[] inputs, Attributes? attributes, int outputs) => emit.Emit(opType, inputs, attributes, outputs);

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
    /// A constant operand as floats, its elements as the conversion has arranged them; <paramref name="q"/> replaces its own parameters.
    /// </summary>
    public Value Arranged(int input, Constant elements, QuantParams? q = null)
    {
        TfliteTensor tensor = Input(input);
        var value = Value.Of(elements, tensor.Name);
        return tensor.Scaling is { } own ? Dequantize(value, tensor.Name, q ?? own, own.Axis) : values.Unpacked(value, tensor);
    }

    /// <summary>Dequantizes an operand by parameters that are not its own (a bias, whose scale is its convolution's).</summary>
    public Value Dequantize(Value raw, string name, QuantParams q, int axis) => values.Dequantize(raw, name, q, axis);

    /// <summary>
    /// The fused activation of a result. Where the result is quantized and the clamp cuts off nothing its integers can hold, none is
    /// emitted: saturation does it (the integer kernels of TFLite clamp at <c>zero_point + round(bound / scale)</c>).
    /// </summary>
    public Value Activate(ActivationFunctionType function, Value x) => function switch
    {
        ActivationFunctionType.NONE => x,
        ActivationFunctionType.RELU => Clamp(x, 0, null),
        ActivationFunctionType.RELU6 => Clamp(x, 0, 6),
        ActivationFunctionType.RELU_N1_TO_1 => Clamp(x, -1, 1),
        ActivationFunctionType.TANH => Emit("Tanh", [x]),
        _ => throw new Refusal(WayOut.Rewrite, $"the fused activation {function} is not supported"),
    };

    /// <summary>The fused activation of convolutions, pools and arithmetic: their kernels clamp, and silently leave out what does not.</summary>
    public Value ActivateClamping(ActivationFunctionType function, Value x) =>
        Activate(function is ActivationFunctionType.TANH or ActivationFunctionType.SIGN_BIT ? ActivationFunctionType.NONE : function, x);

    /// <summary>The value cut off at bounds, each a real or null for none; see <see cref="Activate"/> for what is left out.</summary>
    public Value Clamp(Value x, double? lowest, double? highest)
    {
        if (Output(0).Scaling is { PerAxis: false } q)
        {
            (long least, long most) = Output(0).Type.ToElementType().Range();
            double At(double bound) => q.ZeroPoint[0] + Math.Round(bound / q.Scale[0], MidpointRounding.AwayFromZero);
            lowest = lowest is { } low && At(low) > least ? (IsRaw ? At(low) : low) : null;
            highest = highest is { } high && At(high) < most ? (IsRaw ? At(high) : high) : null;
        }
        Value? Bound(double? at) => at is { } bound ? Constants.Scalar(x.Type.IsUnsigned() ? Math.Max(bound, 0) : bound, x.Type) : null;
        return (lowest, highest) switch
        {
            (null, null) => x,
            (0.0, null) when x.Type.IsFloat() => Emit("Relu", [x]),
            _ => Emit("Clip", [x, Bound(lowest), Bound(highest)]),
        };
    }

    /// <summary>The layout demanded of an input.</summary>
    private Layout? Demand(int input) => _rule.Class switch
    {
        LayoutClass.Implicit => _rule.Inputs.ElementAtOrDefault(input),
        LayoutClass.Transparent => _working,
        LayoutClass.Attribute when _rule.Carries(input) => _working,
        LayoutClass.Terminate when input == 0 => _working,
        _ => null,
    };

    private Value Get(int input, bool real)
    {
        TfliteTensor tensor = Input(input);
        if (!values.IsMade(tensor.Index))
        {
            throw new FileContradiction(Descriptors.BadReference, $"It reads '{tensor.Name}' (tensor {tensor.Index}), which nothing computes before it");
        }
        Layout? demand = Demand(input);
        if (demand is not null && Rank(input) > demand.Rank)
        {
            throw new Refusal(WayOut.Rewrite, $"input {input} has {Rank(input)} axes where at most {demand.Rank} are expected");
        }
        return values.Get(tensor.Index, demand, demand?.Rank, real);
    }

    private static bool ParametersAgree(TfliteGraph graph, TfliteOperator op)
    {
        IEnumerable<TfliteTensor> tensors = op.Inputs.Concat(op.Outputs).Where(t => t >= 0).Select(t => graph.Tensors[t]);
        TfliteTensor[] quantized = [.. tensors.Where(t => t.Scaling is not null)];
        return quantized.All(t => t.Type == quantized[0].Type && t.Quantization!.Equals(quantized[0].Quantization) && !t.Quantization.PerAxis);
    }
}
