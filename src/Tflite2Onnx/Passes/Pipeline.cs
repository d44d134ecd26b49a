using System.Diagnostics;

namespace Tflite2Onnx.Passes;

/// <summary>Fewer nodes, same numbers. Each pass says in its own file what it is given and what it leaves.</summary>
internal static class Pipeline
{
    private const int MaxRounds = 10;

    /// <summary>The passes in order; those between two that run once are one group, whose rounds end when nothing changes.</summary>
    public static Pass[] Passes { get; } =
    [
        new(nameof(RuntimeTypes), RuntimeTypes.Run, true, "before the rest: no later pass makes a node in another type"),
        new(nameof(MoveIntegers), MoveIntegers.Run, true, "before the rest: pairs may meet that do nothing")
        {
            When = (graph, _) => graph.AllNodes().Any(node => OnnxOperators.Since(node).Opset >= MoveIntegers.Opset),
        },
        new(nameof(FoldConstants), FoldConstants.Run, false, "first of a round: what comes after looks at constants"),
        new(nameof(DilatedConvolutions), DilatedConvolutions.Run, false, "behind the folding: it looks at pads and crops"),
        new(nameof(PaddedConvolutions), PaddedConvolutions.Run, false, "behind the dilated ones, whose Pads are in front of their blocks"),
        new(nameof(MergeTransposes), MergeTransposes.Run, false, "in front of what removes those that do nothing once they are merged")
        {
            // Back to back Transposes are what the naive form is about.
            When = (_, options) => options.Layout != LayoutMode.Transpose,
        },
        new(nameof(CancelQuantizePairs), CancelQuantizePairs.Run, false, "behind the merging, which brings pairs together"),
        new(nameof(RemoveIdentities), RemoveIdentities.Run, false, "behind the merging, which leaves Transposes and Reshapes that do nothing"),
        new(nameof(RemoveUnused), RemoveUnused.Run, false, "last of a round: collects what the others orphaned"),
        new(nameof(KeepRequantizations), KeepRequantizations.Run, true, "when no pair is left that does nothing"),
        new(nameof(UnsignedIntegers), UnsignedIntegers.Run, true, "when all pairs are there that stay") { When = Fuses },
        new(nameof(FloatPools), FloatPools.Run, true, "behind what finds chains through pools of integers") { When = Fuses },
        new(nameof(TiledConstants), TiledConstants.Run, true, "in front of what spells constants out") { When = IsQdq },
        new(nameof(ClipIntegers), ClipIntegers.Run, true, "when integers have no sign: those with one would not fuse for it") { When = Fuses },
        new(nameof(KernelSigns), (graph, options) => KernelSigns.Run(graph, options.Saturation), true, "when it shows which layers fuse") { When = Fuses },
        new(nameof(FoldableConstants), FoldableConstants.Run, true, "when it shows which layers do not fuse") { When = Fuses },
        new(nameof(PlainQuantization), PlainQuantization.Run, true, "when all pairs are there that stay"),
        new(nameof(PlainGelu), PlainGelu.Run, true, "behind what looks for whole operators"),
        new(nameof(KeepPads), KeepPads.Run, true, "when those of convolutions are gone"),
    ];

    public static void Run(Graph graph, ConversionOptions options, DiagnosticBag log, CancellationToken cancellation = default) =>
        Run(Passes, graph, options, log, cancellation);

    /// <summary>The same with other passes, for tests.</summary>
    public static void Run(Pass[] passes, Graph graph, ConversionOptions options, DiagnosticBag log, CancellationToken cancellation = default)
    {
        for (int first = 0, last; first < passes.Length; first = last)
        {
            last = first + 1;
            while (last < passes.Length && !passes[first].Once && !passes[last].Once)
            {
                last++;
            }
            Rounds([.. passes[first..last].Where(pass => pass.When(graph, options))], graph, options, log, cancellation);
        }
        // Constants of all graphs at once, those that passes made among them.
        ShareConstants.Run(graph);
        Names.Assign(graph);
    }

    // Integer kernels are what this form is for; a model of floats has none, and nothing to look for.
    private static bool Fuses(Graph graph, ConversionOptions options) =>
        IsQdq(graph, options) && graph.AllNodes().Any(node => node.OpType is "QuantizeLinear" or "DequantizeLinear");

    private static bool IsQdq(Graph graph, ConversionOptions options) => options.Quantization == QuantizationMode.Qdq;

    private static void Rounds(Pass[] group, Graph graph, ConversionOptions options, DiagnosticBag log, CancellationToken cancellation)
    {
        Pass[] changing = group;
        for (int round = 0; changing.Length > 0 && round < MaxRounds; round++)
        {
            changing = [.. group.Where(pass => Each(graph, options, pass, cancellation) && !pass.Once)];
        }
        if (changing.Length > 0)
        {
            log.Add(Descriptors.EndlessPasses, MaxRounds, string.Join(", ", changing.Select(pass => pass.Name)));
        }
    }

    // A pass looks at one graph, and sees those within it as part of the nodes that hold them: innermost first, so that what they no longer
    // read is no longer needed around them.
    private static bool Each(Graph graph, ConversionOptions options, Pass pass, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        bool changed = graph.WithNested().Reverse().Aggregate(false, (changed, part) => pass.Run(part, options) || changed);
        Debug.Assert(GraphVerifier.FirstFault(graph) is null, $"{pass.Name}: {GraphVerifier.FirstFault(graph)}");
        return changed;
    }
}

/// <summary>A simplification of the graph.</summary>
/// <param name="Name">What to call it in messages.</param>
/// <param name="Run">Does it to one graph, and says whether there was anything to do. Graphs within it are part of the nodes that hold them.</param>
/// <param name="Once">Whether it runs once. Those that do not are run in turn, until none of them finds anything to do.</param>
/// <param name="Why">Why it stands where it stands.</param>
internal sealed record Pass(string Name, Func<Graph, ConversionOptions, bool> Run, bool Once, string Why)
{
    public Pass(string name, Func<Graph, bool> run, bool once, string why)
        : this(name, (graph, _) => run(graph), once, why)
    {
    }

    /// <summary>Whether it is of any use for a model and the options.</summary>
    public Func<Graph, ConversionOptions, bool> When { get; init; } = (_, _) => true;
}
