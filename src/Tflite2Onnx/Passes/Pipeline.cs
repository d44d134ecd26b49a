namespace Tflite2Onnx.Passes;

/// <summary>Fewer nodes, same numbers. Each pass says in its own file what it is given and what it leaves.</summary>
internal static class Pipeline
{
    private const int MaxRounds = 10;

    private static readonly (string Name, Func<Graph, bool> Run)[] Order =
    [
        ("DilatedConvolutions", DilatedConvolutions.Run),
        ("RuntimeTypes", RuntimeTypes.Run),
        ("RemoveUnused", RemoveUnused.Run),      // last of a round: collects what the others orphaned
    ];

    public static void Run(Graph graph)
    {
        for (int round = 0, changes = 1; changes > 0 && round < MaxRounds; round++)
        {
            changes = 0;
            foreach ((_, Func<Graph, bool> run) in Order)
            {
                changes += run(graph) ? 1 : 0;
            }
        }
        // Not an optimization: the forms the chosen operator set has, and names.
        Names.Assign(graph);
    }
}
