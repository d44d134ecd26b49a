using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>Composites whose names say what ONNX has an operator for; the last ones compute something else.</summary>
internal static class CompositesCases
{
    private static readonly Operand X = F32(2, 3, 5);

    /// <summary>Case, ONNX's operator, and the operator set that brought it to the converter; null where no set has it.</summary>
    public static (OpCase Case, string? Operator, int Opset)[] Known =>
    [
        (Case("odml.rms_norm", "mean of squares", [X, F32(5)], (m, x) => Mul(m, X, Mul(m, X, x[0], Rsqrt(m, Plus(m, F32(2, 3, 1), Mean(m, Square(m, x[0])), 1e-3f))), x[1])), "RMSNormalization", 23),
        (Case("odml.rms_norm", "sum of products, without weights", [X], (m, x) =>
        {
            int sum = Apply(m, SUM, F32(2, 3), new ReducerOptionsT(), Mul(m, X, x[0], x[0]), m.Constant([1], 2));
            int mean = Plus(m, F32(2, 3), Mul(m, F32(2, 3), m.Constant([1], 0.2f), sum), 0.5f);
            int root = Apply(m, SQRT, F32(2, 3, 1), null, Reshape(m, mean, 2, 3, 1));
            return Apply(m, DIV, X, new DivOptionsT(), x[0], root);
        }), "RMSNormalization", 23),
        (Case("odml.rms_norm", "weights of more axes", [X, F32(1, 1, 5)], (m, x) => Mul(m, X, Reshape(m, x[1], 5), Mul(m, X, x[0], Rsqrt(m, Plus(m, F32(2, 3, 1), Mean(m, Square(m, x[0])), 0.1f))))), "RMSNormalization", 23),
        (Case("odml.layer_norm", "plain", [X, F32(5), F32(5)], (m, x) => Apply(m, ADD, X, new AddOptionsT(), Mul(m, X, Normed(m, x[0]), x[1]), x[2])), "LayerNormalization", 17),
        (Case("odml.group_norm", "one group, without weights", [X], (m, x) => Normed(m, x[0])), "LayerNormalization", 17),
        (Case("aten.gelu.default", "by tanh", [X], (m, x) =>
        {
            int cubic = Mul(m, X, m.Constant([1], 0.044715f), Mul(m, X, Square(m, x[0]), x[0]));
            int slope = Mul(m, X, Apply(m, ADD, X, new AddOptionsT(), x[0], cubic), m.Constant([], 0.797884583f));
            return Mul(m, X, Mul(m, X, x[0], m.Constant([], 0.5f)), Plus(m, X, Apply(m, TANH, X, null, slope), 1));
        }), "Gelu", 20),
        (Case("odml.softmax", "plain", [X], (m, x) =>
        {
            int power = Apply(m, EXP, X, null, Less(m, X, x[0], Apply(m, REDUCE_MAX, F32(2, 3, 1), Keep, x[0], m.Constant([1], -1))));
            return Apply(m, DIV, X, new DivOptionsT(), power, Apply(m, SUM, F32(2, 3, 1), Keep, power, m.Constant([1], -1)));
        }), "Softmax", 17),
        (Attention("masked", 0.4, [Query, Key, Key, F32(2, 1, 3, 7)], Plainly), "Attention", 23),
        (Attention("masked by heads", 0.4, [Query, Key, Key, F32(2, 4, 3, 7)], Plainly), "Attention", 23),
        (Attention("of merged batches", 0.25, [Query, Key, Key], Merged), "Attention", 23),
        (Case("odml.softmax", "along another axis", [X], (m, x) =>
        {
            int power = Apply(m, EXP, X, null, Less(m, X, x[0], Apply(m, REDUCE_MAX, F32(2, 1, 5), Keep, x[0], m.Constant([1], 1))));
            return Apply(m, DIV, X, new DivOptionsT(), power, Apply(m, SUM, F32(2, 1, 5), Keep, power, m.Constant([1], 1)));
        }), null, 0),
        (Case("odml.rms_norm", "weights added", [X, F32(5)], (m, x) => Apply(m, ADD, X, new AddOptionsT(), Mul(m, X, x[0], Rsqrt(m, Plus(m, F32(2, 3, 1), Mean(m, Square(m, x[0])), 0.1f))), x[1])), null, 0),
        (Case("odml.rms_norm", "a weight per row", [F32(5, 5), F32(5, 1)], (m, x) =>
            Mul(m, F32(5, 5), x[1], Mul(m, F32(5, 5), x[0], Rsqrt(m, Plus(m, F32(5, 1), Apply(m, MEAN, F32(5, 1), Keep, Apply(m, SQUARE, F32(5, 5), null, x[0]), m.Constant([1], 1)), 0.1f))))), null, 0),
        (Case("odml.group_norm", "of differences that are none", [X], (m, x) =>
            Mul(m, X, Less(m, X, x[0], x[0]), Rsqrt(m, Plus(m, F32(2, 3, 1), Mean(m, Square(m, Less(m, X, x[0], x[0]))), 0.1f)))), null, 0),
        (Case("aten.gelu.default", "with another slope", [X], (m, x) => Mul(m, X, Mul(m, X, x[0], m.Constant([], 0.5f)), Plus(m, X, Apply(m, TANH, X, null, Mul(m, X, x[0], m.Constant([], 0.8f))), 1))), null, 0),
        (Case("aten.hardswish.default", "by bounds", [X.Between(-5, 5)], (m, x) =>
        {
            int gate = Apply(m, MINIMUM, X, new MaximumMinimumOptionsT(), Apply(m, MAXIMUM, X, new MaximumMinimumOptionsT(), Plus(m, X, x[0], 3), m.Constant([], 0f)), m.Constant([], 6f));
            return Apply(m, DIV, X, new DivOptionsT(), Mul(m, X, x[0], gate), m.Constant([], 6f));
        }), null, 0),
        (Case("odml.unheard_of", "plain", [X], (m, x) => Square(m, x[0])), null, 0),
    ];

