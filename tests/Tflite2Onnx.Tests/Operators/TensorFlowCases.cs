using static Tflite2Onnx.Tests.Operators.Operands;
using Attr = Tflite2Onnx.Tflite.AttrValue;

namespace Tflite2Onnx.Tests.Operators;

internal static class TensorFlowCases
{
    public static OpCase[] All =>
    [
        .. Unary.Select(row => Case(row.Name, "plain", [F32(2, 3, 4).Between(row.Low, row.High)], F32(2, 3, 4), e => e[0].Select(row.Of))),
        .. Binary.Select(row => Case(row.Name, "broadcast", [F32(2, 3, 4).Between(0.2, 5), F32(4).Between(-3, 3)], F32(2, 3, 4), e => e[0].Select((x, i) => row.Of(x, e[1][i % 4])))),
        .. Comparisons.Select(row => Case(row.Name, "some equal", [Few(1), Few(2)], Bool(3, 8), e => e[0].Zip(e[1], (x, y) => row.Of(x, y) ? 1.0 : 0))),
        Case("Pow", "of bases above 0", [F32(2, 3).Between(0.2, 4), F32(2, 3).Between(-2, 2)], F32(2, 3), e => e[0].Zip(e[1], Math.Pow)),
        Case("AddV2", "integers", [I32(2, 3), I32(2, 3)], I32(2, 3), e => e[0].Zip(e[1], (x, y) => x + y)),
        Case("AddN", "three", [F32(2, 3), F32(2, 3), F32(2, 3)], F32(2, 3), e => e[0].Select((x, i) => x + e[1][i] + e[2][i])),
        Case("Mul", "complex", [F32(2, 3), F32(2, 3)], F32(2, 3), e => e[0].Zip(e[1], (x, y) => x * y)) with { Place = 2, Whole = _ => ComplexProduct() },
        Case("LogicalNot", "plain", [Bool(2, 3)], Bool(2, 3), e => e[0].Select(x => 1 - x)),
        Case("LogicalAnd", "plain", [Bool(2, 3), Bool(2, 3)], Bool(2, 3), e => e[0].Zip(e[1], (x, y) => x * y)),
        Case("LogicalOr", "plain", [Bool(2, 3), Bool(2, 3)], Bool(2, 3), e => e[0].Zip(e[1], Math.Max)),
        Case("Select", "plain", [Bool(2, 3), F32(2, 3), F32(2, 3)], F32(2, 3), e => e[0].Select((c, i) => c != 0 ? e[1][i] : e[2][i])),
        Case("SelectV2", "plain", [Bool(2, 3), F32(2, 3), F32(2, 3)], F32(2, 3), e => e[0].Select((c, i) => c != 0 ? e[1][i] : e[2][i])),
        Case("IsNan", "plain", [Odd], Bool(4), _ => [0, 1, 0, 0]),
        Case("IsInf", "plain", [Odd], Bool(4), _ => [0, 0, 1, 1]),
        Case("LeakyRelu", "alpha of TensorFlow", [F32(2, 3)], F32(2, 3), e => e[0].Select(x => x < 0 ? 0.2 * x : x)),
        Case("LeakyRelu", "alpha given", [F32(2, 3)], F32(2, 3), e => e[0].Select(x => x < 0 ? 0.75 * x : x), ("alpha", new Attr { F = 0.75f })),
        Case("BiasAdd", "plain", [F32(1, 2, 3, 4), F32(4)], F32(1, 2, 3, 4), e => e[0].Select((x, i) => x + e[1][i % 4]), ("data_format", Text("NHWC"))),
        Case("BiasAdd", "channels first", [F32(1, 2, 3, 4), F32(2)], F32(1, 2, 3, 4), e => e[0], ("data_format", Text("NCHW"))) with { Fails = "T2O2002" },
        Case("MatMul", "plain", [F32(2, 3), F32(3, 4)], F32(2, 4), e => Product(e, 1, 3, [2, 3], [3, 4], false, false)),
        Case("MatMul", "both turned", [F32(3, 2), F32(4, 3)], F32(2, 4), e => Product(e, 1, 3, [3, 2], [4, 3], true, true), Yes("transpose_a"), Yes("transpose_b")),
        Case("BatchMatMul", "plain", [F32(5, 2, 3), F32(5, 3, 4)], F32(5, 2, 4), e => Product(e, 5, 3, [2, 3], [3, 4], false, false)),
        Case("BatchMatMulV2", "second turned", [F32(5, 2, 3), F32(5, 4, 3)], F32(5, 2, 4), e => Product(e, 5, 3, [2, 3], [4, 3], false, true), Yes("adj_y")),
        Case("Cross", "plain", [F32(2, 4, 3), F32(2, 4, 3)], F32(2, 4, 3), e => e[0].Select((_, i) => Crossed(e, i - (i % 3), i % 3))),
        Case("L2Loss", "plain", [F32(2, 3, 4)], F32(), e => [e[0].Sum(x => x * x) / 2]),
        Case("Roll", "two axes", [F32(2, 3, 4, 5), Ints(1, -2), Ints(1, 3)], F32(2, 3, 4, 5), e => ContributedCases.Rolled(e[0], [2, 3, 4, 5], [1, -2], [1, 3])),
        Case("Roll", "computed shift", [F32(2, 3), I32(1), Ints(1)], F32(2, 3), e => e[0]) with { Fails = "T2O2002" },
        Patches("same", true, F32(1, 3, 3, 12)),
        Patches("valid", false, F32(1, 2, 2, 12)),
        Case("ExtractImagePatches", "no windows", [F32(1, 5, 6, 2)], F32(1, 3, 3, 12), e => e[0]) with { Fails = "T2O1008" },
        Case("MatMul", "options that are no node", [F32(2, 3), F32(3, 4)], F32(2, 4), e => e[0]) with { Custom = ("FlexMatMul", [1, 2, 3]), Fails = "T2O1008" },
        Case("ExtractImagePatches", "height not known", [F32(1, 5, 6, 2).Dynamic(1)], F32(1, -1, 3, 12), e => e[0], Windows(true)) with { Fails = "T2O2002" },
    ];

