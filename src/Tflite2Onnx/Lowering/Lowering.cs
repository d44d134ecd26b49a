namespace Tflite2Onnx.Lowering;

/// <summary>
/// From a TFLite graph to an ONNX one: operators in order, each with its operands in the layout and the form it asks for. Layouts,
/// quantization, types and names are settled here, so that no operator has to.
/// </summary>
internal sealed class Lowering
{
    private readonly TfliteGraph _source;
    private readonly ConversionOptions _options;
    private readonly DiagnosticBag _log;
    private readonly OpDefinition?[] _definitions;
    private readonly LayoutPlan _plan;
    private readonly Graph _graph;
    private readonly Emitter _emit;
    private readonly TensorValues _values;

    private Lowering(TfliteGraph source, ConversionOptions options, DiagnosticBag log)
    {
        _definitions = [.. source.Operators.Select(OpRegistry.Find)];
        (_source, _options, _log) = (Ranks.Complete(StoredConstants.Unpack(source), _definitions), options, log);
        _plan = LayoutPlan.Make(_source, _definitions, options);
        _graph = new Graph(source.Name.Length > 0 ? source.Name : "main");
        _emit = new Emitter(_graph);
        _values = new TensorValues(_source, _emit, options);
    }

    /// <summary>
    /// What numbers lead to that no exporter writes: a shape and an axis that contradict each other, an extent beyond 32 bits, a stride of 0.
    /// </summary>
    public static bool IsContradiction(Exception fault) =>
        fault is ArithmeticException or ArgumentException or IndexOutOfRangeException or InvalidOperationException;

    /// <summary>Converts the subgraph; null when something in it is refused, and <paramref name="log"/> then says all that is.</summary>
    public static Lowered? Run(TfliteGraph source, ConversionOptions options, DiagnosticBag log)
    {
        new Rim(options).Check(source, log);
        if (log.HasErrors)
        {
            return null;
        }
        var lowering = new Lowering(source, options, log);
        lowering.Inputs();
        foreach (TfliteOperator op in lowering._source.Operators)
        {
            lowering.Operator(op);
        }
        lowering.Outputs();
        return log.HasErrors ? null : new Lowered(lowering._graph, lowering._source, lowering._plan);
    }

    private void Inputs()
    {
        foreach (int index in _source.Inputs)
        {
            TfliteTensor tensor = _source.Tensors[index];
            Layout? layout = _plan.OfInput(index);
            QuantParams? q = _options.IoType == IoType.Float ? TensorValues.Quantized(tensor) : null;
            var value = new Value(q is null ? TypeOf(tensor) : ElementType.Float, layout?.Permute(tensor.Shape!) ?? tensor.Shape, tensor.Name);
            _graph.Inputs.Add(value);
            (_emit.Origin, _emit.Tensor) = ("the model's input", tensor.Name);
            bool quantizes = q is not null && !_values.KeepsReals;
            _values.Define(index, quantizes ? _values.Quantize(value, tensor, q!, layout) : value, layout, isReal: q is not null && !quantizes);
        }
    }

    private void Operator(TfliteOperator op)
    {
        OpDefinition? definition = _definitions[op.Index];
        if (op.Outputs.Length > 0 && op.Outputs.All(t => t >= 0 && _source.Tensors[t].IsConstant))
        {
            return;
        }
        if (definition is null)
        {
            _log.Add(Descriptors.UnsupportedOperator, _source.LocationOf(op), OpRegistry.WayOut(op));
        }
        else
        {
            TryLower(op, definition);
        }
        // What a refused operator would have made is stood in for, so that those behind it are looked at too.
        foreach (int output in op.Outputs.Where(t => t >= 0 && !_values.IsMade(t)))
        {
            TfliteTensor tensor = _source.Tensors[output];
            _values.Define(output, new Value(ElementTypes.From(tensor.Type), tensor.Shape, tensor.Name), null);
        }
    }

