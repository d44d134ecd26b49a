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
                Pads.Operators, Pooling.Operators, Quantization.Operators, Randomness.Operators, Reduction.Operators, Resizing.Operators,
                Reversal.Operators, Scattering.Operators, Segments.Operators, Selection.Operators, Shaping.Operators, Slicing.Operators,
                Spectral.Operators, StableHloConvolution.Operators, StableHloElementwise.Operators, StableHloGathering.Operators,
                StableHloProducts.Operators, StableHloRandom.Operators, StableHloReduction.Operators, StableHloScattering.Operators,
                StableHloShaping.Operators, StableHloSlicing.Operators, StableHloSorting.Operators, Unary.Operators, WindowReduction.Operators,
                Audio.Operators, Contributed.Operators, Detection.Operators, Landmarks.Operators, Sampling.Operators, TensorFlow.Operators, Unpooling.Operators,
            }
            .SelectMany(family => family)
            .ToDictionary(definition => definition.Name, StringComparer.Ordinal);

    public static OpDefinition? Find(TfliteOperator op) => All.GetValueOrDefault(op.Name);

    /// <summary>What somebody can do about an operator that is not supported.</summary>
    public static string WayOut(TfliteOperator op) =>
        op.Code != BuiltinOperator.CUSTOM ? "Express it by other operators before export, or cut the model in front of it."
        : op.Name.StartsWith("CUSTOM:Flex", StringComparison.Ordinal)
            ? "It is TensorFlow's own; export the model with TFLite's built-in operators only (without SELECT_TF_OPS)."
        : "It is a custom operator; cut the model in front of it and compute it in the application, or keep it for a runtime that has it (CustomDomain).";
}
