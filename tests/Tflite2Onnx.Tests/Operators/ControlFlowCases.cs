using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>Cases of operators that run subgraphs. LiteRT runs no CALL and no STABLEHLO_WHILE, and gives out nothing whose dimensions change in a run.</summary>
internal static class ControlFlowCases
{
    private static readonly IfOptionsT Branches = new() { ThenSubgraphIndex = 1, ElseSubgraphIndex = 2 };
    private static readonly WhileOptionsT Loop = new() { CondSubgraphIndex = 1, BodySubgraphIndex = 2 };
    private static readonly Operand Count = new Operand(TensorType.INT32, []) { Values = [0] };
    private static readonly Operand True = Bool().Of(1);
    private static readonly Operand False = Bool().Of(0);

    public static OpCase[] All =>
    [
        new(IF, "then") { In = [True, F32(2, 3)], Out = [F32(2, 3)], Options = Branches, Subgraphs = [Map(NEG, F32(2, 3)), Map(SQUARE, F32(2, 3))] },
        new(IF, "else") { In = [False, F32(2, 3)], Out = [F32(2, 3)], Options = Branches, Subgraphs = [Map(NEG, F32(2, 3)), Map(SQUARE, F32(2, 3))] },
        new(IF, "on a constant") { In = [True.Const, F32(2, 3)], Out = [F32(2, 3)], Options = Branches, Subgraphs = [Map(NEG, F32(2, 3)), Map(SQUARE, F32(2, 3))] },
        new(IF, "one subgraph twice") { In = [True, F32(2, 3)], Out = [F32(2, 3)], Options = new IfOptionsT { ThenSubgraphIndex = 1, ElseSubgraphIndex = 1 }, Subgraphs = [Map(NEG, F32(2, 3))] },
        new(IF, "of convolutions") { In = [False, F32(1, 4, 5, 2)], Out = [F32(1, 4, 5, 2)], Options = Branches, Subgraphs = [Convolution(F32(1, 4, 5, 2)), Map(NEG, F32(1, 4, 5, 2))] },
        new(IF, "that gives inputs and constants")
        {
            In = [True, F32(2, 3), F32(2, 3)], Out = [F32(2, 3), F32(2, 3), F32(2, 3)], Options = Branches,
            Subgraphs =
            [
                Of([F32(2, 3), F32(2, 3)], (_, x) => [x[1], x[0], x[0]]),
                Of([F32(2, 3), F32(2, 3)], (m, x) => [m.Constant([2, 3], 1f, 2, 3, 4, 5, 6), x[0], x[1]]),
            ],
        },
        new(IF, "of branches with shapes of their own")
        {
            In = [True, F32(1, 2).Of(3, 4)], Out = [F32(2, 2).Dynamic(0).Of(3, 4, 3, 4)], Options = Branches,
            Subgraphs = [Of([F32(1, 2)], (m, x) => [Apply(m, CONCATENATION, F32(2, 2), new ConcatenationOptionsT(), x[0], x[0])]), Map(NEG, F32(1, 2))],
        },
        new(IF, "within an if")
        {
            In = [True, False, F32(3)], Out = [F32(3)], Options = Branches,
            Subgraphs =
            [
                Of([Bool(), F32(3)], (m, x) => [Apply(m, IF, F32(3), new IfOptionsT { ThenSubgraphIndex = 3, ElseSubgraphIndex = 4 }, x)]),
                Of([Bool(), F32(3)], (m, x) => [Apply(m, NEG, F32(3), null, x[1])]),
                Map(SQUARE, F32(3)), Map(EXP, F32(3)),
            ],
        },
        new(IF, "of other quantizations")
        {
            In = [True, I8(0.5f, 3, 2, 3)], Out = [I8(0.25f, -2, 2, 3)], Options = Branches,
            Subgraphs = [Map(ABS, I8(0.5f, 3, 2, 3)), Of([I8(0.5f, 3, 2, 3)], (m, x) => [Apply(m, QUANTIZE, I8(0.25f, -2, 2, 3), null, x)])],
        },
        new(IF, "of a number") { In = [F32(), F32(3)], Out = [F32(3)], Options = Branches, Subgraphs = [Map(NEG, F32(3)), Map(NEG, F32(3))], Fails = "T2O1004" },
        new(IF, "in a circle") { In = [True, Bool()], Out = [Bool()], Options = Branches, Subgraphs = [Circle(IF, Branches, Bool(), 2), Circle(IF, Branches, Bool(), 2)], Fails = "T2O1004" },
        new(IF, "of a subgraph that is not there") { In = [True, F32(3)], Out = [F32(3)], Options = Branches, Subgraphs = [Map(NEG, F32(3))], Fails = "T2O1004" },
        new(IF, "of a subgraph with more inputs") { In = [True, F32(3)], Out = [F32(3)], Options = Branches, Subgraphs = [Map(NEG, F32(3)), Of([F32(3), F32(3)], (_, x) => [x[0]])], Fails = "T2O1004" },
        new(IF, "of a subgraph of another type") { In = [True, F32(3)], Out = [F32(3)], Options = Branches, Subgraphs = [Map(NEG, F32(3)), Map(NEG, I32(3))], Fails = "T2O1004" },

        new(WHILE, "counting") { In = [Count, F32(2, 3)], Out = [I32(), F32(2, 3)], Options = Loop, Subgraphs = [Below(3, F32(2, 3)), Counting([F32(2, 3)], (m, x) => [Apply(m, ADD, F32(2, 3), new AddOptionsT(), x[0], x[0])])] },
        new(WHILE, "no round") { In = [Count, F32(2, 3)], Out = [I32(), F32(2, 3)], Options = Loop, Subgraphs = [Below(0, F32(2, 3)), Counting([F32(2, 3)], (m, x) => [Apply(m, NEG, F32(2, 3), null, x)])] },
        // LiteRT copies results to operands one by one, over those that are results as well (Eval_static of while.cc).
        new(WHILE, "that swaps") { In = [Count, F32(2).Of(1, 2), F32(2).Of(3, 4)], Out = [I32().Of(3), F32(2).Of(3, 4), F32(2).Of(1, 2)], Options = Loop, Subgraphs = [Below(3, F32(2), F32(2)), Counting([F32(2), F32(2)], (_, x) => [x[1], x[0]])] },
        new(WHILE, "that reads what it keeps")
        {
            In = [Count, F32(3), F32(3)], Out = [I32(), F32(3), F32(3)], Options = Loop,
            Subgraphs = [Below(3, F32(3), F32(3)), Counting([F32(3), F32(3)], (m, x) => [Apply(m, MUL, F32(3), new MulOptionsT(), x), x[1]])],
        },
        new(WHILE, "around a convolution") { In = [Count, F32(1, 4, 5, 2)], Out = [I32(), F32(1, 4, 5, 2)], Options = Loop, Subgraphs = [Below(3, F32(1, 4, 5, 2)), Counting([F32(1, 4, 5, 2)], (m, x) => [Convolve(m, x[0], F32(1, 4, 5, 2))])] },
        new(WHILE, "whose state grows")
        {
            In = [Count, F32(1, 2).Of(3, 4)], Out = [I32().Of(2), F32(4, 2).Dynamic(0).Of(3, 4, 3, 4, 3, 4, 3, 4)], Options = Loop,
            Subgraphs = [Below(2, F32(1, 2)), Counting([F32(1, 2)], (m, x) => [Apply(m, CONCATENATION, F32(2, 2), new ConcatenationOptionsT(), x[0], x[0])])],
        },
        new(WHILE, "within a while")
        {
            In = [Count, F32(3)], Out = [I32(), F32(3)], Options = Loop,
            Subgraphs =
            [
                Below(2, F32(3)), Counting([F32(3)], (m, x) => [Twice(m, x[0])]),
                Below(3, F32(3)), Counting([F32(3)], (m, x) => [Apply(m, ADD, F32(3), new AddOptionsT(), x[0], x[0])]),
            ],
        },
        new(WHILE, "of a condition that is a number") { In = [F32(3)], Out = [F32(3)], Options = Loop, Subgraphs = [Map(NEG, F32(3)), Map(NEG, F32(3))], Fails = "T2O1004" },
        new(WHILE, "in a circle") { In = [Bool()], Out = [Bool()], Options = Loop, Subgraphs = [Circle(WHILE, Loop, Bool(), 1), Circle(WHILE, Loop, Bool(), 1)], Fails = "T2O1004" },
        new(WHILE, "of a state that changes its type") { In = [F32(3)], Out = [F32(3)], Options = Loop, Subgraphs = [Of([F32(3)], (m, _) => [m.Constant(TensorType.BOOL, [], [1])]), Of([F32(3)], (m, _) => [m.Constant([3], 1, 2, 3)])], Fails = "T2O1004" },

        new(CALL, "plain") { In = [F32(3).Of(1, -2, 3)], Out = [F32(3).Of(-1, 2, -3)], Options = new CallOptionsT { Subgraph = 1 }, Subgraphs = [Map(NEG, F32(3))] },
        new(CALL, "of a subgraph written for another shape")
        {
            In = [F32(3).Of(1, -2, 3)], Out = [F32(3).Dynamic(0).Of(1, 4, 9)], Options = new CallOptionsT { Subgraph = 1 },
            Subgraphs = [Of([F32(5)], (m, x) => [Apply(m, RESHAPE, F32(5), null, Apply(m, SQUARE, F32(5), null, x), Apply(m, SHAPE, I32(1), new ShapeOptionsT { OutType = TensorType.INT32 }, x))])],
        },
        new(CALL, "in a circle") { In = [Bool()], Out = [Bool()], Options = new CallOptionsT { Subgraph = 1 }, Subgraphs = [Circle(CALL, new CallOptionsT { Subgraph = 2 }, Bool(), 1), Circle(CALL, new CallOptionsT { Subgraph = 1 }, Bool(), 1)], Fails = "T2O1004" },

        new(STABLEHLO_CASE, "first") { In = [Number(0), F32(3)], Out = [F32(3)], Options = Cases, Subgraphs = [Map(NEG, F32(3)), Map(SQUARE, F32(3)), Map(EXP, F32(3))] },
        new(STABLEHLO_CASE, "second") { In = [Number(1), F32(3)], Out = [F32(3)], Options = Cases, Subgraphs = [Map(NEG, F32(3)), Map(SQUARE, F32(3)), Map(EXP, F32(3))] },
        new(STABLEHLO_CASE, "last") { In = [Number(2), F32(3)], Out = [F32(3)], Options = Cases, Subgraphs = [Map(NEG, F32(3)), Map(SQUARE, F32(3)), Map(EXP, F32(3))] },
        new(STABLEHLO_CASE, "beyond the last") { In = [Number(7), F32(3)], Out = [F32(3)], Options = Cases, Subgraphs = [Map(NEG, F32(3)), Map(SQUARE, F32(3)), Map(EXP, F32(3))] },
        new(STABLEHLO_CASE, "below the first") { In = [Number(-1), F32(3)], Out = [F32(3)], Options = Cases, Subgraphs = [Map(NEG, F32(3)), Map(SQUARE, F32(3)), Map(EXP, F32(3))] },
        new(STABLEHLO_CASE, "of one") { In = [Number(0), F32(3)], Out = [F32(3)], Options = new StablehloCaseOptionsT { BranchSubgraphIndices = [1] }, Subgraphs = [Map(NEG, F32(3))] },
        new(STABLEHLO_CASE, "of none") { In = [Number(0), F32(3)], Out = [F32(3)], Options = new StablehloCaseOptionsT(), Fails = "T2O2002" },

        new(STABLEHLO_COMPOSITE, "plain") { In = [F32(2, 3)], Out = [F32(2, 3)], Options = Composite, Subgraphs = [Map(SQUARE, F32(2, 3))] },
        new(STABLEHLO_COMPOSITE, "of a convolution") { In = [F32(1, 4, 5, 2)], Out = [F32(1, 4, 5, 2)], Options = Composite, Subgraphs = [Convolution(F32(1, 4, 5, 2))] },
        new(STABLEHLO_COMPOSITE, "in a circle") { In = [Bool()], Out = [Bool()], Options = Composite, Subgraphs = [Circle(STABLEHLO_COMPOSITE, Composite, Bool(), 1)], Fails = "T2O1004" },

        new(STABLEHLO_WHILE, "counting")
        {
            In = [Count, F32(2).Of(1, 3)], Out = [I32().Of(3), F32(2).Of(8, 24)], Options = new StablehloWhileOptionsT { CondSubgraphIndex = 1, BodySubgraphIndex = 2 },
            Subgraphs = [Below(3, F32(2)), Counting([F32(2)], (m, x) => [Apply(m, ADD, F32(2), new AddOptionsT(), x[0], x[0])])],
        },
        new(STABLEHLO_WHILE, "in a circle") { In = [Bool()], Out = [Bool()], Options = new StablehloWhileOptionsT { CondSubgraphIndex = 1, BodySubgraphIndex = 1 }, Subgraphs = [Circle(STABLEHLO_WHILE, new StablehloWhileOptionsT { CondSubgraphIndex = 1, BodySubgraphIndex = 1 }, Bool(), 1)], Fails = "T2O1004" },
    ];

