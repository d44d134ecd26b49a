namespace Tflite2Onnx.Prove;

/// <summary>Constants have as many bytes as their types and shapes say. No byte of them is read.</summary>
internal static class ConstantLengths
{
    public static string? Fault(Node node)
    {
        foreach (Value? input in node.Inputs)
        {
            if (input?.Constant is { } constant && Fault(constant, input.Name) is { } fault)
            {
                return fault;
            }
        }
        foreach (object attribute in node.Attributes.Values)
        {
            if (attribute is Constant constant && Fault(constant, "attribute") is { } fault)
            {
                return fault;
            }
        }
        return null;
    }

    private static string? Fault(Constant constant, string name)
    {
        long length = constant.Strings is { } strings ? strings.Length : constant.Length;
        long expected = constant.Strings is null ? constant.ByteCount : constant.Count;
        string what = constant.Strings is null ? "bytes" : "strings";
        return length == expected ? null : $"the constant '{name}' has {length} {what} where its shape has {expected}";
    }
}
