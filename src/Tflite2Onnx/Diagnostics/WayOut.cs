namespace Tflite2Onnx.Diagnostics;

/// <summary>What somebody can do about a refusal.</summary>
internal enum WayOut
{
    /// <summary>The same is expressed by other operators before export.</summary>
    Rewrite,

    /// <summary>The option Shapes gives dimensions that the file leaves open; <see cref="FixShapes"/> is said where it has none to give.</summary>
    GiveShapes,

    /// <summary>The model is exported with fixed dimensions.</summary>
    FixShapes,

    /// <summary>What is computed becomes a constant.</summary>
    MakeConstant,

    /// <summary>A tensor of integers gets a scale, or becomes one of floats.</summary>
    GiveScale,

    /// <summary>Complex tensors become two real ones.</summary>
    SplitComplex,

    /// <summary>The model is exported again: what it has is how one exporter, or one setting of it, writes the operator.</summary>
    ReExport,

    /// <summary>The model is exported without TensorFlow's own operators.</summary>
    BuiltinsOnly,

    /// <summary>A custom operator is computed by the application, or by a runtime that has it.</summary>
    AllowCustom,
}

/// <summary>Ways out in words: the same ones wherever a way is the same.</summary>
internal static class WaysOut
{
    public static string Sentence(this WayOut way) => way switch
    {
        WayOut.GiveShapes => "Give the dimensions with the option Shapes (--shape), or export the model with fixed ones.",
        WayOut.FixShapes => "Export the model with fixed dimensions, or cut the model in front of the operator.",
        WayOut.MakeConstant => "Export the model with that as a constant, or cut the model in front of the operator.",
        WayOut.GiveScale => "Export the model with a scale for that tensor, or in floats.",
        WayOut.SplitComplex => "Export the model with the real and the imaginary part instead.",
        WayOut.ReExport => "Export the model again, with another version or other settings of the exporter, or cut the model in front of the operator.",
        WayOut.BuiltinsOnly => "Export the model with TFLite's built-in operators only (without SELECT_TF_OPS).",
        WayOut.AllowCustom => "Cut the model in front of it and compute it in the application, or keep it for a runtime that has it (CustomDomain).",
        _ => "Express it by other operators before export, or cut the model in front of it.",
    };
}
