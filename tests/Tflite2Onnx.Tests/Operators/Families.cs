namespace Tflite2Onnx.Tests.Operators;

/// <summary>The tables of cases, one per family of operators, as the operators' own tables are.</summary>
internal static class Families
{
    public static IReadOnlyDictionary<string, OpCase[]> All { get; } = new Dictionary<string, OpCase[]>
    {
        ["Activation"] = ActivationCases.All,
        ["Binary"] = BinaryCases.All,
        ["Convolution"] = ConvolutionCases.All,
        ["Unary"] = UnaryCases.All,
    };

    public static IEnumerable<OpCase> Cases => All.Values.SelectMany(cases => cases);
}
