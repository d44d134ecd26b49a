namespace Tflite2Onnx.Tests.SharedModels;

/// <summary>Large inputs of goldens are not stored but made again from a seed, by the rules of the rig that recorded them (<c>runtimes.cjs</c>).</summary>
internal sealed class RigInputs
{
    private const int SmallIntegers = 4;

    private uint _state;

    private RigInputs(uint seed) => _state = unchecked((seed * 2654435761u) + 1) is uint state and not 0 ? state : 1;

    public static RunTensor Fill(ElementType type, int[] shape, int seed)
    {
        bool picture = shape is [_, >= 16, >= 16, 1 or 3 or 4] && type is ElementType.Float or ElementType.UInt8 or ElementType.Int8;
        return new RunTensor(type, shape, picture ? Picture(type, shape, seed) : Noise(type, shape, seed));
    }

    private double Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return _state / 4294967296.0;
    }

    private static byte[] Noise(ElementType type, int[] shape, int seed)
    {
        var random = new RigInputs((uint)seed);
        var elements = new double[ElementTypes.Count(shape)];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = random.Next();
        }
        return type switch
        {
            ElementType.Float => Bytes(elements, u => (float)((u * 2) - 1)),
            ElementType.Double => Bytes(elements, u => (u * 2) - 1),
            ElementType.UInt8 => Bytes(elements, u => (byte)(u * 256)),
            ElementType.Int8 => Bytes(elements, u => (sbyte)((int)(u * 256) - 128)),
            ElementType.Int16 => Bytes(elements, u => (short)((int)(u * 65536) - 32768)),
            ElementType.UInt16 => Bytes(elements, u => (ushort)(u * 65536)),
            ElementType.Int32 => Bytes(elements, u => (int)(u * SmallIntegers)),
            ElementType.UInt32 => Bytes(elements, u => (uint)(u * SmallIntegers)),
            ElementType.Int64 => Bytes(elements, u => (long)(u * SmallIntegers)),
            ElementType.Bool => Bytes(elements, u => u < 0.5),
            _ => throw new NotSupportedException($"no noise of type {type}"),
        };
    }

    // Soft gradients, discs and stripes.
    private static byte[] Picture(ElementType type, int[] shape, int seed)
    {
        var random = new RigInputs((uint)seed + 77);
        (int height, int width, int channels) = (shape[1], shape[2], shape[3]);
        double[][] discs = [.. Enumerable.Range(0, 5).Select(_ => Disc(random, height, width))];
        (double fx, double fy) = (2 + (6 * random.Next()), 2 + (6 * random.Next()));
        var elements = new double[ElementTypes.Count(shape)];
        for (int i = 0; i < elements.Length; i++)
        {
            (int c, int x, int y) = (i % channels, i / channels % width, i / channels / width % height);
            double gradient = (c & 1) == 1 ? (double)x / width : (double)y / height;
            double p = 0.35 + (0.3 * gradient) + (0.12 * Math.Sin(fx * x / width * Math.PI) * Math.Cos(fy * y / height * Math.PI));
            foreach (double[] d in discs)
            {
                double q = Math.Sqrt(((x - d[0]) * (x - d[0])) + ((y - d[1]) * (y - d[1]))) / d[2];
                p = q < 1 ? (p * q) + (d[3 + c] * (1 - q)) : p;
            }
            elements[i] = Math.Clamp(p, 0, 1);
        }
        return type switch
        {
            ElementType.Float => Bytes(elements, p => (float)((p * 2) - 1)),
            ElementType.UInt8 => Bytes(elements, p => (byte)Rounded(p)),
            _ => Bytes(elements, p => (sbyte)(Rounded(p) - 128)),
        };
    }

    private static double[] Disc(RigInputs random, int height, int width) =>
    [
        random.Next() * width, random.Next() * height, (0.08 + (0.2 * random.Next())) * Math.Min(width, height),
        random.Next(), random.Next(), random.Next(), random.Next(),
    ];

    private static int Rounded(double share) => (int)Math.Floor((share * 255) + 0.5);

    private static byte[] Bytes<T>(double[] elements, Func<double, T> convert)
        where T : struct => ModelBuilder.Bytes([.. elements.Select(convert)]);
}
