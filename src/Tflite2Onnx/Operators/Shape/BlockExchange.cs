namespace Tflite2Onnx.Operators;

/// <summary>
/// Blocks passing from spatial axes to another axis, the target, or back. In between each block is an axis of its own: behind the axis it
/// is cut from, or, all in their order, in front of what else the target has.
/// </summary>
/// <param name="Dimensions">The operand's dimensions, -1 where only a run decides.</param>
/// <param name="Blocks">The spatial axes, with the dimension of a block along each.</param>
/// <param name="Target">The other axis.</param>
/// <param name="ToTarget">Whether the blocks pass to the target.</param>
internal sealed record BlockExchange(int[] Dimensions, (int Axis, int Factor)[] Blocks, int Target, bool ToTarget)
{
    private int Rank => Dimensions.Length;

    /// <summary>The order of axes before and after; numbers from the rank on are the blocks.</summary>
    public (int[] Before, int[] After) Orders()
    {
        int[] all = [.. Enumerable.Range(0, Rank)];
        int[] spatial = [.. all.SelectMany(axis => (int[])[axis, .. Numbers(b => b.Axis == axis)])];
        int[] target = [.. all.SelectMany(axis => axis == Target ? [.. Numbers(_ => true), axis] : (int[])[axis])];
        return ToTarget ? (spatial, target) : (target, spatial);
    }

    /// <summary>What each of the operand's dimensions is divided by.</summary>
    public int[] Divisors() => Factors(ToTarget);

    /// <summary>What each of the divided dimensions is multiplied by in the result.</summary>
    public int[] Multipliers() => Factors(!ToTarget);

    /// <summary>The divided dimensions, and those of the blocks.</summary>
    public int[] Apart() => [.. Divided(), .. Blocks.Select(b => b.Factor)];

    /// <summary>The result's dimensions.</summary>
    public int[] Together() => [.. Divided().Zip(Multipliers(), (dimension, factor) => dimension < 0 ? -1 : dimension * factor)];

    private int[] Divided() => [.. Dimensions.Zip(Divisors(), (dimension, factor) => dimension < 0 ? -1 : dimension / factor)];

    private int[] Factors(bool spatial) => [.. Enumerable.Range(0, Rank).Select(axis => (spatial, axis == Target) switch
    {
        (true, false) => Product(Blocks.Where(b => b.Axis == axis)),
        (false, true) => Product(Blocks),
        _ => 1,
    })];

    private static int Product(IEnumerable<(int Axis, int Factor)> blocks) => FileNumber.Product(blocks.Select(b => FileNumber.Divisor(b.Factor)));

    private IEnumerable<int> Numbers(Func<(int Axis, int Factor), bool> which) =>
        Enumerable.Range(0, Blocks.Length).Where(i => which(Blocks[i])).Select(i => Rank + i);
}
