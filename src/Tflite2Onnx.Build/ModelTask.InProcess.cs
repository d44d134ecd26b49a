namespace Tflite2Onnx.Build;

/// <summary>The tasks of the build's own process, which has the engine in it.</summary>
public abstract partial class ModelTask
{
    /// <summary>What converts a file to a file; tests give their own.</summary>
    internal ConvertModel Converter { get; set; } = Conversion.Engine;

    /// <inheritdoc/>
    public override bool Execute() =>
        new TaskWork(Request(), Hear, new EngineCores(BuildEngine), Converter, () => _cancelled).Run() && !_cancelled;
}
