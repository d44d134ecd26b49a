using System.Globalization;
using System.Text;

namespace Tflite2Onnx.Graphs;

/// <summary>
/// Prints a graph, one node a line, for tests and for debugging: <c>y = Conv(x, w&lt;4x3x3x3&gt;, _) group=1</c>. Small constants stand as they are:
/// <c>[1,2]</c> is of int64, <c>0.5</c> of float, <c>3:Int8</c> of the type it names.
/// </summary>
internal static class GraphText
{
    private const int ElementsShown = 8;

    /// <summary>The nodes.</summary>
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

    /// <summary>The inputs with types and shapes (<c>x: Float[2,?]</c>), the nodes, and the outputs (<c>-> y</c>).</summary>
    public static string Whole(Graph graph) => $"{Inputs(graph)}{Of(graph)}{Outputs(graph)}\n";

    private static string Inputs(Graph graph) => string.Concat(graph.Inputs.Select(input => $"{input.Name}: {input.Type}{Dimensions(input.Shape)}\n"));

    private static string Outputs(Graph graph) => $"-> {string.Join(", ", graph.Outputs.Select(Operand))}";

    private static string Dimensions(int[]? shape) => shape is null ? "" : $"[{string.Join(",", shape.Select(d => d < 0 ? "?" : $"{d}"))}]";

    private static string Operand(Value? value) => value switch
    {
        null => "_",
        { Constant: null } => value.Name,
        { Constant: { Count: <= ElementsShown, Shape.Length: <= 1 } small } when Elements(small) is { } elements =>
            (small.Shape.Length == 0 ? elements[0] : $"[{string.Join(",", elements)}]") + Suffix(small.Type),
        _ => $"{value.Name}<{string.Join("x", value.Constant.Shape)}>",
    };

    private static string Suffix(ElementType type) => type is ElementType.Int64 or ElementType.Float ? "" : $":{type}";

    private static string[]? Elements(Constant constant) => constant.Type switch
    {
        ElementType.Float or ElementType.Float16 => [.. constant.Floats().Select(Real)],
        ElementType.Int64 or ElementType.Int32 or ElementType.Int16 or ElementType.Int8 or ElementType.UInt8 or ElementType.Bool =>
            [.. constant.Integers().Select(integer => integer.ToString(CultureInfo.InvariantCulture))],
        _ => null,
    };

    // With a point, so that nobody takes it for an integer.
    private static string Real(float value) =>
        value.ToString(CultureInfo.InvariantCulture) is var text && text.All(c => c == '-' || char.IsAsciiDigit(c)) ? $"{text}.0" : text;

    private static string Show(object value) => value switch
    {
        long[] integers => $"[{string.Join(",", integers)}]",
        float[] floats => $"[{string.Join(",", floats.Select(Real))}]",
        float real => Real(real),
        Graph graph => $"{{\n{Inputs(graph)}{Of(graph)}}} {Outputs(graph)}",
        string[] strings => $"[{string.Join(",", strings)}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
