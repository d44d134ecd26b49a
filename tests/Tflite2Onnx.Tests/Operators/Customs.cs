using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>Cases of custom operators.</summary>
internal static class Customs
{
    /// <summary>A case whose results LiteRT gives.</summary>
    public static OpCase Case(string op, string name, FlexMap? options, Operand?[] inputs, params Operand[] outputs) =>
        Raw(op, name, options is null ? [] : FlexWriter.Of(options), inputs, outputs);

    /// <summary>The same with options that are a struct of C.</summary>
    public static OpCase Struct(string op, string name, int[] fields, Operand?[] inputs, params Operand[] outputs) =>
        Raw(op, name, MemoryMarshal.AsBytes(fields.AsSpan()).ToArray(), inputs, outputs);

    /// <summary>A case of an operator that LiteRT has not, with what it computes: for all elements of the operands, all of the result.</summary>
    public static OpCase Computed(string op, string name, byte[] options, Operand[] inputs, Operand output, Func<double[][], IEnumerable<double>> compute, int version = 1)
    {
        double[][] elements = [.. inputs.Select((operand, i) => operand.Elements(i + 1))];
        return Raw(op, name, options, inputs, [output.Of([.. compute(elements)])]) with { Version = version };
    }

    /// <summary>The options of one of TensorFlow's own operators.</summary>
    public static byte[] Node(string op, params (string Name, AttrValue Value)[] attributes)
    {
        var node = new NodeDef();
        node.Attr.Add(attributes.ToDictionary(a => a.Name, a => a.Value));
        return FlexWriter.Of(new object?[] { op, (ReadOnlyMemory<byte>)node.ToByteArray() });
    }

    private static OpCase Raw(string op, string name, byte[] options, Operand?[] inputs, Operand[] outputs) =>
        new(BuiltinOperator.CUSTOM, name) { Custom = (op, options), In = inputs, Out = outputs };
}
