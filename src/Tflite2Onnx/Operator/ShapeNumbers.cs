using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operator;

/// <summary>The integers that operators make of shapes, for other operators to make shapes of: as dimensions, so that they follow those.</summary>
internal static class ShapeNumbers
{
    /// <summary>The elements of the only result; null where they do not follow from dimensions.</summary>
    public static Dim[]? Of(ShapeView op) => op.Source.Code switch
    {
        SHAPE => op.Dims(0),
        RANK => [Dim.Of(op.Dims(0).Length)],
        CAST or RESHAPE or SQUEEZE or EXPAND_DIMS or STABLEHLO_RESHAPE or STABLEHLO_CONVERT => op.Numbers(0),
        PACK => Joined(op),
        CONCATENATION or STABLEHLO_CONCATENATE when op.Shape(0).Length == 1 => Joined(op),
        GATHER when op.Shape(0).Length == 1 => Picked(op.Numbers(0), op.TryIntegers(1)),
        SLICE when op.Shape(0).Length == 1 && op.TryIntegers(1) is [var from] && op.TryIntegers(2) is [var size] =>
            Part(op.Numbers(0), from, size < 0 ? long.MaxValue : from + size),
        STRIDED_SLICE when op.Shape(0).Length == 1 && op.Numbers(0) is { } numbers => Strided(op, op.Options<StridedSliceOptions>(), numbers),
        REDUCE_PROD when op.Numbers(0) is { } factors && op.Shape(0).Length == 1 => [factors.Aggregate(Dim.One, (product, factor) => product * factor)],
        MUL or STABLEHLO_MULTIPLY => Each(op, (a, b) => a * b),
        ADD or STABLEHLO_ADD => Each(op, (a, b) => OfNumbers(a, b, (x, y) => checked(x + y))),
        SUB or STABLEHLO_SUBTRACT => Each(op, (a, b) => OfNumbers(a, b, (x, y) => checked(x - y))),
        FLOOR_DIV or DIV or STABLEHLO_DIVIDE => Each(op, (a, b) => b == Dim.One ? a : OfNumbers(a, b, (x, y) => x >= 0 && y > 0 ? x / y : null)),
        MAXIMUM => Each(op, (a, b) => OfNumbers(a, b, (x, y) => Math.Max(x, y))),
        MINIMUM => Each(op, (a, b) => OfNumbers(a, b, (x, y) => Math.Min(x, y))),
        _ => null,
    };

    private static Dim[]? Joined(ShapeView op)
    {
        Dim[]?[] parts = [.. Enumerable.Range(0, op.InputCount).Select(op.Numbers)];
        return parts.Contains(null) ? null : [.. parts.SelectMany(part => part!)];
    }

    private static Dim[]? Picked(Dim[]? numbers, long[]? places) => numbers is null || places is null ? null
        : [.. places.Select(place => numbers[place < 0 ? place + numbers.Length : place])];

    private static Dim[]? Part(Dim[]? numbers, long from, long to) => numbers is not null && from >= 0 && from <= numbers.Length && to >= from
        ? numbers[(int)from..(int)Math.Min(to, numbers.Length)] : null;

    private static Dim[]? Strided(ShapeView op, StridedSliceOptions o, Dim[] numbers)
    {
        if (op.TryIntegers(1) is not [var begin] || op.TryIntegers(2) is not [var end] || op.TryIntegers(3) is not [1] || o.Offset
            || (o.NewAxisMask | o.EllipsisMask) != 0)
        {
            return null;
        }
        long Within(long place) => Math.Clamp(place < 0 ? place + numbers.Length : place, 0, numbers.Length);
        long from = (o.BeginMask & 1) != 0 ? 0 : Within(begin);
        return Part(numbers, from, (o.ShrinkAxisMask & 1) != 0 ? from + 1 : (o.EndMask & 1) != 0 ? numbers.Length : Within(end));
    }

    private static Dim[]? Each(ShapeView op, Func<Dim, Dim, Dim?> rule)
    {
        if (op.Numbers(0) is not { Length: > 0 } a || op.Numbers(1) is not { Length: > 0 } b || (a.Length != b.Length && a.Length != 1 && b.Length != 1))
        {
            return null;
        }
        Dim?[] results = [.. Enumerable.Range(0, Math.Max(a.Length, b.Length)).Select(i => rule(a[i % a.Length], b[i % b.Length]))];
        return results.Contains(null) ? null : [.. results.Select(result => result!.Value)];
    }

    private static Dim? OfNumbers(Dim a, Dim b, Func<long, long, long?> rule) =>
        a.Number is { } x && b.Number is { } y && rule(x, y) is { } result ? Dim.Of(result) : null;
}
