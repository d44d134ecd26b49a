using System.Runtime.InteropServices;

namespace Tflite2Onnx.Operator;

/// <summary>
/// The ONNX values of TFLite's tensors. A tensor is made once, in one layout; every other form of it (another order of axes, a higher rank
/// for broadcasting, dequantized floats) is derived on first demand and then shared by all who ask for it.
/// </summary>
internal sealed class TensorValues(TfliteGraph graph, Emitter emit, ConversionOptions options)
{
    private readonly Dictionary<int, (Value Value, Layout? Layout, bool IsFloats)> _made = [];
    private readonly Stack<Dictionary<(int Tensor, Layout? Layout, int Rank, bool AsFloats), Value>> _derived = new([[]]);

    /// <summary>Whether quantized tensors are computed as floats, and become integers only where an operator or an output asks for these.</summary>
    public bool KeepsFloats { get; } = options.Quantization == QuantizationMode.Float;

    /// <summary>Whether float operands beside integer weights are rounded to 8 bits in every run.</summary>
    public bool QuantizesRows { get; } = options.Hybrid == HybridMode.Dynamic;

    /// <summary>A graph within the one that is being made. What is derived for it belongs to it, and cannot be used around it.</summary>
    public Graph Inside(Action fill)
    {
        Graph around = emit.Graph;
        var graph = new Graph(emit.Origin);
        emit.Graph = graph;
        _derived.Push([]);
        try
        {
            fill();
        }
        finally
        {
            _derived.Pop();
            emit.Graph = around;
        }
        return graph;
    }

    public bool IsMade(int tensor) => graph.Tensors[tensor].IsConstant || _made.ContainsKey(tensor);

    /// <summary>Makes a tensor: its elements as they are or, with <paramref name="isFloats"/>, the floats that they stand for.</summary>
    public void Define(int tensor, Value value, Layout? layout, bool isFloats = false) => _made[tensor] = (value, layout, isFloats);

    /// <summary>A variable tensor's value from here on, in TFLite's order of axes.</summary>
    public void Redefine(int tensor, Value raw)
    {
        foreach (var scope in _derived)
        {
            foreach (var stale in scope.Keys.Where(key => key.Tensor == tensor).ToArray())
            {
                scope.Remove(stale);
            }
        }
        Define(tensor, raw, null);
    }

    /// <summary>
    /// The tensor as an operand: in <paramref name="layout"/> (null: TFLite's order), with leading axes of dimension 1 up to
    /// <paramref name="rank"/>, as floats or as the raw elements.
    /// </summary>
    public Value Get(int tensor, Layout? layout, int? rank, bool asFloats)
    {
        TfliteTensor t = graph.Tensors[tensor];
        QuantParams? q = t.Scaling;
        var key = (tensor, layout, rank ?? t.Shape?.Length ?? -1, asFloats && q is not null);
        if (_derived.Select(scope => scope.GetValueOrDefault(key)).FirstOrDefault(found => found is not null) is { } known)
        {
            return known;
        }
        bool isFloats = _made.TryGetValue(tensor, out var made) && made.IsFloats;
        Value value = q is null || isFloats == asFloats ? AsMade(t, layout, key.Item3)
            : asFloats ? Dequantize(Get(tensor, layout, rank, asFloats: false), t, q, layout)
            : Quantize(Get(tensor, layout, rank, asFloats: true), t, q, layout);
        return _derived.Peek()[key] = value;
    }

    /// <summary>Floats within what the integers of a tensor can stand for.</summary>
    public Value Saturate(Value floats, ElementType type, QuantParams q)
    {
        (long lowest, long highest) = type.Range();
        Value Bound(long integer) => Value.Of(Constant.Of(ElementType.Float, [], q.Scale[0] * (integer - q.ZeroPoint[0])), "bound");
        return q.PerAxis ? floats : emit.Emit("Clip", [floats, Bound(lowest), Bound(highest)]);
    }

    /// <summary>The integers that stand for floats, in the tensor's quantization.</summary>
    public Value Quantize(Value floats, TfliteTensor t, QuantParams q, Layout? layout)
    {
        ElementType type = t.Type.ToElementType();
        int widened = (floats.Shape?.Length - t.Shape?.Length) ?? 0;
        (Value scale, Value? zero, Attributes attributes) = Parameters(t.Name, q, type, Axis(q, layout, t.Shape?.Length ?? 0, widened));
        return emit.Emit("QuantizeLinear", [floats, scale, zero], attributes);
    }