    public static OpCase[] All => [.. Known.Select(known => known.Case)];

    private static Operand Query => F32(2, 3, 4, 6);

    private static Operand Key => F32(2, 7, 4, 6);

    private static ReducerOptionsT Keep => new() { KeepDims = true };

    private static OpCase Case(string name, string about, Operand[] inputs, Func<ModelBuilder, int[], int> compute, FlexMap? attributes = null) => new(STABLEHLO_COMPOSITE, $"{name} {about}")
    {
        In = inputs,
        Out = [inputs[0] with { Values = null }],
        Options = new StableHLOCompositeOptionsT { Name = name, DecompositionSubgraphIndex = 1, CompositeAttributes = [.. FlexWriter.Of(attributes ?? [])], Version = 1 },
        Subgraphs = [ControlFlowCases.Of(inputs, (m, x) => [compute(m, x)])],
    };

    // XNNPACK computes attention by its name and the attribute, whatever the decomposition says.
    private static OpCase Attention(string about, double scale, Operand[] inputs, Func<ModelBuilder, int[], int> compute) =>
        Case("odml.scaled_dot_product_attention", about, inputs, compute, new() { ["scale"] = scale });

    // Heads in front of times, the products of matrices, and back.
    private static int Plainly(ModelBuilder m, int[] x)
    {
        int query = Transpose(m, x[0], F32(2, 4, 3, 6), 0, 2, 1, 3);
        int logits = Apply(m, BATCH_MATMUL, F32(2, 4, 3, 7), new BatchMatMulOptionsT(), query, Transpose(m, x[1], F32(2, 4, 6, 7), 0, 2, 3, 1));
        logits = Apply(m, ADD, F32(2, 4, 3, 7), new AddOptionsT(), Mul(m, F32(2, 4, 3, 7), logits, m.Constant([], 0.4f)), x[3]);
        int result = Apply(m, BATCH_MATMUL, F32(2, 4, 3, 6), new BatchMatMulOptionsT(), Softmax(m, logits), Transpose(m, x[2], F32(2, 4, 7, 6), 0, 2, 1, 3));
        return Transpose(m, result, Query, 0, 2, 1, 3);
    }

    // Batches and heads in one axis for the products, and the scale's root in both of them.
    private static int Merged(ModelBuilder m, int[] x)
    {
        int Part(int operand, int times, int scale)
        {
            int turned = Transpose(m, operand, F32(2, 4, times, 6), 0, 2, 1, 3);
            return Reshape(m, scale < 0 ? turned : Mul(m, F32(2, 4, times, 6), turned, scale), 8, times, 6);
        }
        int root = m.Constant([], 0.5f);
        int logits = Apply(m, BATCH_MATMUL, F32(8, 3, 7), new BatchMatMulOptionsT { AdjY = true }, Part(x[0], 3, root), Part(x[1], 7, root));
        int weights = Reshape(m, Softmax(m, Reshape(m, logits, 2, 4, 3, 7)), 8, 3, 7);
        int result = Apply(m, BATCH_MATMUL, F32(8, 3, 6), new BatchMatMulOptionsT(), weights, Part(x[2], 7, -1));
        return Transpose(m, Reshape(m, result, 2, 4, 3, 6), Query, 0, 2, 1, 3);
    }

    private static int Apply(ModelBuilder m, BuiltinOperator code, Operand result, IFlatRecord? options, params int[] operands) => ControlFlowCases.Apply(m, code, result, options, operands);

    private static int Mul(ModelBuilder m, Operand result, int a, int b) => Apply(m, MUL, result, new MulOptionsT(), a, b);

    private static int Less(ModelBuilder m, Operand result, int a, int b) => Apply(m, SUB, result, new SubOptionsT(), a, b);

    private static int Plus(ModelBuilder m, Operand result, int a, float b) => Apply(m, ADD, result, new AddOptionsT(), a, m.Constant([], b));

    private static int Square(ModelBuilder m, int x) => Apply(m, SQUARE, X, null, x);

    private static int Rsqrt(ModelBuilder m, int x) => Apply(m, RSQRT, new Operand(TensorType.FLOAT32, m.ShapeOf(x)), null, x);

    private static int Mean(ModelBuilder m, int x) => Apply(m, MEAN, F32(2, 3, 1), Keep, x, m.Constant([1], -1));

    private static int Reshape(ModelBuilder m, int x, params int[] shape) => Apply(m, RESHAPE, F32(shape), null, x, m.Constant([shape.Length], shape));

    private static int Transpose(ModelBuilder m, int x, Operand result, params int[] perm) => Apply(m, TRANSPOSE, result, null, x, m.Constant([perm.Length], perm));

    private static int Softmax(ModelBuilder m, int x) => Apply(m, SOFTMAX, new Operand(TensorType.FLOAT32, m.ShapeOf(x)), new SoftmaxOptionsT { Beta = 1 }, x);

    private static int Normed(ModelBuilder m, int x)
    {
        int mean = Mean(m, x);
        int variance = Mean(m, Apply(m, SQUARED_DIFFERENCE, X, null, x, mean));
        return Mul(m, X, Less(m, X, x, mean), Rsqrt(m, Plus(m, F32(2, 3, 1), variance, 1e-3f)));
    }
}
