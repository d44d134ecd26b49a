namespace Tflite2Onnx.Prepare;

/// <summary>An operator that runs subgraphs, while it is replaced by what it runs.</summary>
/// <param name="flat">Where tensors and operators go.</param>
/// <param name="op">The operator, on the tensors of the flat graph.</param>
/// <param name="steps">Where what it does is appended.</param>
internal sealed class Call(Flattener flat, TfliteOperator op, List<Step> steps) : ICall
{
    private readonly FlatGraphBuilder _built = flat.Built;

    public void Inline(int subgraph)
    {
        int[] results = flat.Expand(op, subgraph, op.Inputs, op.Outputs.Length, steps);
        for (int i = 0; i < results.Length; i++)
        {
            Link(results[i], op.Outputs[i]);
        }
    }

    public void Choose(TensorType selector, params int[] subgraphs)
    {
        _built.Require(op.Inputs.FirstOrDefault(-1), selector, "chooses");
        if (subgraphs.Length == 0)
        {
            throw new Refusal(WayOut.Rewrite, "there is no subgraph to choose from");
        }
        Region[] arms = [.. subgraphs.Select(Arm)];
        var links = new TfliteOperator[op.Outputs.Length];
        for (int i = 0; i < links.Length; i++)
        {
            links[i] = _built.Link(op, [.. arms.Select(arm => arm.Results[i])], [_built.OrLike(op.Outputs[i], arms[0].Results[i])]);
        }
        int[] values = [.. Enumerable.Range(0, links.Length).Where(i => _built.IsValue(links[i].Outputs[0]))];
        arms = [.. arms.Select(arm => arm with { Results = [.. values.Select(i => arm.Results[i])] })];
        steps.Add(new Choice(op, arms, [.. values.Select(i => links[i])]));
    }

    public void Repeat(int condition, int body)
    {
        int[] state = [.. op.Inputs];
        bool[] isKept = flat.KeptBy(body, op.Inputs.Length);
        if (op.Outputs.Length != state.Length)
        {
            throw FlatGraphBuilder.Bad($"It gives {op.Outputs.Length} results of a state of {state.Length} tensors");
        }
        int before = Condition(condition, state, steps);
        int[] changed = [.. Enumerable.Range(0, state.Length).Where(i => !isKept[i])];
        int[] places = [.. changed.Select(_ => _built.Reserve(op))];
        var inner = new List<Step>();
        (int[] next, int again) = _built.Repeated(() =>
        {
            foreach (int i in changed)
            {
                state[i] = flat.StateOf(body, i);
            }
            int[] given = _built.Passing(() => flat.Expand(op, body, state, state.Length, inner));
            return (given, Condition(condition, given, inner));
        });
        TfliteOperator[] links =
        [
            .. changed.Select((i, at) => _built.Link(op, [op.Inputs[i], next[i]], [state[i], _built.OrLike(op.Outputs[i], op.Inputs[i])], places[at])),
        ];
        steps.Add(new Loop(op, before, again, [.. links.Where(link => _built.IsValue(link.Outputs[0]))], inner));
        foreach (int i in Enumerable.Range(0, state.Length).Except(changed))
        {
            Link(op.Inputs[i], op.Outputs[i]);
        }
    }

    private Region Arm(int subgraph)
    {
        var inner = new List<Step>();
        return new Region(inner, _built.Passing(() => flat.Expand(op, subgraph, op.Inputs[1..], op.Outputs.Length, inner)));
    }

    private int Condition(int subgraph, int[] state, List<Step> where)
    {
        int variables = _built.Variables;
        int result = flat.Expand(op, subgraph, state, 1, where)[0];
        _built.Require(result, TensorType.BOOL, "is the condition");
        return _built.Variables == variables ? result : throw new Refusal(WayOut.Rewrite, "its condition keeps a tensor from round to round");
    }

    private void Link(int from, int to)
    {
        if (to >= 0)
        {
            _built.HandOn(op, from, to, steps);
        }
    }
}
