using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Fourier transforms and complex numbers, whose two parts lie along a last axis more.</summary>
internal static partial class Spectral
{
    public static OpDefinition[] Operators =>
    [
        Part(REAL, 0, "Real part."),
        Part(IMAG, 1, "Imaginary part."),
        new PlainOpDefinition(COMPLEX_ABS)
        {
            Summary = "Magnitude of complex numbers.",
            TakesComplex = true,
            Shapes = ShapeRules.Same,
            Convert = op => op.Emit("ReduceL2", [op.In(0), Value.Ints(op.Rank(0))], new() { ["keepdims"] = 0L }),
        },
        new PlainOpDefinition(RFFT2D)
        {
            Summary = "Fourier transform of floats over the last two axes, cropped or padded with zeros to given lengths; half of the last axis.",
            Limits = "The lengths have to be constants.",
            TakesComplex = true,
            Shapes = ReductionShapes.Transform,
            Convert = op => Transform(op),
        },
        new PlainOpDefinition("IRFFT2D")
        {
            Summary = "The inverse of RFFT2D, cropped or padded with zeros to given lengths.",
            Limits = "The lengths have to be constants, powers of two, the second at least 2, and the operand's height and width known.",
            TakesComplex = true,
            Convert = op => Inverse(op),
        },
    ];

    /// <summary>The product of two complex operands.</summary>
    public static Value Product(OpContext op)
    {
        (Value a, Value b, Value c, Value d) = (op.Part(0, 0), op.Part(0, 1), op.Part(1, 0), op.Part(1, 1));
        Value Times(Value x, Value y) => op.Emit("Mul", [x, y]);
        Value[] parts = [op.Emit("Sub", [Times(a, c), Times(b, d)]), op.Emit("Add", [Times(a, d), Times(b, c)])];
        int last = Math.Max(op.Rank(0), op.Rank(1));
        return op.Emit("Concat", [.. parts.Select(part => op.Unsqueeze(part, last))], new() { ["axis"] = (long)last });
    }

    private static PlainOpDefinition Part(BuiltinOperator code, int part, string summary) => new(code)
    {
        Summary = summary,
        TakesComplex = true,
        Shapes = ShapeRules.Same,
        Convert = op => op.Part(0, part),
    };

    private static Value Transform(OpContext op)
    {
        int rank = op.RankFrom(2, input: 0);
        (long height, long width) = op.Integers(1) is [long h, long w] ? (h, w) : throw new Refusal(WayOut.Rewrite, "it does not give two lengths");
        Value x = Fitted(op, op.In(0), [rank - 2, rank - 1], [height, width]);
        Value y = Along(op.Unsqueeze(x, rank), rank - 1, onesided: true);
        return height == 1 ? y : Along(y, rank - 2, onesided: false);

        Value Along(Value value, int axis, bool onesided) =>
            op.Emit("DFT", [value, null, Constants.Scalar(axis, ElementType.Int64)], onesided ? new() { ["onesided"] = 1L } : []);
    }

    // The axes cut off, or filled with zeros, to these lengths.
    private static Value Fitted(OpContext op, Value x, int[] axes, long[] lengths)
    {
        int[] shape = op.Shape(0);
        long[] ends = [.. axes.Select((axis, i) => shape[axis] >= 0 && shape[axis] <= lengths[i] ? long.MaxValue : lengths[i])];
        x = Slicing.Cut(op, x, axes, [0, 0], ends);
        if (axes.Where((axis, i) => shape[axis] < lengths[i]).Any())
        {
            Value missing = axes.All(axis => shape[axis] >= 0) ? Value.Ints([.. axes.Select((axis, i) => Math.Max(0, lengths[i] - shape[axis]))])
                : op.Emit("Sub", [Value.Ints(lengths), op.Emit("Shape", [x], new() { ["start"] = (long)axes[0] })]);
            x = op.Emit("Pad", [x, op.Emit("Concat", [Value.Ints(new long[(2 * shape.Length) - 2]), missing], new() { ["axis"] = 0L })]);
        }
        return x;
    }
}
