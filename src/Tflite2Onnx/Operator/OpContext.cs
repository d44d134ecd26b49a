namespace Tflite2Onnx.Operator;

/// <summary>
/// All an operator's conversion may ask for. Axes and per-axis numbers go in as TFLite orders them; operands come out, and results are
/// returned, in the layout the plan chose, dequantized where the operator's rule says so. Nobody here sees a permutation.
/// </summary>
internal sealed class OpContext(
    TfliteGraph graph, TfliteOperator op, OpDefinition definition, Placement placement, TensorValues values, StateValues states, Emitter emit)
    : OpEmitter(graph, op, values, emit)
{
    private readonly LayoutRule _rule = placement.Use.Rule;
    private readonly Layout? _working = placement.Working;

    /// <summary>Whether this use works in more than one order of axes.</summary>
    public bool IsFlexible { get; } = placement.Use.IsFlexible;

    /// <summary>The layout in which the first operand comes to an operator that takes it in any, and the one its result is wanted in.</summary>
    public (Layout? Operand, Layout? Result) Layouts => (_working, ResultLayout());

    /// <summary>Whether operands come as, and results are taken as, the raw integers of quantized tensors.</summary>
    public bool IsRaw { get; } = definition.Quant switch
    {
        QuantRule.Integers => true,
        QuantRule.Own => !values.KeepsFloats || !ParametersAgree(graph, op),
        QuantRule.Carry => !values.KeepsFloats && ParametersAgree(graph, op),
        _ => false,
    };

    /// <summary>Whether float operands beside integer weights are rounded to 8 bits in every run.</summary>
    public bool QuantizesRows { get; } = values.QuantizesRows;

    /// <summary>Whether results are some of the operands' elements: within the range of their integers, because those are.</summary>
    public bool Moves { get; } = definition.Quant is QuantRule.Own || (definition.Quant is QuantRule.Carry && ParametersAgree(graph, op));

    /// <summary>An operand, in the layout and the form (floats or integers) the operator's rules ask for.</summary>
    public Value In(int input) => Get(input, !IsRaw);

    /// <summary>An operand, or null when it is left out.</summary>
    public Value? TryIn(int input) => Has(input) ? In(input) : null;

    /// <summary>An operand's raw elements, whatever the rule.</summary>
    public Value Raw(int input) => Get(input, asFloats: false);

    /// <summary>An operand as floats, whatever the rule.</summary>
    public Value Floats(int input) => Get(input, asFloats: true);

    /// <summary>The real parts of a complex operand (0), or the imaginary ones (1).</summary>
    public Value Part(int input, int part) =>
        Emit("Gather", [In(input), Constants.Scalar(part, ElementType.Int64)], new() { ["axis"] = (long)Rank(input) });

    /// <summary>An operand as a tensor of int64, for ONNX's shapes, indices and axes.</summary>
    public Value Index(int input) => TryIntegers(input) is { } numbers
        ? Value.Of(Constant.Of(ElementType.Int64, Shape(input), numbers.AsArray()), Input(input).Name) : Cast(Raw(input), ElementType.Int64);

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
    public int ResultAxis(int axis) => ResultLayout()?.Map(axis) ?? (axis < 0 && Output(0).Shape is { } shape ? axis + shape.Length : axis);

    /// <summary>Numbers given per axis of the data operand, in the order the value has.</summary>
    public T[] PerAxis<T>(IReadOnlyList<T> perAxis) => _working?.Permute(perAxis) ?? [.. perAxis];

    /// <summary>Numbers given per axis of the result, in the order the value has.</summary>
    public T[] PerResultAxis<T>(IReadOnlyList<T> perAxis) => ResultLayout()?.Permute(perAxis) ?? [.. perAxis];

    /// <summary>Dimensions of a result in the order the value has; refuses where the rank is not known.</summary>
    public int[] ResultShape(int output = 0) =>
        Output(output).Shape is { } shape ? ResultLayout(output)?.Permute(shape) ?? shape
            : throw new Refusal(WayOut.GiveShapes, "the rank of its result is not known before a run");

    /// <summary>
    /// A constant operand as floats, its elements as the conversion has arranged them; <paramref name="q"/> replaces its own parameters.
    /// </summary>
    public Value Arranged(int input, Constant elements, QuantParams? q = null)
    {
        TfliteTensor tensor = Input(input);
        var value = Value.Of(elements, tensor.Name);
        return tensor.Scaling is { } own ? Dequantize(value, tensor.Name, q ?? own, own.Axis) : Values.Unpacked(value, tensor);
    }

    /// <summary>Dequantizes an operand by parameters that are not its own (a bias, whose scale is its convolution's).</summary>
    public Value Dequantize(Value raw, string name, QuantParams q, int axis) => Values.Dequantize(raw, name, q, axis);

    /// <summary>What is kept under an operand, a variable tensor or the handle of a variable, at this point of the run.</summary>
    public Value Kept(int input) => Kept(input, IsRaw);

    /// <summary>The same as raw elements, or as the floats that they stand for.</summary>
    public Value Kept(int input, bool raw)
    {
        TfliteTensor tensor = Input(input);
        if (states.Of(tensor.Index) is not { } state)
        {
            return tensor.Type == TensorType.RESOURCE ? throw UnknownVariable(tensor) : raw ? Raw(input) : In(input);
        }
        Value value = states.Get(state);
        return !raw && state.Content.Scaling is { } q ? Values.Dequantize(value, state.Name, q, q.Axis) : value;
    }

    /// <summary>What is kept under an operand, where an option asks for more images than the file keeps it for: for each of them the same.</summary>
    public Value KeptForAll(int input, bool? raw = null)
    {
        Value kept = Kept(input, raw ?? IsRaw);
        if (Input(0).FileShape is not [var images, ..] || images == Shape(0)[0] || Input(input).Shape is not [var had, _] || had != images)
        {
            return kept;
        }
        Value one = had == 1 ? kept
            : KeepsZeros(input) ? Emit("Slice", [kept, Value.Ints(0L), Value.Ints(1L), Value.Ints(0L)])
            : throw new Refusal(WayOut.Rewrite, "what it keeps differs from image to image");
        return Emit("Expand", [one, Emit("Concat", [Dimension(In(0), 0), Value.Ints(1L)], new() { ["axis"] = 0L })]);
    }

    /// <summary>Whether what is kept under an operand is zeros at this point, whatever happened before the run.</summary>
    public bool KeepsZeros(int input) => states.Of(Input(input).Index) is { } state && states.IsZero(state);

    /// <summary>A float value as it comes back once it is kept under an operand: rounded where integers are kept.</summary>
    public Value KeptForm(int input, Value value) => Input(input).Scaling is { } q
        ? Values.Dequantize(Values.Quantize(value, Input(input), q, null), Input(input).Name, q, q.Axis) : value;

    /// <summary>From here on another value is kept under an operand. Where the operand keeps nothing from run to run, there is nothing to do.</summary>
    public void Keep(int input, Value value) => Keep(input, value, IsRaw);

    /// <summary>The same of raw elements, or of floats.</summary>
    public void Keep(int input, Value value, bool raw)
    {
        TfliteTensor tensor = Input(input);
        if (states.Of(tensor.Index) is not { } state)
        {
            if (tensor.Type == TensorType.RESOURCE)
            {
                throw UnknownVariable(tensor);
            }
            return;
        }
        value = !raw && state.Content.Scaling is { } q ? Values.Quantize(value, state.Content, q, null) : value;
        if (value.Type != state.Content.Type.ToElementType())
        {
            throw new Refusal(WayOut.Rewrite, $"'{state.Name}' is {state.Content.Type} and is given a tensor of {value.Type}");
        }
        states.Set(state, value);
        if (tensor.IsVariable)
        {
            value.Shape ??= tensor.Shape;
            Values.Redefine(tensor.Index, value);
        }
    }

    private static Refusal UnknownVariable(TfliteTensor tensor) => new(WayOut.ReExport, $"the variable behind '{tensor.Name}' is not known");

    private Layout? ResultLayout(int output = 0) => placement.Results.ElementAtOrDefault(output);

    /// <summary>The layout demanded of an input.</summary>
    private Layout? Demand(int input) => _rule.Class switch
    {
        LayoutClass.Implicit => _rule.Inputs.ElementAtOrDefault(input),
        LayoutClass.Transparent => _working,
        LayoutClass.Attribute when _rule.Carries(input) => _working,
        LayoutClass.Terminate when input == 0 => _working,
        _ => null,
    };

    private Value Get(int input, bool asFloats)
    {
        TfliteTensor tensor = Input(input);
        if (!Values.IsMade(tensor.Index))
        {
            throw new FileContradiction(Descriptors.BadReference, $"It reads '{tensor.Name}' (tensor {tensor.Index}), which nothing computes before it");
        }
        Layout? demand = Demand(input);
        if (_rule.Class == LayoutClass.Implicit && demand is not null && Rank(input) != demand.Rank)
        {
            throw new FileContradiction($"Input {input} has {Rank(input)} axes where {demand.Rank} are expected");
        }
        if (demand is not null && Rank(input) > demand.Rank)
        {
            throw new Refusal(WayOut.Rewrite, $"input {input} has {Rank(input)} axes where at most {demand.Rank} are expected");
        }
        return Values.Get(tensor.Index, demand, demand?.Rank, asFloats);
    }

    private static bool ParametersAgree(TfliteGraph graph, TfliteOperator op)
    {
        IEnumerable<TfliteTensor> tensors = op.Inputs.Concat(op.Outputs).Where(t => t >= 0).Select(t => graph.Tensors[t]);
        TfliteTensor[] quantized = [.. tensors.Where(t => t.Scaling is not null)];
        return quantized.All(t => t.Type == quantized[0].Type && t.Quantization!.Equals(quantized[0].Quantization) && !t.Quantization.PerAxis);
    }
}
