namespace Tflite2Onnx.Prepare;

/// <summary>
/// Fills in the ranks that older files leave open: there, a computed scalar and a tensor of unknown rank are written alike. What comes out
/// of operators that work element by element on scalars is a scalar; where it is known which axes a result has, so is their number.
/// </summary>
internal static class Ranks
{
    public static TfliteGraph Complete(TfliteGraph graph, OpDefinition?[] definitions)
    {
        if (graph.Tensors.All(t => t.Shape is not null))
        {
            return graph;
        }
        TfliteTensor[] tensors = [.. graph.Tensors];
        TfliteGraph completed = graph with { Tensors = tensors };
        foreach (TfliteOperator op in graph.Operators)
        {
            int? rank = definitions[op.Index] is { } definition ? ResultRank(definition.Layout, new OpView(completed, op)) : null;
            foreach (int output in op.Outputs.Where(t => rank is not null && t >= 0 && tensors[t].Shape is null))
            {
                tensors[output] = tensors[output].OfRank(rank!.Value);
            }
        }
        return completed;
    }

    private static int? ResultRank(LayoutRule rule, OpView op) => rule.Class == LayoutClass.Transparent
        ? Enumerable.Range(0, op.InputCount).All(i => !op.Has(i) || op.Input(i).Shape is []) ? 0 : null
        : LayoutUse.Of(rule, op) is { Rule.Class: LayoutClass.Attribute } use ? use.Map?.ResultRank ?? op.Input(rule.Carrier).Shape?.Length : null;
}
