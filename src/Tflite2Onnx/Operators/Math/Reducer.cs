using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>
/// How two elements become one, as a body computes it: the ONNX operator for pairs, the one that folds axes, ScatterND's name for it (none
/// where the body gives the second element as it is), and the element that changes no other.
/// </summary>
internal sealed record Reducer(string Pair, string Whole, string Scatter, double Neutral)
{
    public static readonly Reducer Add = new("Add", "ReduceSum", "add", 0);
    public static readonly Reducer Multiply = new("Mul", "ReduceProd", "mul", 1);
    public static readonly Reducer Maximum = new("Max", "ReduceMax", "max", double.NegativeInfinity);
    public static readonly Reducer Minimum = new("Min", "ReduceMin", "min", double.PositiveInfinity);
    public static readonly Reducer Update = new("", "", "none", double.NaN);

    public static readonly Reducer Any = new("Or", "ReduceMax", "add", 0);
    public static readonly Reducer All = new("And", "ReduceMin", "mul", 1);

    private static readonly Dictionary<BuiltinOperator, Reducer> Numbers = new()
    {
        [ADD] = Add, [STABLEHLO_ADD] = Add,
        [MUL] = Multiply, [STABLEHLO_MULTIPLY] = Multiply,
        [MAXIMUM] = Maximum, [STABLEHLO_MAXIMUM] = Maximum,
        [MINIMUM] = Minimum, [STABLEHLO_MINIMUM] = Minimum,
    };

    private static readonly Dictionary<BuiltinOperator, Reducer> Truths = new()
    {
        [STABLEHLO_ADD] = Any, [MAXIMUM] = Any, [STABLEHLO_MAXIMUM] = Any, [LOGICAL_OR] = Any, [STABLEHLO_OR] = Any,
        [STABLEHLO_MULTIPLY] = All, [MINIMUM] = All, [STABLEHLO_MINIMUM] = All, [LOGICAL_AND] = All, [STABLEHLO_AND] = All,
    };

    /// <summary>The fold that a body of two scalars of a type computes; refuses one that is not a single operator known here.</summary>
    public static Reducer Of(OpView op, int subgraph, TensorType type)
    {
        TfliteGraph body = op.Subgraph(subgraph);
        if (body is { Operators: [], Inputs: [_, var update], Outputs: [var given] } && given == update)
        {
            return Update;
        }
        Dictionary<BuiltinOperator, Reducer> known = type == TensorType.BOOL ? Truths : Numbers;
        return body is { Operators: [{ Inputs: [var a, var b], Outputs: [var result] } only], Inputs: [var x, var y], Outputs: [var output] }
            && result == output && ((a == x && b == y) || (a == y && b == x)) && IsPlain(only) && known.TryGetValue(only.Code, out Reducer? reducer)
            ? reducer
            : throw new Refusal(
                WayOut.Rewrite, $"its body, subgraph {subgraph}, is not a sum, a product, a maximum, a minimum, an and or an or of {type}{Found(body)}");
    }

    /// <summary>A fold combined with the element it starts from, which is left out where it changes nothing.</summary>
    public Value From(OpContext op, Value start, Value folded) => IsNeutral(start) ? folded : op.Emit(Pair, [start, folded]);

    /// <summary>
    /// What windows along an axis come to. From each place on, 2, 4, 8... elements are folded by folding what is folded already; a window is
    /// made of such runs, one behind the other.
    /// </summary>
    public Value Slide(OpContext op, Value x, int axis, long window, long stride, long dilation)
    {
        (Value run, Value? result, long done) = (x, null, 0L);
        for (long size = 1; size <= window; size *= 2)
        {
            if ((window & size) != 0)
            {
                Value part = Part(run, done, window - size - done);
                result = result is null ? part : op.Emit(Pair, [result, part]);
                done += size;
            }
            run = size * 2 <= window ? op.Emit(Pair, [Part(run, 0, size), Part(run, size, 0)]) : run;
        }
        return Slicing.Cut(op, result!, [axis], [0], [long.MaxValue], [stride]);

        Value Part(Value v, long from, long less) =>
            Slicing.Cut(op, v, [axis], [from * dilation], [less == 0 ? long.MaxValue : -less * dilation]);
    }

    private static bool IsPlain(TfliteOperator op) => op.Code switch
    {
        ADD => op.Options<AddOptions>() is { FusedActivationFunction: ActivationFunctionType.NONE },
        MUL => op.Options<MulOptions>() is { FusedActivationFunction: ActivationFunctionType.NONE },
        _ => true,
    };

    private static string Found(TfliteGraph body) => body.Operators.Length == 0 ? "" : $" but {string.Join(", ", body.Operators.Select(o => o.Name))}";

    private bool IsNeutral(Value start) => start.Constant is { Count: 1 } constant && (start.Type switch
    {
        ElementType.Float or ElementType.Float16 => constant.Floats()[0] == Neutral,
        ElementType.Double or ElementType.BFloat16 => false,
        _ when double.IsInfinity(Neutral) && start.Type.Bits() <= 32 =>
            constant.Integers()[0] == (Neutral < 0 ? start.Type.Range().Lowest : start.Type.Range().Highest),
        _ => constant.Integers()[0] == Neutral,
    });
}
