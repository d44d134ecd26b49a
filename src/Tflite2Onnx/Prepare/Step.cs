namespace Tflite2Onnx.Prepare;

/// <summary>What happens next in a run of a graph whose calls are flattened.</summary>
internal abstract record Step
{
    /// <summary>The operators that compute something in it, at any depth.</summary>
    public virtual IEnumerable<TfliteOperator> Operators => [];
}

/// <summary>An operator computes its results.</summary>
internal sealed record Compute(TfliteOperator Operator) : Step
{
    public override IEnumerable<TfliteOperator> Operators => [Operator];
}

/// <summary>One of several arms runs: the first of two where the call's first operand is true, or the one that it counts.</summary>
/// <param name="Call">The operator of the file.</param>
/// <param name="Arms">What there is to choose from.</param>
/// <param name="Links">For each result an operator that reads what each arm gives for it.</param>
internal sealed record Choice(TfliteOperator Call, Region[] Arms, TfliteOperator[] Links) : Step
{
    public override IEnumerable<TfliteOperator> Operators => Arms.SelectMany(arm => arm.Steps).SelectMany(step => step.Operators);
}

/// <summary>The body runs as long as a condition holds, which is computed before the loop and at the end of the body.</summary>
/// <param name="Call">The operator of the file.</param>
/// <param name="Before">The condition's tensor outside of the loop.</param>
/// <param name="Again">The condition's tensor in the body.</param>
/// <param name="Links">
/// For each value that the body changes an operator that reads its initial tensor and the body's new one, and makes the tensor that the
/// body reads and the one that the loop gives.
/// </param>
/// <param name="Body">What is repeated.</param>
internal sealed record Loop(TfliteOperator Call, int Before, int Again, TfliteOperator[] Links, List<Step> Body) : Step
{
    public override IEnumerable<TfliteOperator> Operators => Body.SelectMany(step => step.Operators);
}

/// <summary>An operator that was refused: its results stay open.</summary>
internal sealed record Refused(TfliteOperator Operator) : Step;

/// <summary>A run of steps, and the tensors it gives.</summary>
internal sealed record Region(List<Step> Steps, int[] Results);

/// <summary>A graph that lists the operators of all that it calls as its own, and which of them run when.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Definitions">
/// What its operators are, one by one; null for those that are not converted, and for parts of a call that became one operator, which have
/// nothing left to do.
/// </param>
/// <param name="Steps">What runs when.</param>
internal sealed record FlatGraph(TfliteGraph Graph, OpDefinition?[] Definitions, List<Step> Steps);
