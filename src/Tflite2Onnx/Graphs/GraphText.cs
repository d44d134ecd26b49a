using System.Globalization;
using System.Text;

namespace Tflite2Onnx.Graphs;

/// <summary>Prints a graph, one node a line, for tests and for debugging: <c>y = Conv(x, w&lt;4x3x3x3&gt;, _) group=1</c>.</summary>
internal static class GraphText
{
    private const int ElementsShown = 8;

    public static string Of(Graph graph)
    {
        var text = new StringBuilder();
        foreach (Node node in graph.Nodes)
        {
            text.Append(string.Join(", ", node.Outputs.Select(o => o.Name))).Append(" = ").Append(node.OpType)
                .Append('(').Append(string.Join(", ", node.Inputs.Select(Operand))).Append(')');
            foreach ((string name, object value) in node.Attributes)
            {
                text.Append(' ').Append(name).Append('=').Append(Show(value));
            }
            text.Append('\n');
        }
        return text.ToString();
    }

    private static string Operand(Value? value) => value switch
    {
        null => "_",
        { Constant: null } => value.Name,
        { Constant: { Count: <= ElementsShown, Type: ElementType.Int64 or ElementType.Int32 } small } =>
            small.Shape.Length == 0 ? $"{small.Integers()[0]}" : $"[{string.Join(",", small.Integers())}]",
        _ => $"{value.Name}<{string.Join("x", value.Constant.Shape)}>",
    };

    private static string Show(object value) => value switch
    {
        long[] integers => $"[{string.Join(",", integers)}]",
        float[] floats => $"[{string.Join(",", floats.Select(f => f.ToString(CultureInfo.InvariantCulture)))}]",
        Graph graph => $"{{\n{Of(graph)}}} -> {string.Join(", ", graph.Outputs.Select(o => o.Name))}",
        string[] strings => $"[{string.Join(",", strings)}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