    private void TryLower(TfliteOperator op, OpDefinition definition)
    {
        (_emit.Origin, _emit.Tensor) = ($"{op.Name}_{op.Index}", op.Outputs is [>= 0 and int first, ..] ? _source.Tensors[first].Name : "");
        var context = new OpContext(_source, op, definition, _plan, _values, _emit);
        try
        {
            bool isExact = _options.Quantization switch
            {
                QuantizationMode.Exact => true,
                QuantizationMode.Qdq => definition.IsCoarse && context.Input(0).Type == TensorType.INT16,
                _ => false,
            };
            Value? integers = isExact ? definition.Exact?.Invoke(context) : null;
            Results results = integers is not null ? integers : definition.Lower(context);
            for (int i = 0; i < op.Outputs.Length; i++)
            {
                if (op.Outputs[i] >= 0 && i < results.Count)
                {
                    Define(_source.Tensors[op.Outputs[i]], results[i], _plan.Result(op, i), integers is not null || context.IsRaw, context.Moves);
                }
            }
        }
        catch (UnsupportedUseException refusal)
        {
            _log.Add(refusal.Descriptor, _source.LocationOf(op), refusal.Arguments);
        }
        catch (Exception fault) when (IsContradiction(fault))
        {
            _log.Add(Descriptors.BadTensor, _source.LocationOf(op), $"Its operands contradict each other or the operator ({fault.Message})");
        }
    }

    // A result becomes its tensor's value: quantized where the tensor is, and in the tensor's integer type.
    private void Define(TfliteTensor tensor, Value result, Layout? layout, bool isRaw, bool moves)
    {
        ElementType type = TypeOf(tensor);
        QuantParams? q = isRaw ? null : TensorValues.Quantized(tensor);
        bool isReal = q is not null && _values.KeepsReals;
        if (q is not null)
        {
            result = !isReal ? _values.Quantize(result, tensor, q, layout) : moves ? result : _values.Saturate(result, type, q);
            type = isReal ? ElementType.Float : type;
        }
        bool integers = !type.IsFloat() && !result.Type.IsFloat() && type != ElementType.String;
        if (result.Type != type && !integers)
        {
            throw OpView.Unsupported($"the result '{tensor.Name}' is {tensor.Type}, and the conversion gives {result.Type}");
        }
        result = _emit.Cast(result, type);
        if (result.Name.Length == 0)
        {
            result.Name = tensor.Name;
        }
        if (tensor.Shape is { } shape && result.Constant is null)
        {
            result.Shape = layout?.Permute(shape) ?? shape;
        }
        if (_options.Layout == LayoutMode.Transpose && layout is not null)
        {
            result = Relayout.Apply(_emit, result, layout, null, tensor.Shape!, $"{_emit.Origin} gives '{tensor.Name}' in the order {layout.Target}, and every tensor is kept in TFLite's");
            layout = null;
        }
        _values.Define(tensor.Index, result, layout, isReal);
    }

    private void Outputs()
    {
        var given = new HashSet<Value>(_graph.Inputs);
        foreach (int index in _source.Outputs)
        {
            TfliteTensor tensor = _source.Tensors[index];
            if (!_values.IsMade(index))
            {
                _log.Add(Descriptors.BadReference, _source.LocationOf(tensor), "It is an output of the model, and nothing computes it");
                continue;
            }
            (_emit.Origin, _emit.Tensor) = ("the model's output", tensor.Name);
            Value value = _values.Get(index, _plan.OfOutput(index), null, real: _options.IoType == IoType.Float);
            // ONNX wants every output to be some node's, and no other output's.
            if (value.Constant is not null || !given.Add(value))
            {
                value = _emit.Emit("Identity", [value]);
                given.Add(value);
            }
            value.Name = tensor.Name;
            _graph.Outputs.Add(value);
        }
    }

    private ElementType TypeOf(TfliteTensor tensor)
    {
        ElementType type = ElementTypes.From(tensor.Type);
        if (type is ElementType.Undefined or ElementType.Complex64 or ElementType.Complex128)
        {
            _log.Add(Descriptors.UnsupportedTensor, _source.LocationOf(tensor), $"Tensors of type {tensor.Type} are not supported.");
        }
        return type;
    }
}
