using Tflite2Onnx.Lowering.Operators;

namespace Tflite2Onnx.Lowering;

/// <summary>All operators that are converted, by TFLite's name; that of a custom one has its own name behind a colon.</summary>
internal static class OpRegistry
{
    /// <summary>The table of tables: one list per family.</summary>
    public static IReadOnlyDictionary<string, OpDefinition> All { get; } =
        new[]
            {
                Activation.Operators, Binary.Operators, Binning.Operators, Bitwise.Operators, Blocks.Operators, Comparison.Operators,
                ControlFlow.Operators, Convolution.Operators, Convolution3D.Operators, Diagonals.Operators, Embedding.Operators, Gathering.Operators,
                Generation.Operators, HashTables.Operators, Hashing.Operators, Joining.Operators, Matrix.Operators, Normalization.Operators,
                Pads.Operators, Pooling.Operators, Quantization.Operators, Randomness.Operators, Recurrent.Operators, Reduction.Operators, Resizing.Operators,
                Reversal.Operators, Scattering.Operators, Segments.Operators, Selection.Operators, Shaping.Operators, Slicing.Operators,
                Spectral.Operators, StableHloConvolution.Operators, StableHloElementwise.Operators, StableHloGathering.Operators,
                StableHloProducts.Operators, StableHloRandom.Operators, StableHloReduction.Operators, StableHloScattering.Operators,
                StableHloShaping.Operators, StableHloSlicing.Operators, StableHloSorting.Operators, Texts.Operators, Unary.Operators, Variables.Operators,
                WindowReduction.Operators,
                Audio.Operators, Contributed.Operators, Detection.Operators, Landmarks.Operators, Sampling.Operators, TensorFlow.Operators, Unpooling.Operators,
            }
            .SelectMany(family => family)
            .ToDictionary(definition => definition.Name, StringComparer.Ordinal);

    public static OpDefinition? Find(TfliteOperator op) => All.GetValueOrDefault(op.Name);
}
