using Tflite2Onnx.Prepare;

namespace Tflite2Onnx.Driver;

/// <content>
/// Branches and loops: graphs within the graph, which read tensors of those around them as they are. A state that a branch assigns is one more
/// result of all of them, one that a loop's body assigns is carried round.
/// </content>
internal sealed partial class Lowering
{
    private void Run(List<Step> steps)
    {
        foreach (Step step in steps)
        {
            switch (step)
            {
                case Compute compute:
                    Operator(compute.Operator);
                    break;
                case Choice choice:
                    Attempt(choice.Call, () => Lower(choice));
                    break;
                case Loop loop:
                    Attempt(loop.Call, () => Lower(loop));
                    break;
                case Refused refused:
                    StandIn(refused.Operator);
                    break;
            }
        }
    }

    private void Lower(Choice choice)
    {
        Value selector = Scalar(choice.Call.Inputs[0]);
        if (selector.Type != ElementType.Bool && choice.Arms.Length > 1)
        {
            // Below 0 is none of the arms, and so the last.
            Value isNegative = _emit.Emit("Less", [selector, Constants.Scalar(0, selector.Type)]);
            selector = _emit.Emit("Where", [isNegative, Constants.Scalar(choice.Arms.Length - 1, selector.Type), selector]);
        }
        State[] states = _states.HandedOn(choice);
        Value?[] before = [.. states.Select(state => state.Now)];
        int[]?[] shapes = [.. states.Select(state => _states.Get(state).Shape)];
        Value[] results = Choose(choice, selector, 0, choice.Arms.Length, states, region =>
        {
            Hold(states, before);
            Run(region.Steps);
            shapes = [.. states.Select((state, i) => Together(state, shapes[i], _states.Get(state).Shape))];
        });
        NameAfter(choice.Call);
        for (int i = 0; i < choice.Links.Length; i++)
        {
            Define(choice.Links[i], _source.Tensors[choice.Links[i].Outputs[0]], results[i], _plan.Result(choice.Links[i], 0), isRaw: true);
        }
        Hold(states, results[choice.Links.Length..], shapes);
    }

    // One of as many arms, the first of which has this number: halved until two are left, so that many arms do not nest deeply.
    private Value[] Choose(Choice choice, Value selector, int first, int count, State[] states, Action<Region> run)
    {
        int half = count / 2;
        Value isFirstHalf = selector.Type == ElementType.Bool ? selector
            : _emit.Emit("Less", [selector, Constants.Scalar(first + half, selector.Type)]);
        Graph then = Arm(choice, selector, first, half, states, run);
        Graph otherwise = Arm(choice, selector, first + half, count - half, states, run);
        NameAfter(choice.Call);
        return _emit.Emit("If", [isFirstHalf], new() { ["then_branch"] = then, ["else_branch"] = otherwise }, choice.Links.Length + states.Length);
    }

    private Graph Arm(Choice choice, Value selector, int first, int count, State[] states, Action<Region> run) => Inside(choice.Call, () =>
    {
        if (count > 1)
        {
            Array.ForEach(Choose(choice, selector, first, count, states, run), _emit.Give);
            return;
        }
        Region arm = choice.Arms[first];
        run(arm);
        NameAfter(choice.Call);
        for (int i = 0; i < arm.Results.Length; i++)
        {
            _emit.Give(Read(arm.Results[i], _plan.Result(choice.Links[i], 0)));
        }
        GiveAll(states);
    });

    private void Lower(Loop loop)
    {
        State[] states = _states.HandedOn(loop);
        if (loop.Links.Length + states.Length == 0)
        {
            return;
        }
        Layout?[] layouts = [.. loop.Links.Select(link => _plan.Result(link, 0))];
        Value before = Scalar(loop.Before);
        Value[] initial = [.. loop.Links.Select((link, i) => Read(link.Inputs[0], layouts[i])), .. states.Select(_states.Get)];
        int[]?[] shapes = [.. states.Select(state => LastingShape(state, loop))];
        Graph body = Inside(loop.Call, () =>
        {
            _emit.Graph.Inputs.Add(new Value(ElementType.Int64, [], "iteration"));
            _emit.Graph.Inputs.Add(new Value(ElementType.Bool, [], "condition"));
            for (int i = 0; i < loop.Links.Length; i++)
            {
                Input(loop.Links[i].Outputs[0], layouts[i], _source.Tensors[loop.Links[i].Outputs[0]].Name);
            }
            HoldInputs(states, shapes);
            Run(loop.Body);
            NameAfter(loop.Call);
            _emit.Give(Scalar(loop.Again));
            for (int i = 0; i < loop.Links.Length; i++)
            {
                _emit.Give(Read(loop.Links[i].Inputs[1], layouts[i]));
            }
            GiveAll(states);
        });
        NameAfter(loop.Call);
        Value[] results = _emit.Emit("Loop", [null, before, .. initial], new() { ["body"] = body }, initial.Length);
        for (int i = 0; i < loop.Links.Length; i++)
        {
            Define(loop.Links[i], _source.Tensors[loop.Links[i].Outputs[1]], results[i], layouts[i], isRaw: true);
        }
        Hold(states, results[loop.Links.Length..], shapes);
    }

    private Graph Inside(TfliteOperator call, Action fill)
    {
        NameAfter(call);
        return _values.Inside(fill);
    }

    private Value Read(int tensor, Layout? layout) => _values.IsMade(tensor) ? _values.Get(tensor, layout, null, real: false)
        : throw Flattener.Bad($"It reads '{_source.Tensors[tensor].Name}', which nothing computes before it");

    // Of one element, as conditions have to be.
    private Value Scalar(int tensor)
    {
        Value value = Read(tensor, null);
        return value.Shape is [] ? value : _emit.Reshape(value, []);
    }
}
