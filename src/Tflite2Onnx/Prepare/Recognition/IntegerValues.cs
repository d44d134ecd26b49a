using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Prepare;

/// <summary>What is known of integers before a run: constants, dimensions of tensors, a loop's counters, and sums of those.</summary>
/// <param name="flow">The graph.</param>
/// <param name="counters">The tensors in which a loop's body finds how many rounds are done.</param>
internal sealed class IntegerValues(Dataflow flow, HashSet<int> counters)
{
    private const int MaxDepth = 32;
    private const int MaxElements = 64;

    private readonly Dictionary<int, Linear[]?> _known = [];

    /// <summary>The one element of a tensor; null where it has others, or nothing is known of it.</summary>
    public Linear? One(int tensor, int depth = 0) => Elements(tensor, depth) is [Linear only] ? only : null;

    /// <summary>The elements of a scalar or a list; null where not all of them are known.</summary>
    public Linear[]? Elements(int tensor, int depth = 0)
    {
        if (tensor < 0 || depth > MaxDepth)
        {
            return null;
        }
        tensor = flow.Origin(tensor);
        if (!_known.TryGetValue(tensor, out Linear[]? known))
        {
            known = counters.Contains(tensor) ? [Linear.Round] : Derive(tensor, depth + 1);
            known = known?.Length <= MaxElements ? known : null;
            _known[tensor] = known;
        }
        return known;
    }

    /// <summary>The dimension of an axis; null where not even the rank is known.</summary>
    public Linear? Dimension(int tensor, int axis, int depth = 0)
    {
        while (depth++ < MaxDepth)
        {
            tensor = flow.Origin(tensor);
            if (flow.Tensor(tensor).Shape is not { } shape || axis >= shape.Length)
            {
                return null;
            }
            if (shape[axis] >= 0)
            {
                return new Linear(shape[axis]);
            }
            switch (flow.Maker(tensor)?.Op)
            {
                case { Code: FILL, Inputs: [int dimensions, _] }:
                    return Elements(dimensions, depth)?.ElementAtOrDefault(axis);
                case { Code: BROADCAST_TO, Inputs: [_, int dimensions] } when Elements(dimensions, depth) is { } list && list.Length == shape.Length:
                    return list[axis];
                case { Code: TRANSPOSE, Inputs: [>= 0 and int from, int order] } when Elements(order, depth) is { } axes && axes.Length == shape.Length:
                    (tensor, axis) = (from, (int)axes[axis].Constant);
                    break;
                case { Code: REVERSE_V2, Inputs: [>= 0 and int from, _] }:
                    tensor = from;
                    break;
                default:
                    return new Linear(0, 0, $"{tensor}:{axis}");
            }
        }
        return null;
    }

    private Linear[]? Derive(int tensor, int depth)
    {
        TfliteTensor t = flow.Tensor(tensor);
        if (t.Type is not (TensorType.INT32 or TensorType.INT64) || t.Shape is { Length: > 1 })
        {
            return null;
        }
        if (t.IsConstant)
        {
            return ElementTypes.Count(t.Shape) > MaxElements ? null : [.. Constants.Of(t).Integers().Select(v => new Linear(v))];
        }
        if (flow.Maker(tensor)?.Op is not { } op)
        {
            return null;
        }
        return op.Code switch
        {
            ADD when op.Options<AddOptions>()?.FusedActivationFunction == ActivationFunctionType.NONE => Sum(op, depth, Linear.Add),
            SUB when op.Options<SubOptions>()?.FusedActivationFunction == ActivationFunctionType.NONE => Sum(op, depth, Linear.Subtract),
            CAST or RESHAPE or EXPAND_DIMS or SQUEEZE => Elements(op.Operand(0), depth),
            // Over the one element that there is.
            REDUCE_MAX or REDUCE_MIN => One(op.Operand(0), depth) is { } only ? [only] : null,
            SHAPE => Shape(op.Operand(0), depth),
            PACK => Concatenation([.. op.Inputs.Select(i => One(i, depth) is { } one ? new[] { one } : null)]),
            CONCATENATION => Concatenation([.. op.Inputs.Select(i => Elements(i, depth))]),
            STRIDED_SLICE => Slice(op, depth),
            GATHER => Gathered(op, depth),
            _ => null,
        };
    }

    private Linear[]? Sum(TfliteOperator op, int depth, Func<Linear, Linear, Linear?> combine) =>
        op.Inputs is [int left, int right] && One(left, depth) is { } a && One(right, depth) is { } b && combine(a, b) is { } sum ? [sum] : null;

    private Linear[]? Shape(int tensor, int depth)
    {
        Linear?[] dimensions = [.. Enumerable.Range(0, flow.Tensor(tensor).Shape?.Length ?? 0).Select(axis => Dimension(tensor, axis, depth))];
        return dimensions.Length > 0 && dimensions.All(e => e is not null) ? [.. dimensions.Select(e => e!.Value)] : null;
    }

    private static Linear[]? Concatenation(Linear[]?[] parts) => parts.All(part => part is not null) ? [.. parts.SelectMany(part => part!)] : null;

    // Of a list: some elements in a row, or one of them.
    private Linear[]? Slice(TfliteOperator op, int depth)
    {
        if (op.Options<StridedSliceOptions>() is not { EllipsisMask: 0, NewAxisMask: 0, Offset: false } o || op.Inputs.Length != 4
            || Elements(op.Operand(0), depth) is not { } list || Number(op.Operand(1), depth) is not { } from || Number(op.Operand(2), depth) is not { } to
            || Number(op.Operand(3), depth) is not 1)
        {
            return null;
        }
        long Bounded(long place) => Math.Clamp(place < 0 ? place + list.Length : place, 0, list.Length);
        (int first, int end) = ((int)(o.BeginMask == 0 ? Bounded(from) : 0), (int)(o.EndMask == 0 ? Bounded(to) : list.Length));
        end = o.ShrinkAxisMask != 0 ? first + 1 : end;
        return first < end && end <= list.Length ? list[first..end] : null;
    }

    private Linear[]? Gathered(TfliteOperator op, int depth) =>
        op.Inputs is [int from, int at] && Elements(from, depth) is { } list && Number(at, depth) is { } place && place >= 0 && place < list.Length
            ? [list[place]] : null;

    private long? Number(int tensor, int depth) => One(tensor, depth) is { Rounds: 0, Dimension: "" } known ? known.Constant : null;
}
