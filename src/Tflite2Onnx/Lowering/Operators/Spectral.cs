using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Fourier transforms and complex numbers, whose two parts lie along a last axis more.</summary>
internal static class Spectral
{
    public static OpDefinition[] Operators =>
    [
        Part(REAL, 0, "Real part."),
        Part(IMAG, 1, "Imaginary part."),
        new PlainOpDefinition(COMPLEX_ABS)
        {
            Summary = "Magnitude of complex numbers.",
            TakesComplex = true,
            Convert = op => op.Emit("ReduceL2", [op.In(0), OpContext.Ints(op.Rank(0))], new() { ["keepdims"] = 0L }),
        },
        new PlainOpDefinition(RFFT2D)
        {
            Summary = "Fourier transform of real numbers over the last two axes, cut off or filled with zeros to given lengths; of the last one the first half.",
            Limits = "The lengths have to be constants, and the extents of the last two axes known.",
            TakesComplex = true,
            Convert = op => Transform(op),
        },
    ];

    /// <summary>The product of two complex operands.</summary>
    public static Value Product(OpContext op)
    {
        (Value a, Value b, Value c, Value d) = (Part(op, 0, 0), Part(op, 0, 1), Part(op, 1, 0), Part(op, 1, 1));
        Value Times(Value x, Value y) => op.Emit("Mul", [x, y]);
        Value[] parts = [op.Emit("Sub", [Times(a, c), Times(b, d)]), op.Emit("Add", [Times(a, d), Times(b, c)])];
        int last = Math.Max(op.Rank(0), op.Rank(1));
        return op.Emit("Concat", [.. parts.Select(part => op.Unsqueeze(part, last))], new() { ["axis"] = (long)last });
    }

    private static PlainOpDefinition Part(BuiltinOperator code, int part, string summary) => new(code)
    {
        Summary = summary,
        TakesComplex = true,
        Convert = op => Part(op, 0, part),
    };

    private static Value Part(OpContext op, int input, int part) =>
        op.Emit("Gather", [op.In(input), OpContext.Scalar(part, ElementType.Int64)], new() { ["axis"] = (long)op.Rank(input) });

    private static Value Transform(OpContext op)
    {
        (long[] lengths, int[] shape) = (op.Integers(1), op.Shape(0));
        if (lengths is not [long height, long width] || shape is not [.., >= 0 and int rows, >= 0 and int columns])
        {
            throw OpView.Unsupported("the extents of the last two axes are not known before a run, or it does not give two lengths");
        }
        int[] axes = [shape.Length - 2, shape.Length - 1];
        Value x = Slicing.Cut(op, op.In(0), axes, [0, 0], [rows > height ? height : long.MaxValue, columns > width ? width : long.MaxValue]);
        long[] behind = [Math.Max(0, height - rows), Math.Max(0, width - columns)];
        if (behind.Any(pad => pad > 0))
        {
            x = op.Emit("Pad", [x, OpContext.Ints([.. new long[(2 * shape.Length) - 2], .. behind])]);
        }
        Value y = Along(op.Unsqueeze(x, shape.Length), axes[1], onesided: true);
        return height == 1 ? y : Along(y, axes[0], onesided: false);

        Value Along(Value value, int axis, bool onesided) =>
            op.Emit("DFT", [value, null, OpContext.Scalar(axis, ElementType.Int64)], onesided ? new() { ["onesided"] = 1L } : []);
    }
}
