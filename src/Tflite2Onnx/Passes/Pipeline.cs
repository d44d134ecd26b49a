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
        RuntimeTypes.Run(graph);            // once and before the rest: no later pass makes a node in another type
        for (int round = 0, changes = 1; changes > 0 && round < MaxRounds; round++)
        {
            changes = 0;
            foreach (Func<Graph, bool> pass in order)
            {
                changes += pass(graph) ? 1 : 0;
                Debug.Assert(GraphVerifier.FirstFault(graph) is null, GraphVerifier.FirstFault(graph));
            }
        }
        KeepRequantizations.Run(graph);     // once, when no pair is left that does nothing
        PlainQuantization.Run(graph, options);
        KeepPads.Run(graph);                // once, when those of convolutions are gone
        ShareConstants.Run(graph);          // once: constants that other passes make are few
        Names.Assign(graph);
    }
}
