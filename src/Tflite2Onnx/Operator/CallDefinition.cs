namespace Tflite2Onnx.Operator;

/// <summary>
/// An operator that runs subgraphs. It is gone once the graph is flat; operators of its code stay as links, which say that their operands
/// and results are one value: its axes have one order, and its elements are handed on as they are.
/// </summary>
internal abstract record CallDefinition : OpDefinition
{
    protected CallDefinition(BuiltinOperator code)
        : base(code)
    {
        Layout = LayoutRule.Transparent with { When = HaveOneRank };
        Quant = QuantRule.Own;
    }

    /// <summary>Puts what the operator runs in its place.</summary>
    public abstract void Expand(OpView op, ICall call);

    public override Results Lower(OpContext op) => op.Emit("Identity", [op.In(0)]);

    private static bool HaveOneRank(OpView op) =>
        Enumerable.Range(0, op.InputCount).Select(op.Rank)
            .Concat(Enumerable.Range(0, op.OutputCount).Select(i => op.Output(i).Shape?.Length ?? -1)).Distinct().Count() == 1;
}

/// <summary>A call whose options are the table <typeparamref name="TOptions"/>.</summary>
internal sealed record CallDefinition<TOptions>(BuiltinOperator Code) : CallDefinition(Code)
    where TOptions : struct, IFlatTable<TOptions>
{
    public required Func<TOptions, int[]> Subgraphs { get; init; }

    /// <summary>How it runs them.</summary>
    public required Action<ICall, int[]> Flow { get; init; }

    public override void Expand(OpView op, ICall call) => Flow(call, Subgraphs(op.Options<TOptions>()));
}
