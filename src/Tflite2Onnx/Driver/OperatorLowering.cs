namespace Tflite2Onnx.Driver;

/// <summary>Converts operators, one by one: each with its own refusal, and its results in the form that the graph's tensors have.</summary>
internal sealed class OperatorLowering(LoweringContext context)
{
    private readonly TfliteGraph _source = context.Source;
    private readonly Emitter _emit = context.Emit;
    private readonly TensorValues _values = context.Values;

    /// <summary>Converts an operator, or reports why not.</summary>
    public void Run(TfliteOperator op)
    {
        if (op.Outputs.Length > 0 && op.Outputs.All(t => t >= 0 && _source.Tensors[t].IsConstant))
        {
            return;
        }
        if (context.Prepared.Definitions[op.Index] is { } definition)
        {
            Attempt(op, () =>
            {
                Lower(op, definition);
                CheckRules(op);
            });
            return;
        }
        context.Log.Add(Descriptors.UnsupportedOperator, _source.LocationOf(op), UnsupportedOperators.Advice(op));
        StandIn(op);
    }

    /// <summary>Does what an operator comes to. A refusal is reported, and what it would have made is stood in for.</summary>
    public void Attempt(TfliteOperator op, Action lower)
    {
        NameAfter(op);
        try
        {
            lower();
        }
        catch (Refusal refusal)
        {
            refusal.Report(context.Log, _source.LocationOf(op), _source.AreInputsKnown);
            StandIn(op);
        }
#pragma warning disable CA1031 // A fault of the converter at one operator: it is told as one, and the other operators are looked at.
        catch (Exception fault) when (DiagnosticBag.IsFault(fault))
#pragma warning restore CA1031
        {
            context.Log.Fault(_source.LocationOf(op), fault);
            StandIn(op);
        }
    }

    /// <summary>What a refused operator would have made is stood in for, so that those behind it are looked at too.</summary>
    public void StandIn(TfliteOperator op)
    {
        foreach (int output in op.Outputs.Where(t => t >= 0 && !_values.IsMade(t)))
        {
            TfliteTensor tensor = _source.Tensors[output];
            _values.Define(output, new Value(tensor.Type.ToElementType(), tensor.Shape, tensor.Name), null);
        }
    }

    /// <summary>Nodes that are made from here on are the operator's.</summary>
    public void NameAfter(TfliteOperator op)
    {
        string place = op.Place.Subgraph == _source.Index ? "" : $"subgraph_{op.Place.Subgraph}/";
        _emit.NameAfter($"{place}{op.Name}_{op.Place.Index}", op.Outputs is [>= 0 and int first, ..] ? _source.Tensors[first].Name : "");
    }

    /// <summary>A result becomes its tensor's value: quantized where the tensor is, and in the tensor's integer type.</summary>
    /// <param name="op">Who made it.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="result">What was made.</param>
    /// <param name="layout">The order of axes it has.</param>
    /// <param name="isRaw">Whether it is integers where the tensor is quantized, and not the floats they stand for.</param>
    /// <param name="moves">Whether its elements are some of the operands', and so within the range of the tensor's integers.</param>
    public void Define(TfliteOperator op, TfliteTensor tensor, Value result, Layout? layout, bool isRaw, bool moves = false)
    {
        if (layout is not null && tensor.Shape is { } given && given.Length != layout.Rank)
        {
            throw new FileContradiction($"Its result '{tensor.Name}' has {given.Length} axes where {layout.Rank} are expected");
        }
        ElementType type = context.TypeOf(tensor, _source.LocationOf(op) with { Tensor = tensor.Name });
        QuantParams? q = isRaw ? null : tensor.Scaling;
        bool isFloats = q is not null && _values.KeepsFloats;
        if (q is not null)
        {
            result = !isFloats ? _values.Quantize(result, tensor, q, layout) : moves ? result : _values.Saturate(result, type, q);
            type = isFloats ? ElementType.Float : type;
        }
        result = Typed(result, type, tensor);
        if (tensor.Shape is { } shape && result.Constant is null)
        {
            result.Shape = ComplexTensors.ShapeOf(tensor, layout?.Permute(shape) ?? shape);
        }
        if (context.Options.Layout == LayoutMode.Transpose && layout is not null)
        {
            result = Relayout.Apply(_emit, result, layout, null, tensor.Shape!,
                $"{_emit.Origin} gives '{tensor.Name}' in the order {layout.Target}, and every tensor is kept in TFLite's");
            layout = null;
        }
        _values.Define(tensor.Index, result, layout, isFloats);
    }

    private Value Typed(Value result, ElementType type, TfliteTensor tensor)
    {
        bool integers = !type.IsFloat() && !result.Type.IsFloat() && type != ElementType.String;
        if (result.Type != type && !integers)
        {
            throw new Refusal(WayOut.Rewrite, $"the result '{tensor.Name}' is {tensor.Type}, and the conversion gives {result.Type}");
        }
        result = _emit.Cast(result, type);
        if (result.Name.Length == 0)
        {
            result.Name = tensor.Name;
        }
        return result;
    }

    // What went wrong in the operator's rules is the file's fault where its conversion says so, and the converter's own where that finds nothing.
    private void CheckRules(TfliteOperator op)
    {
        if ((context.Prepared.Faults.GetValueOrDefault(op) ?? context.Plan.UseOf(op).Fault) is { } fault)
        {
            throw fault as FileContradiction ?? (Exception)new OperatorFault(_source.LocationOf(op), fault);
        }
    }

    private void Lower(TfliteOperator op, OpDefinition definition)
    {
        Placement placement = context.Plan.Of(op);
        var at = new OpContext(_source, op, definition, placement, _values, context.States, _emit);
        if (at.IsComplex && !definition.TakesComplex)
        {
            throw new Refusal(WayOut.SplitComplex, "it has complex operands");
        }
        if (at.Has(0) && at.Input(0) is { Quantization: null } x && definition.NeedsScale.Contains(x.Type))
        {
            throw new Refusal(WayOut.GiveScale, $"its operand is {x.Type} without a scale");
        }
        Value? integers = IsExact(definition, at) ? definition.LowerExactly(at) : null;
        Results results = integers is not null ? integers : definition.Lower(at);
        for (int i = 0; i < op.Outputs.Length; i++)
        {
            if (op.Outputs[i] >= 0 && i < results.Count)
            {
                Define(op, _source.Tensors[op.Outputs[i]], results[i], placement.Results[i], integers is not null || at.IsRaw, at.Moves);
            }
        }
    }

    private bool IsExact(OpDefinition definition, OpContext at) => context.Options.Quantization switch
    {
        QuantizationMode.Exact => true,
        QuantizationMode.Qdq => at.Has(0) && definition.ExactByDefault.Contains(at.Input(0).Type),
        _ => false,
    };
}
