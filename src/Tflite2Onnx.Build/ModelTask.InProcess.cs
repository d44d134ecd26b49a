namespace Tflite2Onnx.Build;

/// <summary>The tasks of the build's own process, which has the engine in it.</summary>
public abstract partial class ModelTask
{
    private volatile CancellationTokenSource? _source;

    /// <summary>What converts a model in memory to a file; tests give their own.</summary>
    internal ConvertModel Converter { get; set; } = Conversion.Engine;

    /// <inheritdoc/>
    public override bool Execute()
    {
        using var source = new CancellationTokenSource();
        _source = source;
        if (_cancelled)
        {
            return false;
        }
        return new TaskWork(Request(), Hear, new EngineCores(BuildEngine), Converter, source.Token).Run() && !_cancelled;
    }

    partial void OnCancelled()
    {
        try
        {
            _source?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended by itself.
        }
    }
}
