using System.Diagnostics;

namespace Tflite2Onnx.Passes;

/// <summary>Fewer nodes, same numbers. Each pass says in its own file what it is given and what it leaves.</summary>
internal static class Pipeline
{
    private const int MaxRounds = 10;

    private static readonly Func<Graph, bool>[] Order =
    [
        FoldConstants.Run,          // first: what comes after looks at constants
        DilatedConvolutions.Run,
        PaddedConvolutions.Run,     // behind the dilated ones, whose Pads are in front of their blocks
        MergeTransposes.Run,
        CancelQuantizePairs.Run,
        RemoveIdentities.Run,       // behind the merging, which leaves Transposes and Reshapes that do nothing
        RemoveUnused.Run,           // last of a round: collects what the others orphaned
    ];

    public static void Run(Graph graph, ConversionOptions options)
    {
        // Back to back Transposes are what the naive form is about.
        Func<Graph, bool>[] order = options.Layout == LayoutMode.Transpose ? [.. Order.Where(pass => pass != MergeTransposes.Run)] : Order;
        Each(graph, RuntimeTypes.Run);            // once and before the rest: no later pass makes a node in another type
        if (graph.AllNodes().Any(node => OnnxOperators.Since(node).Opset >= MoveIntegers.Opset))
        {
            Each(graph, MoveIntegers.Run);        // once and before the rest: pairs may meet that do nothing
        }
        for (int round = 0, changes = 1; changes > 0 && round < MaxRounds; round++)
        {
            changes = 0;
            foreach (Func<Graph, bool> pass in order)
            {
                changes += Each(graph, pass) ? 1 : 0;
                Debug.Assert(GraphVerifier.FirstFault(graph) is null, GraphVerifier.FirstFault(graph));
            }
        }
        Each(graph, KeepRequantizations.Run);     // once, when no pair is left that does nothing
        Each(graph, part => PlainQuantization.Run(part, options));
        Each(graph, part => PlainGelu.Run(part, options));
        Each(graph, KeepPads.Run);                // once, when those of convolutions are gone
        ShareConstants.Run(graph);          // once: constants that other passes make are few
        Names.Assign(graph);
    }

    // A pass looks at one graph, and sees those within it as part of the nodes that hold them: innermost first, so that what they no longer
    // read is no longer needed around them.
    private static bool Each(Graph graph, Func<Graph, bool> pass) => graph.WithNested().Reverse().Aggregate(false, (changed, part) => pass(part) || changed);
}
