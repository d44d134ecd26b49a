using Tflite2Onnx.Planning;
using Tflite2Onnx.Prepare;

namespace Tflite2Onnx.Driver;

/// <summary>
/// Steps in order, branches and loops among them: graphs within the graph, which read tensors of those around them as they are. A state that a
/// branch assigns is one more result of all of them, one that a loop's body assigns is carried round.
/// </summary>
internal sealed class SubgraphLowering(LoweringContext context)
{
    private readonly TfliteGraph _source = context.Source;
    private readonly LayoutPlan _plan = context.Plan;
    private readonly Emitter _emit = context.Emit;
    private readonly TensorValues _values = context.Values;
    private readonly OperatorLowering _operators = new(context);
    private readonly GraphInputs _inputs = new(context);
    private readonly StatePassing _passing = new(context);

    public void Run(List<Step> steps)
    {
        foreach (Step step in steps)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            switch (step)
            {
                case Compute compute:
                    _operators.Run(compute.Operator);
                    break;
                case Choice choice:
                    _operators.Attempt(choice.Call, () => Lower(choice));
                    break;
                case Loop loop:
                    _operators.Attempt(loop.Call, () => Lower(loop));
                    break;
                case Refused refused:
                    _operators.StandIn(refused.Operator);
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
        State[] states = context.Prepared.States.HandedOn(choice);
        Value?[] before = [.. states.Select(context.States.Given)];
        int[]?[] shapes = [.. states.Select(state => context.States.Get(state).Shape)];
        Value[] results = Choose(choice, selector, 0, choice.Arms.Length, states, region =>
        {
            _passing.Hold(states, before);
            Run(region.Steps);
            shapes = [.. states.Select((state, i) => StatePassing.Together(state, shapes[i], context.States.Get(state).Shape))];
        });
        _operators.NameAfter(choice.Call);
        Define(choice.Links, link => link.Outputs[0], results);
        _passing.Hold(states, results[choice.Links.Length..], shapes);
    }

    // One of as many arms, the first of which has this number: halved until two are left, so that many arms do not nest deeply.
    private Value[] Choose(Choice choice, Value selector, int first, int count, State[] states, Action<Region> run)
    {
        int half = count / 2;
        Value isFirstHalf = selector.Type == ElementType.Bool ? selector
            : _emit.Emit("Less", [selector, Constants.Scalar(first + half, selector.Type)]);
        Graph then = Arm(choice, selector, first, half, states, run);
        Graph otherwise = Arm(choice, selector, first + half, count - half, states, run);
        _operators.NameAfter(choice.Call);
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
        _operators.NameAfter(choice.Call);
        for (int i = 0; i < arm.Results.Length; i++)
        {
            _emit.Give(Read(arm.Results[i], _plan.Result(choice.Links[i], 0)));
        }
        _passing.GiveAll(states);
    });

    private void Lower(Loop loop)
    {
        State[] states = context.Prepared.States.HandedOn(loop);
        if (loop.Links.Length + states.Length == 0)
        {
            return;
        }
        Value before = Scalar(loop.Before);
        Value[] initial = [.. loop.Links.Select(link => Read(link.Inputs[0], _plan.Result(link, 0))), .. states.Select(context.States.Get)];
        int[]?[] shapes = [.. states.Select(state => _passing.LastingShape(state, loop))];
        Graph body = Inside(loop.Call, () => Body(loop, states, shapes));
        _operators.NameAfter(loop.Call);
        Value[] results = _emit.Emit("Loop", [null, before, .. initial], new() { ["body"] = body }, initial.Length);
        Define(loop.Links, link => link.Outputs[1], results);
        _passing.Hold(states, results[loop.Links.Length..], shapes);
    }

    private void Body(Loop loop, State[] states, int[]?[] shapes)
    {
        _emit.Graph.Inputs.Add(new Value(ElementType.Int64, [], "iteration"));
        _emit.Graph.Inputs.Add(new Value(ElementType.Bool, [], "condition"));
        foreach (TfliteOperator link in loop.Links)
        {
            _inputs.Add(link.Outputs[0], _plan.Result(link, 0), _source.Tensors[link.Outputs[0]].Name);
        }
        _passing.HoldInputs(states, shapes);
        Run(loop.Body);
        _operators.NameAfter(loop.Call);
        _emit.Give(Scalar(loop.Again));
        foreach (TfliteOperator link in loop.Links)
        {
            _emit.Give(Read(link.Inputs[1], _plan.Result(link, 0)));
        }
        _passing.GiveAll(states);
    }

    private void Define(TfliteOperator[] links, Func<TfliteOperator, int> tensor, Value[] results)
    {
        for (int i = 0; i < links.Length; i++)
        {
            _operators.Define(links[i], _source.Tensors[tensor(links[i])], results[i], _plan.Result(links[i], 0), isRaw: true);
        }
    }

    private Graph Inside(TfliteOperator call, Action fill)
    {
        _operators.NameAfter(call);
        return _values.Inside(fill);
    }

    private Value Read(int tensor, Layout? layout) => _values.IsMade(tensor) ? _values.Get(tensor, layout, null, asFloats: false)
        : throw FlatGraphBuilder.Bad($"It reads '{_source.Tensors[tensor].Name}', which nothing computes before it");

    // Of one element, as conditions have to be.
    private Value Scalar(int tensor)
    {
        Value value = Read(tensor, null);
        return value.Shape is [] ? value : _emit.Reshape(value, []);
    }
}
