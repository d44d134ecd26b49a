namespace Tflite2Onnx.Prepare;

/// <summary>A function as ONNX's recurrent operators name it; HardSigmoid is <c>clip(Alpha x + Beta, 0, 1)</c>, the others have no parameters.</summary>
internal sealed record GateFunction(string Name, float Alpha = 0, float Beta = 0)
{
    public bool HasParameters => Name == "HardSigmoid";
}

/// <summary>
/// <c>function(W x + R h + b)</c>. Where a GRU resets the product <c>R h + c</c> rather than the state, <paramref name="RecurrentBias"/> is c.
/// </summary>
internal sealed record Gate(Form Form, GateFunction Function, WeightBlock Input, WeightBlock Recurrent, float[] Bias, float[] RecurrentBias)
{
    private const float HardSigmoidBeta = 0.5f;

    /// <summary>A formula as a gate of the round's input and the state <paramref name="hidden"/>; null where it is none.</summary>
    public static Gate? Of(Form form, int hidden) => Parts(form) is var (function, sum)
        && Find(sum, Given.Input) is { } input && Find(sum, hidden) is { } recurrent && sum.Terms.Length == 2
            ? new Gate(form, function, input, recurrent, sum.Bias, new float[sum.Width]) : null;

    /// <summary>
    /// A formula as the gate of a GRU's new state, with what its recurrent part is reset by; null where it is none.
    /// </summary>
    public static (Gate Gate, Form Reset, bool IsAfter)? Resetting(Form form, int hidden)
    {
        if (Parts(form) is not var (function, sum) || sum.Terms.Length != 2 || Find(sum, Given.Input) is not { } input)
        {
            return null;
        }
        Form other = sum.Terms[0].Of is Product { Operand: Given { Link: Given.Input } } ? sum.Terms[1].Of : sum.Terms[0].Of;
        if (other is Product { Operand: Times before } product && Beside(before, form => form is Given { Link: var link } && link == hidden) is { } reset)
        {
            return (new Gate(form, function, input, product.Weights, sum.Bias, new float[sum.Width]), reset, IsAfter: false);
        }
        return other is Times after && Beside(after, form => Plain(form, hidden) is not null) is { } factor
            && Plain(ReferenceEquals(after.Left, factor) ? after.Right : after.Left, hidden) is { } inner
                ? (new Gate(form, function, input, Find(inner, hidden)!, sum.Bias, inner.Bias), factor, IsAfter: true) : null;
    }

    /// <summary>The function that a formula is of another one; null where it is none.</summary>
    public static GateFunction? FunctionOf(Form form, Form of) => form switch
    {
        Applied applied when ReferenceEquals(applied.Of, of) => new GateFunction(applied.Function),
        Clipped { Low: 0, High: float.PositiveInfinity } clipped when ReferenceEquals(clipped.Of, of) => new GateFunction("Relu"),
        _ => null,
    };

    /// <summary>The factor beside one that is looked for; null where none of the two is.</summary>
    public static Form? Beside(Times product, Func<Form, bool> isFound) => isFound(product.Left) ? product.Right : isFound(product.Right) ? product.Left : null;

    // The function and the sum that it is applied to.
    private static (GateFunction Function, Sum Sum)? Parts(Form form)
    {
        switch (form)
        {
            case Applied applied:
                return (new GateFunction(applied.Function), Sum.Of(applied.Of));
            case Clipped { Low: 0, High: float.PositiveInfinity } clipped:
                return (new GateFunction("Relu"), Sum.Of(clipped.Of));
            case Clipped { Low: 0, High: 1 } clipped:
                return HardSigmoid(Sum.Of(clipped.Of), 1);
            case Sum { Terms: [(var factor, Clipped { Low: 0, High: var high and > 0 } clipped)], HasBias: false } when Math.Abs((factor * high) - 1) < 1e-6f:
                return HardSigmoid(Sum.Of(clipped.Of), factor);
            default:
                return null;
        }
    }

    // clip(factor * (alpha * (W x + R h) + bias), 0, 1): whatever is taken for beta, the bias makes up for.
    private static (GateFunction Function, Sum Sum)? HardSigmoid(Sum sum, float factor)
    {
        float alpha = sum.Terms.Length > 0 ? sum.Terms[0].Factor : 0;
        if (!(alpha > 0) || !sum.Terms.All(term => term.Factor == alpha))
        {
            return null;
        }
        float[] bias = [.. sum.Bias.Select(v => ((v * factor) - HardSigmoidBeta) / (alpha * factor))];
        return (new GateFunction("HardSigmoid", alpha * factor, HardSigmoidBeta), new Sum(sum.Width, [.. sum.Terms.Select(term => (1f, term.Of))], bias));
    }

    private static Sum? Plain(Form form, int given) => form is Sum { Terms.Length: 1 } sum && Find(sum, given) is not null ? sum : null;

    private static WeightBlock? Find(Sum sum, int given)
    {
        bool IsOf(Product product) => product.Operand is Given { Link: var link } && link == given;
        return sum.Terms.All(term => term.Factor == 1) ? sum.Terms.Select(term => term.Of).OfType<Product>().FirstOrDefault(IsOf)?.Weights : null;
    }
}
