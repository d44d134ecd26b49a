using Tflite2Onnx.Prepare;

namespace Tflite2Onnx.Driver;

/// <summary>How states go through branches and loops: what is assigned in one is one of its results.</summary>
internal sealed class StatePassing(LoweringContext context)
{
    private readonly StateValues _states = context.States;

    /// <summary>From here on states hold these values; null where that is still what the run began with.</summary>
    public void Hold(State[] states, Value?[] values)
    {
        for (int i = 0; i < states.Length; i++)
        {
            _states.Set(states[i], values[i]);
            if (states[i].Tensor is { } tensor)
            {
                context.Values.Redefine(tensor, _states.Get(states[i]));
            }
        }
    }

    /// <summary>The same, with the dimensions that they have.</summary>
    public void Hold(State[] states, Value[] values, int[]?[] shapes)
    {
        for (int i = 0; i < states.Length; i++)
        {
            values[i].Shape = shapes[i];
        }
        Hold(states, values);
    }

    /// <summary>Within a loop's body: they hold what the round before left.</summary>
    public void HoldInputs(State[] states, int[]?[] shapes)
    {
        Value[] inputs = [.. states.Select((state, i) => new Value(state.Content.Type.ToElementType(), shapes[i], state.Name))];
        context.Emit.Graph.Inputs.AddRange(inputs);
        Hold(states, inputs);
    }

    /// <summary>What they hold is one more result of the branch or the body that is being made.</summary>
    public void GiveAll(State[] states) => Array.ForEach(states, state => context.Emit.Give(_states.Get(state)));

    /// <summary>The dimensions that a state has in every round of a loop.</summary>
    public int[]? LastingShape(State state, Loop loop) => loop.Operators
        .Where(op => op.Code == BuiltinOperator.ASSIGN_VARIABLE && context.Prepared.States.AssignedBy(op).Contains(state))
        .Aggregate(_states.Get(state).Shape, (shape, op) => Together(state, shape, context.Source.Tensors[op.Inputs[1]].Shape));

    /// <summary>The dimensions that a state has either way.</summary>
    public static int[]? Together(State state, int[]? one, int[]? other) =>
        one is not null && other is not null && one.Length == other.Length && one.Zip(other).All(e => e.First == e.Second || Math.Min(e.First, e.Second) < 0)
            ? [.. one.Zip(other, Math.Min)] : throw new Refusal(WayOut.Rewrite, $"'{state.Name}', which is kept from run to run, is given another shape in it");
}
