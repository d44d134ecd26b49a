namespace Tflite2Onnx.Prove;

/// <summary>Operands and results are of the types for which ONNX Runtime has a kernel, in the operator set that is written.</summary>
internal static class NodeTypes
{
    public static string? Fault(Node node, int opset)
    {
        if (Kernels.Find(node.Name) is not { } kernel)
        {
            return "it is not in the table of kernels";
        }
        ElementType t = ElementType.Undefined, u = ElementType.Undefined;
        string? fault = Fault(kernel.Operands, node.Inputs, ref t, ref u) ?? Fault(kernel.Results, node.Outputs, ref t, ref u);
        return fault ?? Missing(kernel, 'T', t, opset) ?? Missing(kernel, 'U', u, opset);
    }

    private static string? Missing(Kernel kernel, char letter, ElementType type, int opset) =>
        type == ElementType.Undefined || kernel.Has(letter, type, opset) ? null : $"ONNX Runtime has no kernel of {type} for it in operator set {opset}";

    private static string? Fault(string letters, ReadOnlySpan<Value?> values, ref ElementType t, ref ElementType u)
    {
        int least = letters.AsSpan().TrimEnd('*').Length;
        for (int i = 0; i < Math.Max(values.Length, least); i++)
        {
            char letter = Kernel.LetterAt(letters, i);
            Value? value = i < values.Length ? values[i] : null;
            if (letter == '\0')
            {
                return "it has more operands or results than the operator";
            }
            if (value is null)
            {
                if (char.IsAsciiLetterUpper(letter))
                {
                    return "an operand or a result is missing";
                }
                continue;
            }
            if (!Is(value.Type, char.ToUpperInvariant(letter), ref t, ref u))
            {
                return $"'{value.Name}' is of {value.Type}, which does not go with the rest";
            }
        }
        return null;
    }

    private static bool Is(ElementType type, char letter, ref ElementType t, ref ElementType u)
    {
        switch (letter)
        {
            case 'T': return Bound(ref t, type);
            case 'U': return Bound(ref u, type);
            default: return Kernel.Stands(letter, type);
        }
    }

    private static bool Bound(ref ElementType variable, ElementType type)
    {
        variable = variable == ElementType.Undefined ? type : variable;
        return variable == type;
    }
}
