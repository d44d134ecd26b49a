using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;

namespace Tflite2Onnx.Operator;

/// <summary>The options of a custom operator by their names, as a FlexBuffer has them. What is asked for and not there is refused.</summary>
internal sealed class CustomOptions(FlexMap map)
{
    /// <summary>The named options of an operator; none where it has no bytes.</summary>
    public static CustomOptions Of(TfliteOperator op)
    {
        if (op.CustomOptions.IsEmpty)
        {
            return new([]);
        }
        if (!FlexBuffer.TryRead(op.CustomOptions, out object? root, out string fault))
        {
            throw Bad(fault);
        }
        return root is FlexMap named ? new(named) : throw Bad("they are no map of names");
    }

    /// <summary>
    /// The attributes of an operator that is TensorFlow's own: its options are a list of its name and its node, serialized.
    /// </summary>
    public static CustomOptions OfNode(TfliteOperator op)
    {
        bool isRead = FlexBuffer.TryRead(op.CustomOptions, out object? root, out _);
        // Bytes that happen to be UTF-8 come as a string, and go back unchanged.
        byte[] node = !isRead || root is not object?[] { Length: 2 } pair ? throw Bad("they are no list of a name and a node")
            : pair[1] as byte[] ?? (pair[1] is string read ? Encoding.UTF8.GetBytes(read) : throw Bad("the node is no string"));
        try
        {
            var map = new FlexMap();
            foreach ((string name, AttrValue value) in NodeDef.Parser.ParseFrom(node).Attr)
            {
                map[name] = Attribute(value);
            }
            return new(map);
        }
        catch (InvalidProtocolBufferException damage)
        {
            throw Bad(damage.Message);
        }
    }

    private static object? Attribute(AttrValue value) => value.ValueCase switch
    {
        AttrValue.ValueOneofCase.B => value.B,
        AttrValue.ValueOneofCase.F => (double)value.F,
        AttrValue.ValueOneofCase.I => value.I,
        AttrValue.ValueOneofCase.S => value.S.ToStringUtf8(),
        AttrValue.ValueOneofCase.List => value.List.I.ToArray(),
        _ => null,
    };

    /// <summary>A whole number; floats are cut off towards 0, as FlexBuffers' AsInt32 does.</summary>
    public int Integer(string name, int? missing = null) => Find(name) switch
    {
        long integer => FileNumber.Int(integer),
        double number when !double.IsNaN(number) => FileNumber.Int((long)number),
        bool flag => flag ? 1 : 0,
        null when missing is { } value => value,
        _ => throw Wrong(name, "a whole number"),
    };

    public float Float(string name, float? missing = null) => Find(name) switch
    {
        double number => (float)number,
        long integer => integer,
        null when missing is { } value => value,
        _ => throw Wrong(name, "a number"),
    };

    public bool Flag(string name, bool missing = false) => Find(name) switch
    {
        bool flag => flag,
        long integer => integer != 0,
        null => missing,
        _ => throw Wrong(name, "true or false"),
    };

    public string String(string name, string missing) => Find(name) switch
    {
        string value => value,
        null => missing,
        _ => throw Wrong(name, "a string"),
    };

    public int[] Integers(string name) => Find(name) switch
    {
        long[] integers => [.. integers.Select(i => FileNumber.Int(i))],
        object?[] mixed when mixed.All(item => item is long) => [.. mixed.Select(item => FileNumber.Int((long)item!))],
        _ => throw Wrong(name, "a list of whole numbers"),
    };

    /// <summary>The leading fields of a struct of C, of 32 bits each.</summary>
    public static int[] Struct(TfliteOperator op, int fields)
    {
        ReadOnlyMemory<byte> bytes = op.CustomOptions;
        return bytes.Length >= 4 * fields
            ? [.. Enumerable.Range(0, fields).Select(i => BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[(4 * i)..]))]
            : throw Bad($"they have {bytes.Length} bytes, and {4 * fields} are expected");
    }

    private object? Find(string name) => map.GetValueOrDefault(name);

    private static FileContradiction Wrong(string name, string what) => Bad($"'{name}' has to be {what}");

    private static FileContradiction Bad(string fault) => new(Descriptors.BadCustomOptions, fault);
}
