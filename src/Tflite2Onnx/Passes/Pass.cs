namespace Tflite2Onnx.Passes;

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
