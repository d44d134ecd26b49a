using System.Runtime.InteropServices;
using System.Text;

namespace Tflite2Onnx.Operator;

/// <summary>Constants of the graph from tensors of the file.</summary>
internal static class Constants
{
    /// <summary>The value of a constant tensor as it is stored, in TFLite's order of axes; a sparse one is made dense when its bytes are asked for.</summary>
    public static Constant Of(TfliteTensor tensor)
    {
        ReadOnlyMemory<byte> data = tensor.Data ?? throw new ArgumentException($"'{tensor.Name}' is computed");
        int[] shape = tensor.Shape ?? throw new Refusal(WayOut.ReExport, $"the constant '{tensor.Name}' has no shape");
        ElementType type = (tensor.StoredType ?? tensor.Type).ToElementType();
        if (type == ElementType.String)
        {
            return new Constant(type, shape, () => data) { Strings = Strings(data.Span, shape, tensor.Name) };
        }
        (type, shape) = (ComplexTensors.PartType(type), ComplexTensors.ShapeOf(tensor, shape));
        if (type == ElementType.Undefined)
        {
            throw new Refusal(WayOut.Rewrite, $"the constant '{tensor.Name}' has type {tensor.Type}");
        }
        return tensor.Sparsity is { } sparsity ? new Constant(type, shape, Sparse.Dense(data, shape, type, sparsity)) : Constant.InFile(type, shape, data);
    }

    /// <summary>A constant of an integer type from whole numbers, which have to fit it.</summary>
    public static Constant FromIntegers(ElementType type, int[] shape, long[] values) => type switch
    {
        ElementType.Int64 => Constant.Of(type, shape, values),
        ElementType.UInt64 => Constant.Of(type, shape, Each(values, v => checked((ulong)v))),
        ElementType.Int32 => Constant.Of(type, shape, Each(values, v => checked((int)v))),
        ElementType.UInt32 => Constant.Of(type, shape, Each(values, v => checked((uint)v))),
        ElementType.Int16 => Constant.Of(type, shape, Each(values, v => checked((short)v))),
        ElementType.UInt16 => Constant.Of(type, shape, Each(values, v => checked((ushort)v))),
        ElementType.Int8 => Constant.Of(type, shape, Each(values, v => checked((sbyte)v))),
        ElementType.UInt8 or ElementType.Bool => Constant.Of(type, shape, Each(values, v => checked((byte)v))),
        ElementType.Int4 or ElementType.UInt4 or ElementType.Int2 or ElementType.UInt2 =>
            Constant.Of(type, shape, Packed.Pack(Each(values, v => (byte)(v & ((1 << type.Bits()) - 1))), type.Bits())),
        _ => throw new Refusal(WayOut.Rewrite, $"integer constants of type {type} are not written"),
    };

    /// <summary>A constant of a numeric type from floats, rounded to what the type holds.</summary>
    public static Constant FromFloats(ElementType type, int[] shape, params double[] values) => type switch
    {
        ElementType.Float => Constant.Of(type, shape, Each(values, v => (float)v)),
        ElementType.Float16 => Constant.Of(type, shape, Each(values, v => (Half)v)),
        ElementType.Double => Constant.Of(type, shape, values),
        _ => FromIntegers(type, shape, Each(values, v => checked((long)v))),
    };

    /// <summary>A scalar of a numeric type.</summary>
    public static Value Scalar(double value, ElementType type) => Value.Of(FromFloats(type, [], value), "scalar");

    /// <summary>The floats that integers stand for, along <paramref name="axis"/> where there are several scales; computed when they are asked for.</summary>
    public static Constant Dequantized(Constant integers, QuantParams q, int axis)
    {
        long inner = q.Block > 0 ? q.Block : q.PerAxis ? ElementTypes.Count(integers.Shape.AsSpan(axis + 1)) : 1;
        return new Constant(ElementType.Float, integers.Shape, () =>
        {
            long[] elements = integers.Integers();
            var floats = new float[elements.Length];
            for (int i = 0; i < floats.Length; i++)
            {
                int of = q.PerAxis ? (int)(i / inner % q.Scale.Length) : 0;
                floats[i] = q.Scale[of] * (elements[i] - q.ZeroPoint[of]);
            }
            return MemoryMarshal.AsBytes(floats.AsSpan()).ToArray();
        });
    }

    private static TTo[] Each<TFrom, TTo>(TFrom[] values, Func<TFrom, TTo> convert) => [.. values.Select(convert)];

    // TFLite's string tensors: a count, count + 1 offsets from the start of the buffer, then the bytes of the strings.
    private static string[] Strings(ReadOnlySpan<byte> data, int[] shape, string name)
    {
        ReadOnlySpan<int> header = MemoryMarshal.Cast<byte, int>(data);
        long count = ElementTypes.Count(shape);
        if (header.Length == 0 || header[0] != count || header.Length < count + 2)
        {
            throw new FileContradiction($"The strings of '{name}' are not where its offsets say");
        }
        var strings = new string[count];
        for (int i = 0; i < strings.Length; i++)
        {
            (int from, int to) = (header[i + 1], header[i + 2]);
            if (from < 0 || to < from || to > data.Length)
            {
                throw new FileContradiction($"The strings of '{name}' are not where its offsets say");
            }
            strings[i] = Encoding.UTF8.GetString(data[from..to]);
        }
        return strings;
    }
}
