namespace Tflite2Onnx.Prepare;

/// <summary>An operator that runs subgraphs, while it is replaced by what it runs: the ways in which it can run them.</summary>
/// <param name="flat">Where tensors and operators go.</param>
/// <param name="op">The operator, on the tensors of the flat graph.</param>
/// <param name="steps">Where what it does is appended.</param>
internal sealed class Call(Flattener flat, TfliteOperator op, List<Step> steps)
{
    /// <summary>The subgraph runs once, on all operands.</summary>
    public void Inline(int subgraph)
    {
        int[] results = flat.Expand(op, subgraph, op.Inputs, op.Outputs.Length, steps);
        for (int i = 0; i < results.Length; i++)
        {
            Link(results[i], op.Outputs[i]);
        }
    }

    /// <summary>
    /// One of the subgraphs runs, on all operands but the first, which chooses: the first of two where it is true, or the one that it counts;
    /// the last where there is none of that number (stablehlo_case.cc).
    /// </summary>
    public void Choose(TensorType selector, params int[] subgraphs)
    {
        flat.Require(op.Inputs.FirstOrDefault(-1), selector, "chooses");
        if (subgraphs.Length == 0)
        {
            throw new Refusal(WayOut.Rewrite, "there is no subgraph to choose from");
        }
        Region[] arms = [.. subgraphs.Select(Arm)];
        var links = new TfliteOperator[op.Outputs.Length];
        for (int i = 0; i < links.Length; i++)
        {
            links[i] = flat.Link(op, [.. arms.Select(arm => arm.Results[i])], [flat.OrLike(op.Outputs[i], arms[0].Results[i])]);
        }
        int[] values = [.. Enumerable.Range(0, links.Length).Where(i => flat.IsValue(links[i].Outputs[0]))];
        arms = [.. arms.Select(arm => arm with { Results = [.. values.Select(i => arm.Results[i])] })];
        steps.Add(new Choice(op, arms, [.. values.Select(i => links[i])]));
    }

    /// <summary>
    /// The body runs as long as the condition holds, on the operands first and then on what it gave. What it gives back as it came is no
    /// part of the loop's state: the body reads it from outside.
    /// </summary>
    public void Repeat(int condition, int body)
    {
        int[] state = [.. op.Inputs];
        bool[] isKept = flat.KeptBy(body, op.Inputs.Length);
        if (op.Outputs.Length != state.Length)
        {
            throw Flattener.Bad($"It gives {op.Outputs.Length} results of a state of {state.Length} tensors");
        }
        int before = Condition(condition, state, steps);
        int[] changed = [.. Enumerable.Range(0, state.Length).Where(i => !isKept[i])];
        int[] places = [.. changed.Select(_ => flat.Reserve(op))];
        var inner = new List<Step>();
        (int[] next, int again) = flat.Repeated(() =>
        {
            foreach (int i in changed)
            {
                state[i] = flat.StateOf(body, i);
            }
            int[] given = flat.Passing(() => flat.Expand(op, body, state, state.Length, inner));
            return (given, Condition(condition, given, inner));
        });
        TfliteOperator[] links =
        [
            .. changed.Select((i, at) => flat.Link(op, [op.Inputs[i], next[i]], [state[i], flat.OrLike(op.Outputs[i], op.Inputs[i])], places[at])),
        ];
        steps.Add(new Loop(op, before, again, [.. links.Where(link => flat.IsValue(link.Outputs[0]))], inner));
        foreach (int i in Enumerable.Range(0, state.Length).Except(changed))
        {
            Link(op.Inputs[i], op.Outputs[i]);
        }
    }

    private Region Arm(int subgraph)
    {
        var inner = new List<Step>();
        return new Region(inner, flat.Passing(() => flat.Expand(op, subgraph, op.Inputs[1..], op.Outputs.Length, inner)));
    }

    private int Condition(int subgraph, int[] state, List<Step> where)
    {
        int variables = flat.Variables;
        int result = flat.Expand(op, subgraph, state, 1, where)[0];
        flat.Require(result, TensorType.BOOL, "is the condition");
        return flat.Variables == variables ? result : throw new Refusal(WayOut.Rewrite, "its condition keeps a tensor from round to round");
    }

    private void Link(int from, int to)
    {
        if (to >= 0)
        {
            flat.HandOn(op, from, to, steps);
        }
    }
}
