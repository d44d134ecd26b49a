using Tflite2Onnx.Planning;
using Tflite2Onnx.Prepare;

namespace Tflite2Onnx.Driver;

/// <summary>
/// From a TFLite graph to an ONNX one: operators in order, each with its operands in the layout and the form it asks for. Layouts,
/// quantization, types and names are settled here, so that no operator has to.
/// </summary>
internal sealed partial class Lowering
{
    private readonly TfliteGraph _source;
    private readonly ConversionOptions _options;
    private readonly DiagnosticBag _log;
    private readonly OpDefinition?[] _definitions;
    private readonly LayoutPlan _plan;
    private readonly Graph _graph;
    private readonly Emitter _emit;
    private readonly TensorValues _values;
    private readonly States _states;

    private Lowering(TfliteModel model, FlatGraph flat, ConversionOptions options, DiagnosticBag log)
    {
        _definitions =
        [
            .. flat.Graph.Operators.Select(op => flat.Definitions.TryGetValue(op.Index, out OpDefinition? definition) ? definition
                : OpRegistry.Find(op) ?? KeptCustom.Of(op, options, flat.Graph, log)),
        ];
        _states = States.Find(model, flat, _definitions, options.State, log);
        (_source, _options, _log) = (Completed(_states.Fold(), options), options, log);
        _plan = LayoutPlan.Make(_source, _definitions, options);
        _graph = new Graph(flat.Graph.Name.Length > 0 ? flat.Graph.Name : "main");
        _emit = new Emitter(_graph);
        _values = new TensorValues(_source, _emit, options);
    }

    /// <summary>
    /// Converts a subgraph with all that it calls; null when something in it is refused, and <paramref name="log"/> then says all that is.
    /// </summary>
    public static Lowered? Run(TfliteModel model, TfliteGraph main, ConversionOptions options, DiagnosticBag log)
    {
        new Rim(main, options).Check(log);
        NewShapes.Check(main, options, log);
        if (log.HasErrors)
        {
            return null;
        }
        FlatGraph flat = RecurrentLoops.Fold(Flattener.Run(main, model.Subgraphs, options, log), options);
        var lowering = new Lowering(model, flat, options, log);
        lowering.Inputs();
        lowering.Run(flat.Steps);
        lowering.Outputs();
        lowering.StatesAtEnd();
        return log.HasErrors ? null : new Lowered(lowering._graph, lowering._source, lowering._plan, model);
    }

    private TfliteGraph Completed(TfliteGraph flat, ConversionOptions options) =>
        Dimensions.Open(NewShapes.Apply(Ranks.Complete(StoredConstants.Unpack(flat), _definitions), _definitions, options), _definitions);

    private void Operator(TfliteOperator op)
    {
        OpDefinition? definition = _definitions[op.Index];
        if (op.Outputs.Length > 0 && op.Outputs.All(t => t >= 0 && _source.Tensors[t].IsConstant))
        {
            return;
        }
        if (definition is null)
        {
            _log.Add(Descriptors.UnsupportedOperator, _source.LocationOf(op), UnsupportedOperators.Advice(op));
            StandIn(op);
        }
        else
        {
            Attempt(op, () => Lower(op, definition));
        }
    }

    // What a refused operator would have made is stood in for, so that those behind it are looked at too.
    private void StandIn(TfliteOperator op)
    {
        foreach (int output in op.Outputs.Where(t => t >= 0 && !_values.IsMade(t)))
        {
            TfliteTensor tensor = _source.Tensors[output];
            _values.Define(output, new Value(tensor.Type.ToElementType(), tensor.Shape, tensor.Name), null);
        }
    }

    private void Lower(TfliteOperator op, OpDefinition definition)
    {
        var context = new OpContext(_source, op, definition, _plan, _values, _states, _emit);
        if (context.IsComplex && !definition.TakesComplex)
        {
            throw new Refusal(WayOut.SplitComplex, "it has complex operands");
        }
        if (context.Has(0) && context.Input(0) is { Quantization: null } x && definition.NeedsScale.Contains(x.Type))
        {
            throw new Refusal(WayOut.GiveScale, $"its operand is {x.Type} without a scale");
        }
        Value? integers = IsExact(definition, context) ? definition.LowerExactly(context) : null;
        Results results = integers is not null ? integers : definition.Lower(context);
        for (int i = 0; i < op.Outputs.Length; i++)
        {
            if (op.Outputs[i] >= 0 && i < results.Count)
            {
                Define(op, _source.Tensors[op.Outputs[i]], results[i], _plan.Result(op, i), integers is not null || context.IsRaw, context.Moves);
            }
        }
    }

    private bool IsExact(OpDefinition definition, OpContext context) => _options.Quantization switch
    {
        QuantizationMode.Exact => true,
        QuantizationMode.Qdq => context.Has(0) && definition.ExactByDefault.Contains(context.Input(0).Type),
        _ => false,
    };

    private void Attempt(TfliteOperator op, Action lower)
    {
        NameAfter(op);
        try
        {
            lower();
        }
        catch (Refusal refusal)
        {
            refusal.Report(_log, _source.LocationOf(op), _source.AreInputsKnown);
            StandIn(op);
        }
        catch (Exception fault) when (Contradiction.Is(fault))
        {
            _log.Add(Descriptors.BadTensor, _source.LocationOf(op), $"Its operands contradict each other or the operator ({fault.Message})");
            StandIn(op);
        }
    }

    private void NameAfter(TfliteOperator op)
    {
        string place = op.Place.Subgraph == _source.Index ? "" : $"subgraph_{op.Place.Subgraph}/";
        (_emit.Origin, _emit.Tensor) = ($"{place}{op.Name}_{op.Place.Index}", op.Outputs is [>= 0 and int first, ..] ? _source.Tensors[first].Name : "");
    }

    // A result becomes its tensor's value: quantized where the tensor is, and in the tensor's integer type.
    private void Define(TfliteOperator op, TfliteTensor tensor, Value result, Layout? layout, bool isRaw, bool moves = false)
    {
        if (layout is not null && tensor.Shape is { } given && given.Length != layout.Rank)
        {
            throw new ArgumentException($"'{tensor.Name}' has {given.Length} axes where the result has {layout.Rank}");
        }
        ElementType type = TypeOf(tensor, _source.LocationOf(op) with { Tensor = tensor.Name });
        QuantParams? q = isRaw ? null : tensor.Scaling;
        bool isReal = q is not null && _values.KeepsFloats;
        if (q is not null)
        {
            result = !isReal ? _values.Quantize(result, tensor, q, layout) : moves ? result : _values.Saturate(result, type, q);
            type = isReal ? ElementType.Float : type;
        }
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
        if (tensor.Shape is { } shape && result.Constant is null)
        {
            result.Shape = ComplexTensors.ShapeOf(tensor, layout?.Permute(shape) ?? shape);
        }
        if (_options.Layout == LayoutMode.Transpose && layout is not null)
        {
            result = Relayout.Apply(_emit, result, layout, null, tensor.Shape!,
                $"{_emit.Origin} gives '{tensor.Name}' in the order {layout.Target}, and every tensor is kept in TFLite's");
            layout = null;
        }
        _values.Define(tensor.Index, result, layout, isReal);
    }

    private ElementType TypeOf(TfliteTensor tensor, ModelLocation where)
    {
        ElementType type = ComplexTensors.PartType(tensor.Type.ToElementType());
        if (type == ElementType.Undefined)
        {
            _log.Add(Descriptors.UnsupportedTensor, where, $"Tensors of type {tensor.Type} are not supported. {WayOut.Rewrite.Sentence()}");
        }
        return type;
    }
}
