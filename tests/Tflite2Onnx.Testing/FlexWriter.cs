using System.Buffers.Binary;
using System.Text;
using Tflite2Onnx.Tflite;

namespace Tflite2Onnx.Testing;

/// <summary>
/// Writes FlexBuffers, all numbers, offsets and lengths of one width. What <see cref="FlexBuffer"/> reads comes from the same kinds of values;
/// text as bytes (as TensorFlow's nodes are stored) is a <c>ReadOnlyMemory&lt;byte&gt;</c>.
/// </summary>
internal sealed class FlexWriter
{
    private readonly List<byte> _bytes = [];
    private readonly int _width;

    private FlexWriter(int width) => _width = width;

    private byte WidthBits => (byte)int.Log2(_width);

    public static byte[] Of(object? root, int width = 4)
    {
        var writer = new FlexWriter(width);
        Slot slot = writer.Put(root);
        writer.Write(slot);
        return [.. writer._bytes, slot.Packed, (byte)width];
    }

    private readonly record struct Slot(byte Packed, object Content, bool IsOffset);

    private Slot Put(object? value) => value switch
    {
        null => Inline(0, 0L),
        long integer => Inline(1, integer),
        double real => Inline(3, real),
        bool flag => Inline(26, flag ? 1L : 0L),
        string text => Text(Encoding.UTF8.GetBytes(text)),
        ReadOnlyMemory<byte> text => Text(text.ToArray()),
        byte[] blob => Counted(25, blob, ends: false),
        long[] integers => Vector(11, [.. integers.Select(i => Inline(1, i))]),
        double[] floats => Vector(13, [.. floats.Select(r => Inline(3, r))]),
        bool[] flags => Vector(36, [.. flags.Select(f => Inline(26, f ? 1L : 0L))]),
        string[] keys => Vector(14, [.. keys.Select(Key)]),
        object?[] items => Vector(10, [.. items.Select(Put)]),
        FlexMap map => Map(map),
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    private Slot Inline(int type, object content) => new((byte)((type << 2) | WidthBits), content, false);

    private Slot At(int type, int position) => new((byte)((type << 2) | WidthBits), (long)position, true);

    private Slot Text(byte[] bytes) => Counted(5, bytes, ends: true);

    private Slot Counted(int type, byte[] bytes, bool ends)
    {
        Write(bytes.Length);
        int position = _bytes.Count;
        _bytes.AddRange(bytes);
        if (ends)
        {
            _bytes.Add(0);
        }
        return At(type, position);
    }

    private Slot Key(string text)
    {
        int position = _bytes.Count;
        _bytes.AddRange(Encoding.UTF8.GetBytes(text));
        _bytes.Add(0);
        return At(4, position);
    }

    private Slot Vector(int type, Slot[] slots)
    {
        Write(slots.Length);
        int position = _bytes.Count;
        foreach (Slot slot in slots)
        {
            Write(slot);
        }
        _bytes.AddRange(type is 9 or 10 ? slots.Select(s => s.Packed) : []);
        return At(type, position);
    }

    private Slot Map(FlexMap map)
    {
        Slot keys = Vector(14, [.. map.Keys.Select(Key)]);
        Slot[] values = [.. map.Values.Select(Put)];
        Write(keys);
        Write(_width);
        return Vector(9, values);
    }

    private void Write(Slot slot) => Write(slot.IsOffset ? _bytes.Count - (long)slot.Content : slot.Content);

    private void Write(object number)
    {
        byte[] wide = new byte[8];
        if (number is not double real)
        {
            BinaryPrimitives.WriteInt64LittleEndian(wide, System.Convert.ToInt64(number, null));
        }
        else if (_width == 8)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(wide, real);
        }
        else if (_width == 4)
        {
            BinaryPrimitives.WriteSingleLittleEndian(wide, (float)real);
        }
        else
        {
            BinaryPrimitives.WriteHalfLittleEndian(wide, (Half)real);
        }
        _bytes.AddRange(wide.Take(_width));
    }
}
