using Tflite2Onnx.Lowering.Operators;

namespace Tflite2Onnx.Lowering;

/// <summary>All operators that are converted, by TFLite's code.</summary>
internal static class OpRegistry
{
    /// <summary>The table of tables: one list per family.</summary>
    public static IReadOnlyDictionary<BuiltinOperator, OpDefinition> All { get; } =
        new[]
            {
                Activation.Operators, Binary.Operators, Blocks.Operators, Comparison.Operators, Convolution.Operators,
                Gathering.Operators, Generation.Operators, Joining.Operators, Matrix.Operators,
                Normalization.Operators, Pads.Operators, Pooling.Operators, Quantization.Operators,
                Recurrent.Operators, Reduction.Operators, Resizing.Operators, Reversal.Operators, Scattering.Operators, Shaping.Operators,
                Slicing.Operators, Unary.Operators, Variables.Operators,
            }
            .SelectMany(family => family)
            .ToDictionary(definition => definition.Code);

    public static OpDefinition? Find(TfliteOperator op) => All.GetValueOrDefault(op.Code);

    /// <summary>What somebody can do about an operator that is not supported.</summary>
    public static string WayOut(TfliteOperator op) =>
        op.Code != BuiltinOperator.CUSTOM ? "Express it by other operators before export, or cut the model in front of it."
        : op.Name.StartsWith("CUSTOM:Flex", StringComparison.Ordinal)
            ? "It is TensorFlow's own; export the model with TFLite's built-in operators only (without SELECT_TF_OPS)."
        : "It is a custom operator; cut the model in front of it and compute it in the application.";
}
