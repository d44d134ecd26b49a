using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Prepare;

/// <summary>A loop whose body only computes, and whose counters grow by 1 from 0: what its rounds are given.</summary>
internal sealed class LoopBody
{
    // Bodies of more operators are none of a layer.
    private const int MaxOperators = 256;

    private readonly HashSet<int> _inside;
    private readonly Dictionary<int, int> _states;

    private LoopBody(Dataflow flow, TfliteOperator[] links, TfliteOperator[] operators)
    {
        (Flow, Links) = (flow, links);
        _inside = [.. operators.Concat(links).SelectMany(op => op.Outputs)];
        _states = links.Select((link, i) => (State: link.Outputs[0], i)).ToDictionary(p => p.State, p => p.i);
        Counters = [.. Enumerable.Range(0, links.Length).Where(i => Counts(links[i]))];
        Integers = new IntegerValues(flow, [.. Counters.Select(i => links[i].Outputs[0])]);
    }

    public Dataflow Flow { get; }

    /// <summary>What the body changes, see <see cref="Loop.Links"/>.</summary>
    public TfliteOperator[] Links { get; }

    /// <summary>The links that hold how many rounds are done.</summary>
    public HashSet<int> Counters { get; }

    public IntegerValues Integers { get; }

    /// <summary>The tensor that the rounds read one step of each, [time, batch, features]; -1 as long as none is known.</summary>
    public int Sequence { get; private set; } = -1;

    /// <summary>Whether they read the last step first.</summary>
    public bool IsBackward { get; private set; }

    /// <summary>The dimension of the sequence's first axis.</summary>
    public Linear? Steps => Sequence < 0 ? null : Integers.Dimension(Sequence, 0);

    /// <summary>The body of a loop; null where it does more than compute, or branches.</summary>
    public static LoopBody? Of(Dataflow flow, Loop loop)
    {
        TfliteOperator[] operators = [.. loop.Body.OfType<Compute>().Select(step => step.Operator)];
        bool isPlain = operators.Length == loop.Body.Count && operators.Length <= MaxOperators
            && operators.All(op => op.Outputs.Length > 0 && flow.DefinitionOf(op) is { States.Length: 0 })
            && loop.Links.All(link => link.Inputs.Length == 2 && link.Inputs.All(t => t >= 0))
            && loop.Links.Select(link => link.Outputs[0]).Distinct().Count() == loop.Links.Length;
        return isPlain ? new LoopBody(flow, loop.Links, operators) : null;
    }

    /// <summary>The state that a tensor is, as a round finds it; null for another tensor.</summary>
    public int? StateOf(int tensor) => _states.TryGetValue(tensor, out int link) ? link : null;

    /// <summary>
    /// Whether a tensor is a step of the sequence that all rounds read, a first one or a last one forward: where it is the first that is read, that
    /// sequence is it from here on.
    /// </summary>
    public bool IsStep(int sequence, Linear? index)
    {
        sequence = Flow.Origin(sequence);
        bool isSequence = Flow.Tensor(sequence) is { Type: TensorType.FLOAT32, Quantization: null, Shape: [_, _, > 0] } && !_inside.Contains(sequence);
        if (!isSequence || index is not { } at || (Sequence >= 0 && Sequence != sequence) || Direction(at, Integers.Dimension(sequence, 0)) is not { } backward
            || (Sequence >= 0 && backward != IsBackward))
        {
            return false;
        }
        (Sequence, IsBackward) = (sequence, backward);
        return true;
    }

    /// <summary>Whether an index goes through all steps from the last one; null where it does not go through them from either end.</summary>
    public static bool? Direction(Linear index, Linear? steps) => index == Linear.Round ? false
        : steps is { } dimension && index == Linear.Subtract(dimension.Plus(-1), Linear.Round) ? true : null;

    /// <summary>Whether a SLICE of this size from the first element on takes all of an axis.</summary>
    public bool IsWhole(int tensor, Linear[] size, int axis) => size[axis].Is(-1) || size[axis] == Integers.Dimension(tensor, axis);

    // From 0, one more in each round.
    private bool Counts(TfliteOperator link)
    {
        // Older files leave the rank of a computed scalar open.
        bool isOne = Flow.Tensor(link.Outputs[0]) is { Type: TensorType.INT32 or TensorType.INT64, Shape: null or [] or [1] };
        return isOne && Constant(link.Inputs[0]) == 0 && Flow.Maker(Flow.Origin(link.Inputs[1]))?.Op is { Code: ADD, Inputs: [int a, int b] }
            && ((Flow.Origin(a) == link.Outputs[0] && Constant(b) == 1) || (Flow.Origin(b) == link.Outputs[0] && Constant(a) == 1));
    }

    private long? Constant(int tensor) =>
        tensor >= 0 && Flow.Tensor(Flow.Origin(tensor)) is { IsConstant: true, Type: TensorType.INT32 or TensorType.INT64, Shape: [] or [1] } constant
            ? Constants.Of(constant).Integers()[0] : null;
}
