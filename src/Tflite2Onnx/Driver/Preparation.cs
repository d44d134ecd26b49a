using Tflite2Onnx.Planning;
using Tflite2Onnx.Prepare;

namespace Tflite2Onnx.Driver;

/// <summary>A subgraph that is ready to be converted.</summary>
/// <param name="Graph">The subgraph with all that it calls, in one list of operators.</param>
/// <param name="Definitions">What its operators are, one by one; null for those that are not converted.</param>
/// <param name="Steps">What runs when.</param>
/// <param name="States">What is kept from run to run.</param>
/// <param name="Faults">What went wrong in operators' rules for shapes: faults of the converter, unless the file turns out to contradict itself.</param>
internal sealed record Prepared(TfliteGraph Graph, OpDefinition?[] Definitions, List<Step> Steps, States States, Dictionary<TfliteOperator, Exception> Faults)
{
    /// <summary>The layout rules of the operators.</summary>
    public LayoutRule?[] Rules => [.. Definitions.Select(definition => definition?.Layout)];
}

/// <summary>What happens to a graph as a whole, before its operators are looked at one by one.</summary>
internal static class Preparation
{
    /// <summary>The subgraph made ready; null where the options do not fit it. All that is wrong is reported.</summary>
    public static Prepared? Run(
        TfliteModel model, TfliteGraph subgraph, ConversionOptions options, DiagnosticBag log, CancellationToken cancellation = default)
    {
        // What the options say of inputs and outputs has to be true of them: all that follows relies on it.
        new IoOrders(subgraph, options).Check(log);
        InputShapes.Check(subgraph, options, log);
        if (log.HasErrors)
        {
            return null;
        }

        // First of all one list of operators with what each is, so that the rest need not know of calls.
        FlatGraph flat = Flattener.Run(subgraph, model.Subgraphs, OpRegistry.Find, options, log, cancellation);

        // Constants next: layers are recognized whatever form their weights are stored in.
        flat = StoredConstants.Unpack(flat);

        // Loops become operators while their links tell what goes round, and before states look at what a loop assigns.
        flat = RecurrentLoops.Fold(flat, options);

        // Behind the loops: what nobody knows is no part of a layer.
        flat = KeptCustom.Define(flat, options, log);

        // Who reads and who assigns shows in the steps; what nobody assigns is a constant from here on.
        States states = States.Find(model, flat, OpRegistry.Find, options.State, log);
        flat = flat with { Graph = states.Fold() };

        // Once more: initial values may be stored in another form too.
        (TfliteGraph graph, OpDefinition?[] definitions, _) = StoredConstants.Unpack(flat);

        // Last: constants are known that shapes are made of.
        Dictionary<TfliteOperator, Exception> faults = [];
        graph = Inference.Run(graph, flat.Steps, definitions, options, log, faults);
        return new Prepared(graph, definitions, flat.Steps, states, faults);
    }
}
