namespace Tflite2Onnx.Tests.States;

/// <summary>A model converted with its states exposed, run frame after frame as a caller would: what comes out as a state goes in again.</summary>
internal sealed class StatefulModel : IDisposable
{
    private readonly OnnxRunner _runner;
    private readonly string[] _inputs;
    private readonly Dictionary<string, RunTensor> _states = [];

    public StatefulModel(byte[] tflite)
    {
        using var onnx = new MemoryStream();
        ConversionResult result = Converter.Convert(tflite, onnx, new ConversionOptions { State = StateMode.Expose });
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));
        Assert.DoesNotContain(d => d.Severity == DiagnosticSeverity.Warning, result.Diagnostics);
        _runner = new OnnxRunner(onnx.ToArray());
        _inputs = [.. _runner.Inputs];
    }

    public IReadOnlyList<string> States => _runner.Optional;

    public IReadOnlyList<string> Inputs => _inputs;

    public IReadOnlyList<string> Outputs => _runner.Outputs;

    public string Next(string state) => _runner.Metadata($"tflite.state.{state}") ?? throw new AssertFailedException($"nothing is said of '{state}'");

    /// <summary>One frame: the model's own inputs to its own outputs.</summary>
    public RunTensor[] Run(params RunTensor[] inputs)
    {
        RunTensor[] outputs = _runner.Run([.. _inputs, .. _states.Keys], [.. inputs, .. _states.Values]);
        foreach (string state in States)
        {
            _states[state] = outputs[Outputs.ToList().IndexOf(Next(state))];
        }
        return outputs[..^States.Count];
    }

    public void Dispose() => _runner.Dispose();
}
