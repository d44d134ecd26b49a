namespace Tflite2Onnx.Tests.Operators;

/// <summary>The tables of cases, one per family of operators, as the operators' own tables are.</summary>
internal static class Families
{
    public static IReadOnlyDictionary<string, OpCase[]> All { get; } = new Dictionary<string, OpCase[]>
    {
        ["Activation"] = ActivationCases.All,
        ["Binary"] = BinaryCases.All,
        ["Blocks"] = BlocksCases.All,
        ["Comparison"] = ComparisonCases.All,
        ["Convolution"] = ConvolutionCases.All,
        ["Gathering"] = GatheringCases.All,
        ["Generation"] = GenerationCases.All,
        ["Joining"] = JoiningCases.All,
        ["Matrix"] = MatrixCases.All,
        ["Normalization"] = NormalizationCases.All,
        ["Pads"] = PadsCases.All,
        ["Pooling"] = PoolingCases.All,
        ["Quantization"] = QuantizationCases.All,
        ["Recurrent"] = RecurrentCases.All,
        ["Reduction"] = ReductionCases.All,
        ["Resizing"] = ResizingCases.All,
        ["Reversal"] = ReversalCases.All,
        ["Scattering"] = ScatteringCases.All,
        ["Shaping"] = ShapingCases.All,
        ["Slicing"] = SlicingCases.All,
        ["Unary"] = UnaryCases.All,
        ["Variables"] = VariablesCases.All,
    };

    public static IEnumerable<OpCase> Cases => All.Values.SelectMany(cases => cases);
}
