using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>
/// Random numbers. Those of a run are others than TFLite's, whose generator (Philox) ONNX does not have; they are as likely. An operator with
/// a seed gives the same sequence of numbers each time the model is loaded, one without (both seeds 0) does not, as in TFLite.
/// </summary>
internal static class Randomness
{
    public static OpDefinition[] Operators =>
    [
        new OpDefinition<RandomOptions>(MULTINOMIAL)
        {
            Summary = "Classes drawn at random by their unnormalized log-probabilities; not the ones that TFLite draws.",
            Limits = "The number of draws has to be a constant.",
            Shapes = (op, _) => ReductionShapes.Draws(op),
            Convert = (op, o) => op.Emit("Multinomial", [op.In(0)], Seeded(o, new()
            {
                ["dtype"] = (long)op.Output(0).Type.ToElementType(),
                ["sample_size"] = (long)op.Integer(1),
            })),
        },
        new OpDefinition<RandomOptions>(RANDOM_STANDARD_NORMAL)
        {
            Summary = "Normally distributed random numbers; not the ones that TFLite draws.",
            Shapes = (op, _) => ShapingShapes.Fill(op),
            Convert = (op, o) => Generate(op, "RandomNormal", Seeded(o, [])),
        },
        new OpDefinition<RandomOptions>(RANDOM_UNIFORM)
        {
            Summary = "Random numbers from 0 to below 1; not the ones that TFLite draws.",
            Shapes = (op, _) => ShapingShapes.Fill(op),
            Convert = (op, o) => Generate(op, "RandomUniform", Seeded(o, [])),
        },
        Unseeded("RandomStandardNormal", "RandomNormal", "Normally distributed random numbers; not the ones that TFLite draws."),
        Unseeded("RandomUniform", "RandomUniform", "Random numbers from 0 to below 1; not the ones that TFLite draws."),
    ];

    // What they were before they became built-in: their kernels know no seed, and give the same numbers each time the model is loaded.
    private static PlainOpDefinition Unseeded(string name, string onnx, string summary) => new(name)
    {
        Summary = summary,
        Convert = op => Generate(op, onnx, new() { ["seed"] = 1f }),
    };

    // The defaults are what is wanted: mean 0 and deviation 1, from 0 to 1.
    private static Value Generate(OpContext op, string onnx, Attributes attributes)
    {
        attributes["dtype"] = (long)ElementType.Float;
        if (op.TryIntegers(0) is not { } shape)
        {
            return op.Emit($"{onnx}Like", [op.Emit("ConstantOfShape", [op.IndexList(0)])], attributes);
        }
        attributes["shape"] = shape.AsArray();
        return op.Emit(onnx, [], attributes);
    }

    private static Attributes Seeded(RandomOptions o, Attributes attributes)
    {
        if (o.Seed != 0 || o.Seed2 != 0)
        {
            attributes["seed"] = (float)((o.Seed * 65536.0) + o.Seed2);
        }
        return attributes;
    }
}
