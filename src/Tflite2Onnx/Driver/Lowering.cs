using Tflite2Onnx.Planning;

namespace Tflite2Onnx.Driver;

/// <summary>
/// From a prepared subgraph to an ONNX graph: operators in order, each with its operands in the layout and the form it asks for. Layouts,
/// quantization, types and names are settled here, so that no operator has to.
/// </summary>
internal static class Lowering
{
    /// <summary>The ONNX graph; null when something is refused, and <paramref name="log"/> then says all that is.</summary>
    public static Graph? Run(Prepared prepared, LayoutPlan plan, ConversionOptions options, DiagnosticBag log, CancellationToken cancellation = default)
    {
        var graph = new Graph(prepared.Graph.Name.Length > 0 ? prepared.Graph.Name : "main");
        var emit = new Emitter(graph);
        var values = new TensorValues(prepared.Graph, emit, options);
        var context = new LoweringContext(prepared, plan, options, log, emit, values, prepared.States.Initial(), cancellation);

        new GraphInputs(context).Define();
        new SubgraphLowering(context).Run(prepared.Steps);
        new GraphOutputs(context).Give();
        return log.HasErrors ? null : graph;
    }
}