    private static StablehloCaseOptionsT Cases => new() { BranchSubgraphIndices = [1, 2, 3] };

    // The attributes are a FlexBuffer of an empty map: LiteRT loads no composite without.
    private static StableHLOCompositeOptionsT Composite =>
        new() { Name = "test.composite", DecompositionSubgraphIndex = 1, CompositeAttributes = [0, 0, 1, 0, 0, 0x24, 1], Version = 1 };

    private static Operand Number(int value) => I32().Of(value);

    /// <summary>A subgraph of these inputs.</summary>
    public static Action<ModelBuilder> Of(Operand[] inputs, Func<ModelBuilder, int[], int[]> compute) => model =>
    {
        int[] given = [.. inputs.Select(o => model.Input(o.Type, o.Shape, o.Quantization))];
        Array.ForEach(compute(model, given), model.Output);
    };

    private static Action<ModelBuilder> Map(BuiltinOperator code, Operand x) => Of([x], (model, given) => [Apply(model, code, x, null, given)]);

    private static Action<ModelBuilder> Convolution(Operand x) => Of([x], (model, given) => [Convolve(model, given[0], x)]);

    /// <summary>Whether the first of its inputs, a counter, is below a number.</summary>
    private static Action<ModelBuilder> Below(int limit, params Operand[] state) =>
        Of([I32(), .. state], (model, x) => [Apply(model, LESS, Bool(), null, x[0], model.Constant([], limit))]);

