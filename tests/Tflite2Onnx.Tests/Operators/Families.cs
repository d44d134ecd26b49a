namespace Tflite2Onnx.Tests.Operators;

/// <summary>The tables of cases, one per family of operators, as the operators' own tables are.</summary>
internal static class Families
{
    public static IReadOnlyDictionary<string, OpCase[]> All { get; } = new Dictionary<string, OpCase[]>
    {
        ["Activation"] = ActivationCases.All,
        ["Binary"] = BinaryCases.All,
        ["Binning"] = BinningCases.All,
        ["Bitwise"] = BitwiseCases.All,
        ["Blocks"] = BlocksCases.All,
        ["Comparison"] = ComparisonCases.All,
        ["Composites"] = CompositesCases.All,
        ["ControlFlow"] = ControlFlowCases.All,
        ["Convolution"] = ConvolutionCases.All,
        ["Convolution3D"] = Convolution3DCases.All,
        ["Diagonals"] = DiagonalsCases.All,
        ["Embedding"] = EmbeddingCases.All,
        ["Gathering"] = GatheringCases.All,
        ["Generation"] = GenerationCases.All,
        ["HashTables"] = HashTablesCases.All,
        ["Hashing"] = HashingCases.All,
        ["Joining"] = JoiningCases.All,
        ["Matrix"] = MatrixCases.All,
        ["Normalization"] = NormalizationCases.All,
        ["Pads"] = PadsCases.All,
        ["Pooling"] = PoolingCases.All,
        ["Quantization"] = QuantizationCases.All,
        ["Randomness"] = RandomnessCases.All,
        ["Recurrent"] = RecurrentCases.All,
        ["RecurrentLoops"] = RecurrentLoopCases.All,
        ["Reduction"] = ReductionCases.All,
        ["Resizing"] = ResizingCases.All,
        ["Reversal"] = ReversalCases.All,
        ["Scattering"] = ScatteringCases.All,
        ["Segments"] = SegmentsCases.All,
        ["Selection"] = SelectionCases.All,
        ["Shaping"] = ShapingCases.All,
        ["Slicing"] = SlicingCases.All,
        ["Spectral"] = SpectralCases.All,
        ["StableHloConvolution"] = StableHloConvolutionCases.All,
        ["StableHloElementwise"] = StableHloElementwiseCases.All,
        ["StableHloGathering"] = StableHloGatheringCases.All,
        ["StableHloProducts"] = StableHloProductsCases.All,
        ["StableHloRandom"] = StableHloRandomCases.All,
        ["StableHloReduction"] = StableHloReductionCases.All,
        ["StableHloShaping"] = StableHloShapingCases.All,
        ["StableHloSlicing"] = StableHloSlicingCases.All,
        ["StableHloSorting"] = StableHloSortingCases.All,
        ["Texts"] = TextsCases.All,
        ["Unary"] = UnaryCases.All,
        ["Audio"] = AudioCases.All,
        ["Contributed"] = ContributedCases.All,
        ["Detection"] = DetectionCases.All,
        ["Landmarks"] = LandmarksCases.All,
        ["Sampling"] = SamplingCases.All,
        ["TensorFlow"] = TensorFlowCases.All,
        ["Unpooling"] = UnpoolingCases.All,
        ["WindowReduction"] = WindowReductionCases.All,
        ["Variables"] = VariablesCases.All,
    };

    public static IEnumerable<OpCase> Cases => All.Values.SelectMany(cases => cases);

    /// <summary>The cases by the name that tests and fixtures know each by.</summary>
    public static IReadOnlyDictionary<string, OpCase> Keyed { get; } = Cases.ToDictionary(test => test.Key);
}
