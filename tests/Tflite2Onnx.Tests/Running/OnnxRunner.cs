using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Tflite2Onnx.Tests.Running;

/// <summary>Runs converted models on ONNX Runtime, one thread, inputs and outputs by position.</summary>
internal sealed class OnnxRunner : IDisposable
{
    private readonly SessionOptions _options = new()
    {
        IntraOpNumThreads = 1,
        InterOpNumThreads = 1,
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
    };

    private readonly InferenceSession _session;

    public OnnxRunner(byte[] onnx) => _session = new InferenceSession(onnx, _options);

    public IReadOnlyList<string> Inputs => [.. _session.InputNames];

    public IReadOnlyList<string> Outputs => [.. _session.OutputNames];

    public static RunTensor[] Run(byte[] onnx, IEnumerable<RunTensor> inputs)
    {
        using var runner = new OnnxRunner(onnx);
        return runner.Run(inputs);
    }

    /// <summary>Inputs that may be left out.</summary>
    public IReadOnlyList<string> Optional => [.. _session.OverridableInitializerMetadata.Keys];

    public string? Metadata(string key) => _session.ModelMetadata.CustomMetadataMap.GetValueOrDefault(key);

    public RunTensor[] Run(IEnumerable<RunTensor> inputs) => Run(_session.InputNames, inputs);

    /// <summary>Runs with inputs by name, more than the model demands or in another order.</summary>
    public RunTensor[] Run(IReadOnlyCollection<string> names, IEnumerable<RunTensor> inputs)
    {
        var pins = new List<GCHandle>();
        var values = new List<OrtValue>();
        try
        {
            foreach (RunTensor input in inputs)
            {
                var pin = GCHandle.Alloc(input.Bytes, GCHandleType.Pinned);
                pins.Add(pin);
                long[] shape = [.. input.Shape.Select(d => (long)d)];
                nint data = pin.AddrOfPinnedObject();
                values.Add(OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, (TensorElementType)input.Type, shape, data, input.Bytes.Length));
            }
            using var run = new RunOptions();
            using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(run, names, values, _session.OutputNames);
            return [.. results.Select(Result)];
        }
        finally
        {
            values.ForEach(v => v.Dispose());
            pins.ForEach(p => p.Free());
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }

    private static RunTensor Result(OrtValue value)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        int[] shape = [.. info.Shape.Select(d => (int)d)];
        return new RunTensor((ElementType)info.ElementDataType, shape, info.ElementCount == 0 ? [] : value.GetTensorMutableRawData().ToArray());
    }
}
