using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Prepare;

/// <summary>
/// What a subgraph of floats computes, as one text for all the ways in which exporters spell it: products and sums flat and in order with the number
/// in front, quotients as products with roots and reciprocals, axes counted from the end, inputs as <c>x0, x1 ...</c>. For instance
/// <c>mul(rsqrt(add(1E-06,mean[-1](mul(x0,x0)))),x0,x1)</c>. What has no such form is <c>?</c>.
/// </summary>
internal sealed partial class Formula
{
    private readonly TfliteGraph _graph;
    private readonly Dictionary<int, Term> _terms = [];

    // How many elements each sum adds up, and how each transposed text is turned.
    private readonly Dictionary<string, long> _counts = [];
    private readonly Dictionary<string, (int[] Perm, Term Operand)> _turns = [];

    private Formula(TfliteGraph graph) => _graph = graph;

    /// <summary>The formula of the only output of a subgraph.</summary>
    public static string Of(TfliteGraph graph)
    {
        var formula = new Formula(graph);
        for (int i = 0; i < graph.Inputs.Length; i++)
        {
            formula._terms[graph.Inputs[i]] = Term.Atom($"x{i}");
        }
        foreach (TfliteOperator op in graph.Operators)
        {
            Term result = op.Outputs.Length == 1 && formula.IsOfFloats(op) ? formula.Result(new OpView(graph, op)) : Term.Unknown;
            foreach (int output in op.Outputs.Where(t => t >= 0))
            {
                formula._terms[output] = result;
            }
        }
        Term whole = graph.Outputs is [int only] ? formula.At(only) : Term.Unknown;
        return whole.IsUnknown || whole.Kept is not null || whole.Merged is not null ? "?" : whole.Text;
    }

    private bool IsOfFloats(TfliteOperator op) => new[] { op.Inputs.FirstOrDefault(-1), op.Outputs[0] }
        .All(t => t >= 0 && _graph.Tensors[t] is { Type: TensorType.FLOAT32, Shape: { } shape, IsVariable: false } && shape.All(dimension => dimension > 0));

    private Term Result(OpView op) => op.Source.Code switch
    {
        ADD => Fused(op, op.Source.Options<AddOptions>()?.FusedActivationFunction, Term.Sum(In(op, 0), In(op, 1))),
        SUB => Fused(op, op.Source.Options<SubOptions>()?.FusedActivationFunction, Term.Sum(In(op, 0), Negative(In(op, 1)))),
        MUL => Fused(op, op.Source.Options<MulOptions>()?.FusedActivationFunction, Product(In(op, 0), In(op, 1))),
        DIV => Fused(op, op.Source.Options<DivOptions>()?.FusedActivationFunction, Product(In(op, 0), In(op, 1).Inverse())),
        NEG => Negative(In(op, 0)),
        SQUARE => Square(In(op, 0)),
        SQUARED_DIFFERENCE => Square(Spread(op, Term.Sum(In(op, 0), Negative(In(op, 1))))),
        POW => Spread(op, Power(In(op, 0), In(op, 1))),
        SQRT => Function("sqrt", In(op, 0)),
        RSQRT => Function("rsqrt", In(op, 0)),
        EXP => Function("exp", In(op, 0)),
        TANH => Function("tanh", In(op, 0)),
        SOFTMAX when op.Source.Options<SoftmaxOptions>() is { } o => Function("softmax", Product(Term.Of(o.Beta), In(op, 0))),
        MEAN => Reduced(op, "mean"),
        SUM => Reduced(op, "sum"),
        REDUCE_MAX => Reduced(op, "max"),
        RESHAPE => Reshaped(op),
        TRANSPOSE when op.TryIntegers(1) is { } perm => Turned(In(op, 0), [.. perm.Select(axis => (int)axis - perm.Length)]),
        BATCH_MATMUL when op.Source.Options<BatchMatMulOptions>() is { } o => Dot(Adjoint(In(op, 0), o.AdjX), Adjoint(In(op, 1), o.AdjY)),
        _ => Term.Unknown,
    };

    private Term In(OpView op, int input) => op.Has(input) ? At(op.Source.Inputs[input]) : Term.Unknown;

    private Term At(int tensor)
    {
        if (!_terms.TryGetValue(tensor, out Term? term))
        {
            _terms[tensor] = term = _graph.Tensors[tensor] is { IsConstant: true, Type: TensorType.FLOAT32, Sparsity: null, StoredType: null } constant
                && Constants.Of(constant).Floats() is [float first, .. float[] rest] && rest.All(v => v.Equals(first)) ? Term.Of(first) : Term.Unknown;
        }
        return term;
    }

    // A result of more elements than each of its operands repeats them, which sums would count.
    private Term Spread(OpView op, Term term)
    {
        long count = ElementTypes.Count(op.Output(0).Shape!);
        return op.Source.Inputs.Any(t => t >= 0 && !At(t).IsNumber && ElementTypes.Count(_graph.Tensors[t].Shape ?? [0]) == count) ? term : Term.Unknown;
    }

    private Term Fused(OpView op, ActivationFunctionType? activation, Term term) =>
        activation == ActivationFunctionType.NONE ? Spread(op, term) : Term.Unknown;

    private static Term Negative(Term term) => Term.Product(Term.Of(-1), term);

    private Term Square(Term term) => Product(term, term);

    // A sum times one over how many it adds up is a mean.
    private Term Product(params Term[] terms)
    {
        Term product = Term.Product(terms);
        int sum = Array.FindIndex(product.Factors, f => _counts.TryGetValue(f, out long count) && Math.Abs((product.Number * count) - 1) < 1e-6);
        if (sum < 0)
        {
            return product;
        }
        string[] factors = [.. product.Factors.Select((f, i) => i == sum ? $"mean{f[3..]}" : f).Order(StringComparer.Ordinal)];
        return product with { Number = 1, Factors = factors };
    }

    private Term Power(Term x, Term exponent) => !exponent.IsNumber ? Term.Unknown : exponent.Number switch
    {
        2 => Square(x),
        3 => Product(x, x, x),
        0.5 => Function("sqrt", x),
        -0.5 => Function("rsqrt", x),
        _ => Term.Unknown,
    };

    private static Term Function(string name, Term x) =>
        x.IsUnknown ? Term.Unknown : Term.Atom($"{name}({x.Text})") with { Kept = x.Kept, Merged = x.Merged };
}
