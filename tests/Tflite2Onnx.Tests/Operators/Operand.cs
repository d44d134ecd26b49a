using System.Globalization;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>An operand or a result of a case: type, shape, quantization, and values where the test gives them.</summary>
internal sealed record Operand(TensorType Type, int[] Shape)
{
    public QuantizationParametersT? Quantization { get; init; }

    /// <summary>The elements; null for results that are recorded, and for operands that are filled by a seed.</summary>
    public double[]? Values { get; init; }

    /// <summary>Whether the model holds the values; otherwise they are given at run time.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Whether it is a state of the operator: nobody gives it, and it starts with zeros.</summary>
    public bool IsVariable { get; init; }

    /// <summary>The shape with -1 for dimensions that the model leaves open, while <see cref="Shape"/> has those of the run; null for none.</summary>
    public int[]? Signature { get; init; }

    /// <summary>How a constant is packed whose <see cref="Values"/> are only those it stores.</summary>
    public SparsityParametersT? Sparsity { get; init; }

    /// <summary>The range that seeded values come from.</summary>
    public (double Low, double High) Range { get; init; } = Type is TensorType.FLOAT32 or TensorType.FLOAT16 or TensorType.BFLOAT16 or TensorType.FLOAT64 ? (-1, 1)
        : Type switch { TensorType.INT8 => (-128, 127), TensorType.UINT8 => (0, 255), TensorType.INT16 => (-32768, 32767), TensorType.BOOL => (0, 1), TensorType.INT4 => (-8, 7), TensorType.UINT4 => (0, 15), TensorType.INT2 => (-2, 1), TensorType.UINT16 => (0, 65535), TensorType.UINT32 or TensorType.UINT64 => (0, 4e9), _ => (-9, 9) };

    /// <summary>The same operand as a constant of the model.</summary>
    public Operand Const => this with { IsConstant = true };

    /// <summary>The same operand as a state of the operator.</summary>
    public Operand State => this with { IsVariable = true };

    public Operand Between(double low, double high) => this with { Range = (low, high) };

    /// <summary>The same operand with the dimensions of these axes unknown to the model.</summary>
    public Operand Dynamic(params int[] axes) => this with { Signature = [.. Shape.Select((dimension, axis) => axes.Contains(axis) ? -1 : dimension)] };

    public Operand Of(params double[] values) => this with { Values = values };

    /// <summary>The elements: those given, or seeded ones, the same on every machine.</summary>
    public double[] Elements(int seed)
    {
        if (Values is not null)
        {
            return Values;
        }
        uint state = ((uint)seed * 2654435761u) | 1u;
        var elements = new double[(int)ElementTypes.Count(Shape)];
        for (int i = 0; i < elements.Length; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            double value = Range.Low + ((Range.High - Range.Low) * (state / 4294967295.0));
            elements[i] = Type.ToElementType().IsFloat() ? (float)value : Math.Round(value);
        }
        return elements;
    }

    public byte[] Bytes(int seed)
    {
        double[] elements = Elements(seed);
        return Type switch
        {
            TensorType.FLOAT32 => Bytes(elements, v => (float)v),
            TensorType.FLOAT16 => Bytes(elements, v => (Half)v),
            TensorType.BFLOAT16 => Bytes(elements, v => (ushort)(BitConverter.SingleToUInt32Bits((float)v) >> 16)),
            TensorType.FLOAT64 => Bytes(elements, v => v),
            TensorType.INT64 => Bytes(elements, v => (long)v),
            TensorType.UINT64 => Bytes(elements, v => (ulong)v),
            TensorType.INT32 => Bytes(elements, v => (int)v),
            TensorType.UINT32 => Bytes(elements, v => (uint)v),
            TensorType.INT16 => Bytes(elements, v => (short)v),
            TensorType.UINT16 => Bytes(elements, v => (ushort)v),
            TensorType.INT8 => Bytes(elements, v => (sbyte)v),
            TensorType.UINT8 or TensorType.BOOL => Bytes(elements, v => (byte)v),
            TensorType.INT2 => Packed.Pack([.. elements.Select(v => (byte)((int)v & 3))], 2),
            TensorType.UINT4 or TensorType.INT4 => Packed.Pack([.. elements.Select(v => (byte)((int)v & 15))], 4),
            _ => throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"no values of type {Type}")),
        };
    }

    private static byte[] Bytes<T>(double[] elements, Func<double, T> convert)
        where T : struct => ModelBuilder.Bytes([.. elements.Select(convert)]);
}

/// <summary>Operands by type, for the tables of cases.</summary>
internal static class Operands
{
    public static Operand F32(params int[] shape) => new(TensorType.FLOAT32, shape);
    public static Operand F16(params int[] shape) => new(TensorType.FLOAT16, shape);
    public static Operand I64(params int[] shape) => new(TensorType.INT64, shape);
    public static Operand I32(params int[] shape) => new(TensorType.INT32, shape);
    public static Operand F64(params int[] shape) => new(TensorType.FLOAT64, shape);
    public static Operand U32(params int[] shape) => new(TensorType.UINT32, shape);
    public static Operand U16(params int[] shape) => new(TensorType.UINT16, shape);

    /// <summary>Integers of 8 and 16 bits that are no floats.</summary>
    public static Operand Byte(params int[] shape) => new(TensorType.UINT8, shape);
    public static Operand SByte(params int[] shape) => new(TensorType.INT8, shape);
    public static Operand Short(params int[] shape) => new(TensorType.INT16, shape);
    public static Operand Bool(params int[] shape) => new(TensorType.BOOL, shape);
    public static Operand I8(float scale, long zeroPoint, params int[] shape) => new(TensorType.INT8, shape) { Quantization = ModelBuilder.Quantized(scale, zeroPoint) };
    public static Operand U8(float scale, long zeroPoint, params int[] shape) => new(TensorType.UINT8, shape) { Quantization = ModelBuilder.Quantized(scale, zeroPoint) };
    public static Operand I16(float scale, params int[] shape) => new(TensorType.INT16, shape) { Quantization = ModelBuilder.Quantized(scale, 0) };

    /// <summary>int8 with a scale for each index of an axis.</summary>
    public static Operand I8(float[] scales, int axis, params int[] shape) =>
        new(TensorType.INT8, shape) { Quantization = ModelBuilder.Quantized(scales, axis) };

    /// <summary>Small whole numbers in no order: multiples of a step, modulo a number, less another.</summary>
    public static double[] Digits(int count, int step, int modulus = 10, int less = 0) =>
        [.. Enumerable.Range(0, count).Select(i => (double)((i * step % modulus) - less))];

    /// <summary>A constant list of int32: axes, shapes, permutations.</summary>
    public static Operand Ints(params int[] values) => new Operand(TensorType.INT32, [values.Length]) { Values = [.. values.Select(v => (double)v)], IsConstant = true };

    /// <summary>A constant scalar of int32.</summary>
    public static Operand Int(int value) => new Operand(TensorType.INT32, []) { Values = [value], IsConstant = true };
}
