namespace Tflite2Onnx.Graphs;

/// <summary>
/// Facts about the ONNX operators that are emitted: the element type of their results, whether results have the first input's shape,
/// and the operator set that brought the form in use. What is not listed has the type of its first input and is as old as the lowest opset.
/// </summary>
internal static class OnnxOperators
{
    /// <summary>The oldest operator set written: what ML.NET and every runtime still in use reads.</summary>
    public const int LowestOpset = 17;

    /// <summary>The newest operator set the released ONNX Runtime executes.</summary>
    public const int HighestOpset = 25;

    private const string MachineLearning = "ai.onnx.ml";

    /// <summary>The domain of an operator; empty for ONNX's own.</summary>
    public static string DomainOf(string opType) => opType == "LabelEncoder" ? MachineLearning : "";

    /// <summary>The version that is written of a domain other than ONNX's own.</summary>
    public static int VersionOf(string domain) => domain == MachineLearning ? 2 : 1;

    public static bool IsWritten(int opset) => opset is >= LowestOpset and <= HighestOpset;

    private static readonly HashSet<string> SameShape =
    [
        "Abs", "Acos", "Atan", "Cast", "Ceil", "Clip", "Cos", "CumSum", "DequantizeLinear", "Elu", "Erf", "Exp", "Floor", "Gelu", "HardSigmoid", "HardSwish",
        "Identity", "IsNaN", "LRN", "LeakyRelu", "Log", "LogSoftmax", "Neg", "Not", "PRelu", "QuantizeLinear", "Reciprocal", "Relu", "ReverseSequence", "Round",
        "Sigmoid", "Sign", "Sin", "Softmax", "Sqrt", "Tanh", "Trilu",
    ];

    private static readonly HashSet<string> Floats =
    [
        "Acos", "Atan", "AveragePool", "BatchNormalization", "Ceil", "Conv", "ConvTranspose", "Cos", "Elu", "Erf", "Exp", "Floor", "Gelu", "HardSigmoid",
        "HardSwish", "LRN", "LeakyRelu", "Log", "LogSoftmax", "Reciprocal", "Round", "Sigmoid", "Sin", "Softmax", "Sqrt", "Tanh",
    ];

    private static readonly HashSet<string> Boolean =
        ["And", "Equal", "Greater", "GreaterOrEqual", "IsInf", "IsNaN", "Less", "LessOrEqual", "Not", "Or", "RegexFullMatch", "Xor"];

    private static readonly HashSet<string> Index = ["ArgMax", "ArgMin", "NonMaxSuppression", "NonZero", "Shape", "Size"];

    /// <summary>Whether ONNX has the operator for floats only.</summary>
    public static bool IsOfFloats(string opType) => Floats.Contains(opType);

    /// <summary>Element type of result <paramref name="output"/>.</summary>
    public static ElementType ResultType(string opType, IReadOnlyList<Value?> inputs, Attributes attributes, int output = 0) => opType switch
    {
        "Cast" => (ElementType)attributes.Integer("to"),
        "ConstantOfShape" => attributes.TryGetValue("value", out object? value) ? ((Constant)value).Type : ElementType.Float,
        "DequantizeLinear" => inputs[1]!.Type,
        "QuantizeLinear" => inputs.Count > 2 && inputs[2] is { } zero ? zero.Type : (ElementType)attributes.Integer("output_dtype", (long)ElementType.UInt8),
        "If" => ((Graph)attributes["then_branch"]).Outputs[output].Type,
        "Loop" => ((Graph)attributes["body"]).Outputs[output + 1].Type,     // behind the condition
        "Scan" => ((Graph)attributes["body"]).Outputs[output].Type,
        "OneHot" => inputs[2]!.Type,
        "Multinomial" or "RandomNormal" or "RandomNormalLike" or "RandomUniform" or "RandomUniformLike" => (ElementType)attributes.Integer("dtype"),
        "Where" => inputs[1]!.Type,
        "LabelEncoder" => attributes.ContainsKey("values_strings") ? ElementType.String : ElementType.Int64,
        "MatMulInteger" or "ConvInteger" => ElementType.Int32,
        "StringSplit" or "TopK" or "Unique" when output > 0 => ElementType.Int64,
        "MaxPool" when output == 1 => ElementType.Int64,
        _ when Boolean.Contains(opType) => ElementType.Bool,
        _ when Index.Contains(opType) => ElementType.Int64,
        _ => inputs.FirstOrDefault(i => i is not null)?.Type ?? ElementType.Undefined,
    };

    public static int[]? ResultShape(string opType, IReadOnlyList<Value?> inputs) => SameShape.Contains(opType) ? inputs[0]!.Shape : null;

    /// <summary>The first operator set in which the node, as it stands, is valid; with the reason when that is above the lowest.</summary>
    public static (int Opset, string Reason) Since(Node node)
    {
        int types = node.Inputs.Concat(node.Outputs).OfType<Value>().Select(v => SinceType(node.OpType, v.Type)).DefaultIfEmpty(0).Max();
        int form = node.OpType switch
        {
            "BitwiseAnd" or "BitwiseNot" or "BitwiseOr" or "BitwiseXor" => 18,
            "ScatterND" or "ScatterElements" when node.Attributes.TryGetValue("reduction", out object? reduction) && reduction is "max" or "min" => 18,
            "Gelu" or "RegexFullMatch" or "StringConcat" or "StringSplit" => 20,
            "DequantizeLinear" when node.Attributes.ContainsKey("block_size") => 21,
            "RMSNormalization" or "Attention" or "RotaryEmbedding" => 23,
            "BitCast" => 26,
            _ => 0,
        };
        return form > types ? (form, node.OpType)
            : (types, types > LowestOpset ? $"{node.OpType} of {string.Join(", ", node.Inputs.OfType<Value>().Select(v => v.Type).Distinct())}" : "");
    }

    private static int SinceType(string opType, ElementType type) => type switch
    {
        ElementType.Int2 or ElementType.UInt2 => 25,
        ElementType.Int4 or ElementType.UInt4 => 21,
        ElementType.Float8E4M3FN or ElementType.Float8E5M2 => 19,
        ElementType.Int16 or ElementType.UInt16 when opType is "QuantizeLinear" or "DequantizeLinear" => 21,
        ElementType.String when opType == "Equal" => 19,
        _ => 0,
    };
}
