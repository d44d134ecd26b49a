namespace Tflite2Onnx.Lowering;

/// <summary>
/// Fills in the ranks that older files leave open: there, a computed scalar and a tensor of unknown rank are written alike. What comes out
/// of operators that work element by element on scalars is a scalar.
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
        foreach (TfliteOperator op in graph.Operators)
        {
            bool scalar = definitions[op.Index]?.Layout.Class == LayoutClass.Transparent && op.Inputs.All(t => t < 0 || tensors[t].Shape is []);
            foreach (int output in op.Outputs.Where(t => scalar && t >= 0 && tensors[t].Shape is null))
            {
                tensors[output] = tensors[output].AsScalar();
            }
        }
        return graph with { Tensors = tensors };
    }
}