    /// <summary>The first of its inputs, a counter, grown by 1, and what is computed of the others.</summary>
    private static Action<ModelBuilder> Counting(Operand[] state, Func<ModelBuilder, int[], int[]> compute) =>
        Of([I32(), .. state], (model, x) => [Apply(model, ADD, I32(), new AddOptionsT(), x[0], model.Constant([], 1)), .. compute(model, x[1..])]);

    /// <summary>A subgraph that runs subgraphs by the operator under test.</summary>
    private static Action<ModelBuilder> Circle(BuiltinOperator code, IFlatRecord options, Operand x, int operands) =>
        Of([x], (model, given) => [Apply(model, code, x, options, [.. Enumerable.Repeat(given[0], operands)])]);

    private static int Twice(ModelBuilder model, int x)
    {
        (int count, int y) = (model.Tensor(TensorType.INT32, []), model.Tensor(TensorType.FLOAT32, [3]));
        model.Operator(WHILE, [model.Constant([], 0), x], [count, y], new WhileOptionsT { CondSubgraphIndex = 3, BodySubgraphIndex = 4 });
        return y;
    }

    private static int Convolve(ModelBuilder model, int x, Operand image)
    {
        int channels = image.Shape[3];
        int weights = model.Constant([channels, 3, 2, channels], [.. new Operand(TensorType.FLOAT32, [channels, 3, 2, channels]).Elements(5).Select(v => (float)v)]);
        return Apply(model, CONV_2D, image, new Conv2DOptionsT { StrideH = 1, StrideW = 1 }, x, weights, model.Constant([channels], [.. Enumerable.Range(1, channels).Select(c => c / 8f)]));
    }

    /// <summary>One operator; gives its result.</summary>
    public static int Apply(ModelBuilder model, BuiltinOperator code, Operand result, IFlatRecord? options, params int[] operands)
    {
        int y = model.Tensor(result.Type, result.Shape, result.Quantization);
        model.Operator(code, operands, [y], options);
        return y;
    }
}
