namespace Tflite2Onnx.Arithmetic;

/// <summary>
/// MultiplyByQuantizedMultiplier of sums, their bias and the result's zero point as a line in double, rounded down. It takes a third of the
/// nodes that <see cref="KernelArithmetic"/> needs, and is used only where it is proven: both are staircases, and they are the same when they are at
/// the foot and the edge of each step of the result's range.
/// </summary>
internal sealed class Steps
{
    private const double Half = 0.5;

    // How far the kernel's edge of a step may be from where the line has it: two roundings, each by less than a sum.
    private const int Farthest = 8;

    private readonly double[] _slopes;
    private readonly double[] _offsets;
    private readonly double[]? _nudges;
    private readonly double _zero;

    private Steps(double[] slopes, double[] offsets, double[]? nudges, double zero) =>
        (_slopes, _offsets, _nudges, _zero) = (slopes, offsets, nudges, zero);

    /// <summary>Null where it is not proven. Biases are one per factor, or none.</summary>
    public static Steps? Of(Multiplier[] factors, long[] biases, Affine result, (long Lowest, long Highest) range)
    {
        if (!result.IsByte || factors.Any(f => f.Significand <= 0))
        {
            return null;
        }
        int count = Math.Max(factors.Length, biases.Length);
        Multiplier Factor(int i) => factors[factors.Length > 1 ? i : 0];
        long Bias(int i) => biases.Length > 0 ? biases[i] : 0;
        double Slope(int i) => Math.ScaleB(Factor(i).Significand, Factor(i).Shift - 31);
        // The second rounding moves each edge by half of the first one's unit: down above 0, up below it.
        double Nudge(int i) => Factor(i).Shift < 0 ? Math.ScaleB(1, Factor(i).Shift - 1) : 0;
        double Grain(int i) => Math.ScaleB(1, Math.Min(Factor(i).Shift, 0) - 32);
        bool isAbove = range.Lowest >= result.Zero || factors.All(f => f.Shift >= 0);
        int[] all = [.. Enumerable.Range(0, count)];
        var steps = new Steps(
            [.. all.Select(Slope)],
            [.. all.Select(i => (Bias(i) * Slope(i)) + (isAbove ? Half + Nudge(i) + Grain(i) + result.Zero : 0))],
            isAbove ? null : [.. all.Select(i => Nudge(i) + Grain(i))],
            result.Zero);
        return all.All(i => steps.Agrees(i, Factor(i), Bias(i), result.Zero, range)) ? steps : null;
    }

    /// <summary>The result's integers for sums without their bias; numbers per channel lie along <paramref name="shape"/>.</summary>
    public Value Apply(OpContext op, Value sums, int[] shape, Affine result, (long Lowest, long Highest) range)
    {
        Value Numbers(double[] all) =>
            Value.Of(all.Distinct().Count() == 1 ? Constant.Of(ElementType.Double, [], all[0]) : Constant.Of(ElementType.Double, shape, all), "numbers");
        static Value Number(double value) => Constants.Scalar(value, ElementType.Double);
        Value y = op.Emit("Add", [op.Emit("Mul", [op.Cast(sums, ElementType.Double), Numbers(_slopes)]), Numbers(_offsets)]);
        if (_nudges is not null)
        {
            y = op.Emit("Add", [op.Emit("Add", [y, op.Emit("Mul", [op.Emit("Sign", [y]), Numbers(_nudges)])]), Number(Half + _zero)]);
        }
        return op.Cast(op.Emit("Clip", [op.Emit("Floor", [y]), Number(range.Lowest), Number(range.Highest)]), result.Type);
    }

    private double At(int i, long sum)
    {
        double y = (sum * _slopes[i]) + _offsets[i];
        return Math.Floor(_nudges is null ? y : y + (Math.Sign(y) * _nudges[i]) + (Half + _zero));
    }

    private bool Agrees(int i, Multiplier factor, long bias, long zero, (long Lowest, long Highest) range)
    {
        for (long step = range.Lowest + 1; step <= range.Highest; step++)
        {
            // The first sum that reaches the step, bias included; those beyond 32 bits do not occur.
            var edge = (long)Math.Ceiling((step - zero - Half) / _slopes[i]);
            if (Math.Abs(edge) >= int.MaxValue - 2)
            {
                continue;
            }
            (long least, long most) = (edge - Farthest, edge + Farthest);
            for (; edge > least && factor.Apply(edge) + zero >= step; edge--)
            {
            }
            for (; edge < most && factor.Apply(edge) + zero < step; edge++)
            {
            }
            if (edge == least || edge == most || At(i, edge - bias) < step || At(i, edge - 1 - bias) >= step)
            {
                return false;
            }
        }
        return true;
    }
}
