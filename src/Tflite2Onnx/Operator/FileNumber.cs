namespace Tflite2Onnx.Operator;

/// <summary>Arithmetic of numbers that the file gave: what does not fit is a contradiction of the file's, and no fault of ours.</summary>
internal static class FileNumber
{
    /// <summary>A number, or a product or sum of a few, that has to fit into 32 bits.</summary>
    public static int Int(long number) =>
        number is >= int.MinValue and <= int.MaxValue ? (int)number
            : throw new FileContradiction($"One of its numbers comes to {number}, which is beyond 32 bits");

    /// <summary>A number by which others are divided.</summary>
    public static int Divisor(long number) => number > 0 ? Int(number) : throw new FileContradiction($"One of its numbers is {number}, and has to be above 0");

    /// <summary>The elements of a shape without unknown dimensions.</summary>
    public static int Count(ReadOnlySpan<int> shape) => ElementTypes.Count(shape) is >= 0 and long count ? Int(count)
        : throw new FileContradiction("One of its shapes has more elements than can be counted");

    /// <summary>The product of dimensions.</summary>
    public static int Product(IEnumerable<int> dimensions) => dimensions.Aggregate(1, (product, dimension) => Int((long)product * dimension));
}
