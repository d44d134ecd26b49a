namespace Tflite2Onnx.Passes;

/// <summary>A small constant of integers, and the arithmetic of shapes on it. Where a case is not covered the result is null, and the node stays.</summary>
internal sealed record SmallIntegers(int[] Shape, long[] Elements)
{
    private const int MaxElements = 1024;

    private static readonly Dictionary<string, Func<long, long, long>> Pairwise = new()
    {
        ["Add"] = (a, b) => a + b,
        ["Div"] = (a, b) => a / b,
        ["Equal"] = (a, b) => a == b ? 1 : 0,
        ["Greater"] = (a, b) => a > b ? 1 : 0,
        ["Less"] = (a, b) => a < b ? 1 : 0,
        ["Max"] = Math.Max,
        ["Min"] = Math.Min,
        ["Mod"] = (a, b) => ((a % b) + b) % b,
        ["Mul"] = (a, b) => a * b,
        ["Sub"] = (a, b) => a - b,
    };

    private static readonly Dictionary<string, Func<Node, SmallIntegers?[], SmallIntegers?>> Others = new()
    {
        ["Cast"] = (_, x) => x[0],
        ["Concat"] = (_, x) => x.All(v => v!.Shape.Length == 1) ? List([.. x.SelectMany(v => v!.Elements)]) : null,
        ["Gather"] = (_, x) => x[0]!.Shape.Length == 1 ? Pick(x[0]!, x[1]!) : null,
        ["ReduceProd"] = (node, x) => Fold(node, x, (a, b) => a * b, 1),
        ["ReduceSum"] = (node, x) => Fold(node, x, (a, b) => a + b, 0),
        ["Reshape"] = (node, x) => x[0]! with { Shape = node.Outputs[0].Shape ?? Resolve(x[0]!, x[1]!) },
        ["Slice"] = (_, x) => x[0]!.Shape.Length == 1 ? Cut(x) : null,
        ["Squeeze"] = (_, x) => x[0]!.Elements.Length == 1 && x.Length > 1 ? x[0]! with { Shape = Ones(x[0]!.Shape.Length - x[1]!.Elements.Length) } : null,
        ["Unsqueeze"] = (_, x) => x[0]!.Shape.Length == 0 && x[1]!.Elements.Length == 1 ? List(x[0]!.Elements) : null,
        ["Where"] = (_, x) => x.All(v => v!.Shape.SequenceEqual(x[0]!.Shape)) ? Choose(x[0]!, x[1]!, x[2]!) : null,
    };

    public static bool Folds(string opType) => Pairwise.ContainsKey(opType) || Others.ContainsKey(opType);

    public static SmallIntegers? Of(Constant? constant) =>
        constant is { Count: <= MaxElements } && IsWhole(constant.Type) ? new SmallIntegers(constant.Shape, constant.Integers()) : null;

    public static SmallIntegers? Apply(Node node, SmallIntegers?[] operands)
    {
        if (Others.TryGetValue(node.OpType, out Func<Node, SmallIntegers?[], SmallIntegers?>? other))
        {
            return other(node, operands);
        }
        return operands is [{ } a, { } b] && !(node.OpType is "Div" or "Mod" && b.Elements.Contains(0)) ? Zip(a, b, Pairwise[node.OpType]) : null;
    }

    /// <summary>The constant, or null where the type cannot hold a number (then a run would wrap it around).</summary>
    public Constant? ToConstant(ElementType type)
    {
        bool fits = type is ElementType.Int64
            || (IsWhole(type) && type.Bits() <= 32 && Elements.All(e => e >= type.Range().Lowest && e <= type.Range().Highest));
        return fits && ElementTypes.Count(Shape) == Elements.Length ? Operator.Constants.FromIntegers(type, Shape, Elements) : null;
    }

    private static bool IsWhole(ElementType type) => type is ElementType.Bool or ElementType.Int64 or ElementType.UInt64
        or ElementType.Int8 or ElementType.Int16 or ElementType.Int32 or ElementType.UInt8 or ElementType.UInt16 or ElementType.UInt32;

    private static int[] Ones(int count) => [.. Enumerable.Repeat(1, count)];

    private static SmallIntegers Choose(SmallIntegers condition, SmallIntegers yes, SmallIntegers no) =>
        condition with { Elements = [.. condition.Elements.Select((c, i) => c != 0 ? yes.Elements[i] : no.Elements[i])] };

    private static SmallIntegers List(long[] elements) => new([elements.Length], elements);

    private static SmallIntegers? Zip(SmallIntegers a, SmallIntegers b, Func<long, long, long> apply) =>
        a.Shape.SequenceEqual(b.Shape) ? a with { Elements = [.. a.Elements.Zip(b.Elements, apply)] }
        : b.Shape.Length == 0 ? a with { Elements = [.. a.Elements.Select(e => apply(e, b.Elements[0]))] }
        : a.Shape.Length == 0 ? b with { Elements = [.. b.Elements.Select(e => apply(a.Elements[0], e))] }
        : null;

    private static SmallIntegers? Pick(SmallIntegers data, SmallIntegers indices)
    {
        int count = data.Elements.Length;
        bool areInside = indices.Elements.All(i => i >= -count && i < count);
        return areInside ? indices with { Elements = [.. indices.Elements.Select(i => data.Elements[i < 0 ? i + count : i])] } : null;
    }

    private static SmallIntegers? Fold(Node node, SmallIntegers?[] x, Func<long, long, long> apply, long seed)
    {
        SmallIntegers data = x[0]!;
        bool isList = data.Shape.Length == 1 && (x.Length == 1 || x[1]!.Elements is [0 or -1]);
        int[] shape = node.Attributes.Integer("keepdims", 1) == 1 ? [1] : [];
        return isList ? new(shape, [data.Elements.Aggregate(seed, apply)]) : null;
    }

    private static SmallIntegers? Cut(SmallIntegers?[] x)
    {
        long step = x.ElementAtOrDefault(4)?.Elements[0] ?? 1;
        if (x.Take(3).Any(v => v is not { Elements.Length: > 0 } ) || x[1]!.Elements.Length != 1 || step != 1)
        {
            return null;
        }
        long count = x[0]!.Elements.Length;
        long Place(long at) => Math.Clamp(at < 0 ? at + count : at, 0, count);
        (long from, long to) = (Place(x[1]!.Elements[0]), Place(x[2]!.Elements[0]));
        return List([.. x[0]!.Elements.Skip((int)from).Take((int)Math.Max(0, to - from))]);
    }

    private static int[] Resolve(SmallIntegers data, SmallIntegers shape)
    {
        long known = shape.Elements.Where(d => d > 0).Aggregate(1L, (a, b) => a * b);
        return [.. shape.Elements.Select(d => (int)(d < 0 ? data.Elements.Length / known : d))];
    }
}