    private static Operand Odd => F32(4).Of(1, double.NaN, double.PositiveInfinity, double.NegativeInfinity);

    private static readonly (string Name, double Low, double High, Func<double, double> Of)[] Unary =
    [
        ("Abs", -3, 3, Math.Abs), ("Acos", -0.9, 0.9, Math.Acos), ("Acosh", 1.1, 5, Math.Acosh), ("Asin", -0.9, 0.9, Math.Asin), ("Asinh", -3, 3, Math.Asinh),
        ("Atan", -3, 3, Math.Atan), ("Atanh", -0.9, 0.9, Math.Atanh), ("Ceil", -3, 3, Math.Ceiling), ("Cos", -3, 3, Math.Cos), ("Cosh", -3, 3, Math.Cosh),
        ("Elu", -3, 3, x => x < 0 ? Math.Exp(x) - 1 : x), ("Erf", -3, 3, Erf), ("Erfc", -3, 3, x => 1 - Erf(x)), ("Exp", -3, 3, Math.Exp), ("Floor", -3, 3, Math.Floor),
        ("Log", 0.1, 3, Math.Log), ("Neg", -3, 3, x => -x), ("Reciprocal", 0.2, 3, x => 1 / x), ("Relu", -3, 3, x => Math.Max(x, 0)), ("Relu6", -3, 9, x => Math.Clamp(x, 0, 6)),
        ("Rint", -3, 3, Math.Round), ("Round", -3, 3, Math.Round), ("Rsqrt", 0.1, 3, x => 1 / Math.Sqrt(x)), ("Sigmoid", -3, 3, x => 1 / (1 + Math.Exp(-x))),
        ("Selu", -3, 3, x => 1.0507009873554805 * (x < 0 ? 1.6732632423543772 * (Math.Exp(x) - 1) : x)), ("Sign", -3, 3, x => Math.Sign(x)), ("Sin", -3, 3, Math.Sin),
        ("Sinh", -3, 3, Math.Sinh), ("Softplus", -3, 3, x => Math.Log(1 + Math.Exp(x))), ("Softsign", -3, 3, x => x / (1 + Math.Abs(x))), ("Sqrt", 0, 3, Math.Sqrt),
        ("Square", -3, 3, x => x * x), ("Tan", -1.4, 1.4, Math.Tan), ("Tanh", -3, 3, Math.Tanh), ("ZerosLike", -3, 3, _ => 0),
    ];

    private static readonly (string Name, Func<double, double, double> Of)[] Binary =
    [
        ("Add", (x, y) => x + y), ("AddV2", (x, y) => x + y), ("Atan2", Math.Atan2), ("Div", (x, y) => x / y), ("FloorDiv", (x, y) => Math.Floor(x / y)),
        ("FloorMod", (x, y) => x - (Math.Floor(x / y) * y)), ("Maximum", Math.Max), ("Minimum", Math.Min), ("Mul", (x, y) => x * y), ("RealDiv", (x, y) => x / y),
        ("SquaredDifference", (x, y) => (x - y) * (x - y)), ("Sub", (x, y) => x - y),
    ];

