using Tflite2Onnx.Operators;

namespace Tflite2Onnx.Driver;

/// <summary>All operators that are converted, found by TFLite's name; that of a custom one has its own name behind a colon.</summary>
internal static class OpRegistry
{
    // The table of tables, one list per family. Those that most models need come first: a family is made, which takes the runtime's
    // compiler most of the time, when an operator is looked for that none before it has.
    private static readonly Func<OpDefinition[]>[] s_families =
    [
        () => Convolution.Operators, () => Binary.Operators, () => Shaping.Operators, () => Pooling.Operators, () => Activation.Operators,
        () => Matrix.Operators, () => Quantization.Operators, () => Joining.Operators, () => Pads.Operators, () => Resizing.Operators,
        () => Reduction.Operators, () => Slicing.Operators, () => Unary.Operators, () => Gathering.Operators, () => Blocks.Operators,
        () => Comparison.Operators, () => Selection.Operators, () => Generation.Operators, () => ControlFlow.Operators, () => Variables.Operators,
        () => Recurrent.Operators, () => Normalization.Operators, () => Bitwise.Operators, () => Reversal.Operators, () => Scattering.Operators,
        () => Embedding.Operators, () => Segments.Operators, () => HashTables.Operators, () => Hashing.Operators, () => Convolution3D.Operators,
        () => Diagonals.Operators, () => Binning.Operators, () => Randomness.Operators, () => Spectral.Operators,
        () => StableHloElementwise.Operators, () => StableHloShaping.Operators, () => StableHloSlicing.Operators, () => StableHloReduction.Operators,
        () => StableHloProducts.Operators, () => StableHloConvolution.Operators, () => StableHloGathering.Operators,
        () => StableHloScattering.Operators, () => StableHloSorting.Operators, () => StableHloRandom.Operators, () => WindowReduction.Operators,
        () => Detection.Operators, () => Contributed.Operators, () => Landmarks.Operators, () => Unpooling.Operators, () => Sampling.Operators,
        () => Audio.Operators, () => TensorFlow.Operators, () => SkipGrams.Operators,
    ];

    private static readonly Dictionary<string, OpDefinition> s_definitions = new(StringComparer.Ordinal);

    private static int s_made;

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<OpDefinition> All
    {
        get
        {
            lock (s_definitions)
            {
                while (MakesFamily())
                {
                }
                return s_definitions.Values;
            }
        }
    }

    public static OpDefinition? Find(TfliteOperator op)
    {
        lock (s_definitions)
        {
            OpDefinition? definition;
            while (!s_definitions.TryGetValue(op.Name, out definition) && MakesFamily())
            {
            }
            return definition;
        }
    }

    private static bool MakesFamily()
    {
        if (s_made == s_families.Length)
        {
            return false;
        }
        foreach (OpDefinition definition in s_families[s_made++]())
        {
            s_definitions.Add(definition.Name, definition);
        }
        return true;
    }
}
