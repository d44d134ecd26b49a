using System.Runtime.InteropServices;

namespace Tflite2Onnx.Tests.Running;

/// <summary>A dense tensor given to, or got from, a runtime.</summary>
internal sealed record RunTensor(ElementType Type, int[] Shape, byte[] Bytes)
{
    public RunTensor Transposed(int[] perm) => new(Type, [.. perm.Select(axis => Shape[axis])], Permutation.Apply(Bytes, Shape, perm, Type.Bits()));

    /// <summary>The elements as floats, for comparing.</summary>
    public double[] Floats() => Type switch
    {
        ElementType.Float => Each<float>(v => v),
        ElementType.Double => Each<double>(v => v),
        ElementType.Float16 => Each<Half>(v => (double)v),
        ElementType.Int64 => Each<long>(v => v),
        ElementType.UInt64 => Each<ulong>(v => v),
        ElementType.Int32 => Each<int>(v => v),
        ElementType.UInt32 => Each<uint>(v => v),
        ElementType.Int16 => Each<short>(v => v),
        ElementType.UInt16 => Each<ushort>(v => v),
        ElementType.Int8 => Each<sbyte>(v => v),
        _ => Each<byte>(v => v),
    };

    private double[] Each<T>(Func<T, double> convert)
        where T : struct => [.. MemoryMarshal.Cast<byte, T>(Bytes).ToArray().Select(convert)];
}