    private static readonly (string Name, Func<double, double, bool> Of)[] Comparisons =
    [
        ("Equal", (x, y) => x == y), ("Greater", (x, y) => x > y), ("GreaterEqual", (x, y) => x >= y), ("Less", (x, y) => x < y), ("LessEqual", (x, y) => x <= y),
        ("NotEqual", (x, y) => x != y),
    ];

    private static OpCase Case(string op, string name, Operand[] inputs, Operand output, Func<double[][], IEnumerable<double>> compute, params (string, Attr)[] attributes) =>
        Customs.Computed($"Flex{op}", name, Customs.Node(op, attributes), inputs, output, compute);

    // Floats as complex numbers, multiplied, and their real parts.
    private static byte[] ComplexProduct()
    {
        var builder = new ModelBuilder();
        int[] floats = [builder.Input(TensorType.FLOAT32, [2, 3]), builder.Input(TensorType.FLOAT32, [2, 3])];
        int[] numbers = [.. floats.Select(_ => builder.Tensor(TensorType.COMPLEX64, [2, 3]))];
        for (int i = 0; i < 2; i++)
        {
            builder.Operator(BuiltinOperator.CAST, [floats[i]], [numbers[i]], new CastOptionsT { InDataType = TensorType.FLOAT32, OutDataType = TensorType.COMPLEX64 });
        }
        (int product, int real) = (builder.Tensor(TensorType.COMPLEX64, [2, 3]), builder.Tensor(TensorType.FLOAT32, [2, 3]));
        builder.Operator(BuiltinOperator.CUSTOM, numbers, [product], custom: "FlexMul", customOptions: Customs.Node("Mul"));
        builder.Operator(BuiltinOperator.REAL, [product], [real]);
        builder.Output(real);
        return builder.Build();
    }

    private static Operand Few(int step) => F32(3, 8).Of([.. Enumerable.Range(0, 24).Select(i => (double)(i * step % 4))]);

    private static Attr Text(string text) => new() { S = Google.Protobuf.ByteString.CopyFromUtf8(text) };

    private static (string, Attr) Yes(string name) => (name, new Attr { B = true });

    private static double Crossed(double[][] e, int at, int axis) =>
        (e[0][at + ((axis + 1) % 3)] * e[1][at + ((axis + 2) % 3)]) - (e[0][at + ((axis + 2) % 3)] * e[1][at + ((axis + 1) % 3)]);

    private static IEnumerable<double> Product(double[][] e, int batches, int depth, int[] first, int[] second, bool turnFirst, bool turnSecond)
    {
        double At(double[] x, int[] shape, int batch, int row, int column, bool turn) => x[(batch * shape[0] * shape[1]) + (turn ? (column * shape[1]) + row : (row * shape[1]) + column)];
        return from n in Enumerable.Range(0, batches) from i in Enumerable.Range(0, turnFirst ? first[1] : first[0]) from j in Enumerable.Range(0, turnSecond ? second[0] : second[1])
               select Enumerable.Range(0, depth).Sum(k => At(e[0], first, n, i, k, turnFirst) * At(e[1], second, n, k, j, turnSecond));
    }

    // Windows of 2 x 3, a step of 2, and cells of a window 2 rows apart.
    private static (string, Attr)[] Windows(bool same) =>
    [
        ("ksizes", List(1, 2, 3, 1)), ("strides", List(1, 2, 2, 1)), ("rates", List(1, 2, 1, 1)), ("padding", Text(same ? "SAME" : "VALID")),
    ];

    private static Attr List(params long[] integers) => new() { List = new() { I = { integers } } };

    private static OpCase Patches(string name, bool same, Operand result)
    {
        (int top, int left) = same ? (1, 0) : (0, 0);
        double Pixel(double[] x, int row, int column, int c) => row < 0 || row >= 5 || column < 0 || column >= 6 ? 0 : x[(((row * 6) + column) * 2) + c];
        return Case("ExtractImagePatches", name, [F32(1, 5, 6, 2)], result, e =>
            from y in Enumerable.Range(0, result.Shape[1]) from x in Enumerable.Range(0, result.Shape[2])
            from i in Enumerable.Range(0, 2) from j in Enumerable.Range(0, 3) from c in Enumerable.Range(0, 2)
            select Pixel(e[0], (y * 2) - top + (i * 2), (x * 2) - left + j, c), Windows(same));
    }

    // By its series; more than enough terms for the numbers here.
    private static double Erf(double x)
    {
        (double sum, double term) = (0, x);
        for (int n = 0; n < 80; n++)
        {
            sum += term / ((2 * n) + 1);
            term *= -x * x / (n + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
