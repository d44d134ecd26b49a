namespace Tflite2Onnx.Passes;

/// <summary>
/// Given constants of the same type, shape and bytes; result: one of them. Large ones are the same only where they are the same part of the
/// file. A graph within another uses the constants of that one. Not: the zero points of int8 weights. With <c>session.x64quantprecision</c>, ONNX Runtime
/// makes unsigned ones of weights and zero points, each time it meets one, and loads no model where it meets one twice (avx2_weight_s8_to_u8.cc).
/// </summary>
internal static class ShareConstants
{
    // Above this, comparing bytes costs more than the few files that repeat a weight are worth.
    private const int MaxCompared = 1024;

    public static bool Run(Graph graph)
    {
        var substitution = new Substitution(graph);
        var known = new Dictionary<(ElementType, string, string), Value>();
        var zeros = graph.Nodes.Where(IsOfWeights).Select(node => node.Inputs[2]).ToHashSet();
        foreach (Value value in graph.Constants().Where(value => !zeros.Contains(value)))
        {
            if (Key(value.Constant!) is { } key && !known.TryAdd(key, value))
            {
                substitution.Replace(value, known[key]);
            }
        }
        return substitution.Apply();
    }

    private static bool IsOfWeights(Node node) =>
        node.OpType == "DequantizeLinear" && node.Inputs is [{ Constant.Type: ElementType.Int8 }, _, not null];

    private static (ElementType, string, string)? Key(Constant constant)
    {
        string? content = constant.Strings is not null ? null
            : constant.ByteCount <= MaxCompared ? Convert.ToHexString(constant.Bytes().Span)
            : constant.Place;
        return content is null ? null : (constant.Type, string.Join(',', constant.Shape), content);
    }
}