    /// <summary>The floats that integers stand for, whatever their type, along <paramref name="axis"/> of the value where there are several scales.</summary>
    public Value Dequantize(Value raw, string name, QuantParams q, int axis)
    {
        if (KeepsFloats && raw.Constant is { } integers)
        {
            return Value.Of(Constants.Dequantized(integers, q, axis), name);
        }
        (Value scale, Value? zero, Attributes attributes) = Parameters(name, q, raw.Type, axis, raw.Shape);
        Value y = emit.Emit("DequantizeLinear", raw.Type == ElementType.Int32 ? [raw, scale] : [raw, scale, zero], attributes);
        y.Name = $"{name}/real";
        return y;
    }

    private Value Dequantize(Value raw, TfliteTensor t, QuantParams q, Layout? layout) =>
        Dequantize(raw, t.Name, q, Axis(q, layout, t.Shape?.Length ?? 0, (raw.Shape?.Length - t.Shape?.Length) ?? 0));

    private Value AsMade(TfliteTensor t, Layout? layout, int rank)
    {
        (Value value, Layout? have, _) = t.IsConstant ? (Value.Of(Constants.Of(t), t.Name), null, false) : _made[t.Index];
        if (t.Shape is not { } shape)
        {
            return Unpacked(value, t);
        }
        string reason = Reason(t, have, layout);
        if (rank > shape.Length)
        {
            value = Widen(Relayout.Apply(emit, value, have, null, shape, reason), shape, rank);
            shape = [.. Enumerable.Repeat(1, rank - shape.Length), .. shape];
            have = null;
        }
        return Unpacked(Relayout.Apply(emit, value, have, layout, shape, reason), t);
    }

    /// <summary>A constant that is stored in 16 bits, in its tensor's type: widened now, or by a Cast in every run.</summary>
    public Value Unpacked(Value value, TfliteTensor t) =>
        t.StoredType is null ? value
        : value.Constant is { Type: ElementType.Float16 or ElementType.BFloat16 } halves && options.Float16 == Float16Weights.Widen
            ? Value.Of(Widened(halves), t.Name)
        : emit.Cast(value, t.Type.ToElementType());

    private static Constant Widened(Constant halves) =>
        new(ElementType.Float, halves.Shape, () => MemoryMarshal.AsBytes(halves.Floats().AsSpan()).ToArray(), halves.Length * 2);

    // Who made the tensor in which order, and who asks for another.
    private string Reason(TfliteTensor t, Layout? have, Layout? want)
    {
        string maker = _made.TryGetValue(t.Index, out var made) && made.Value.Producer is { } node ? $"{node.Origin} gives" : "the model is given";
        return $"{maker} '{t.Name}' in the order {have?.Target ?? want?.Source}, {emit.Origin} wants it in {want?.Target ?? have?.Source}";
    }

    // Leading axes of dimension 1, as broadcasting would put them there.
    private Value Widen(Value value, int[] shape, int rank)
    {
        int[] wide = [.. Enumerable.Repeat(1, rank - shape.Length), .. shape];
        return shape.Count(dimension => dimension < 0) <= 1 ? emit.Reshape(value, wide) : emit.Unsqueeze(value, [.. Enumerable.Range(0, rank - shape.Length)]);
    }

    // Where the axis of the scales has gone: leading axes push it back, the layout moves it.
    private static int Axis(QuantParams q, Layout? layout, int rank, int widened) =>
        q.Block > 0 && (layout is not null || widened > 0)
            ? throw new Refusal(WayOut.Rewrite, "its weights have a scale per block, and stand in another order of axes")
        : !q.PerAxis ? 0 : layout is null ? q.Axis + widened : layout.Map(q.Axis + Math.Max(widened, layout.Rank - rank));

    private static (Value Scale, Value? Zero, Attributes Attributes) Parameters(string name, QuantParams q, ElementType type, int axis, int[]? of = null)
    {
        int[] shape = q.Block > 0 && of is not null ? [.. of[..^1], of[^1] / q.Block] : q.PerAxis ? [q.Scale.Length] : [];
        (long lowest, long highest) = type.Range();
        if (Array.Exists(q.ZeroPoint, z => z < lowest || z > highest))
        {
            throw new FileContradiction($"A zero point of '{name}' is outside of {type}");
        }
        Constant zero = Constants.FromIntegers(type, shape, q.ZeroPoint);
        Attributes attributes = q.PerAxis ? new() { ["axis"] = (long)axis } : [];
        if (q.Block > 0)
        {
            attributes["block_size"] = (long)q.Block;
        }
        return (Value.Of(Constant.Of(ElementType.Float, shape, q.Scale), $"{name}/scale"), Value.Of(zero, $"{name}/zero_point"), attributes);
    }
}
