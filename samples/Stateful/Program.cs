using Microsoft.ML.OnnxRuntime;
using Stateful;

// A level meter: it jumps up with the sound and falls slowly. What it fell from is state, which ONNX models do not keep: this loop does.
// ONNX Runtime warns that inputs with initial values cannot be folded; they are not to be.
using var settings = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
using var session = new InferenceSession(MeterModel.ReadAllBytes(), settings);
Dictionary<string, string> next = session.ModelMetadata.CustomMetadataMap.Where(pair => pair.Key.StartsWith("tflite.state.", StringComparison.Ordinal))
    .ToDictionary(pair => pair.Key["tflite.state.".Length..], pair => pair.Value);
Dictionary<string, OrtValue> states = [];      // empty: the first run starts from the initial values
using var options = new RunOptions();
for (int i = 0; i < 12; i++)
{
    using OrtValue frame = OrtValue.CreateTensorValueFromMemory(Frame(i), [1, MeterModel.Inputs.Frame.Dim1]);
    string[] inputs = [MeterModel.Inputs.Frame.Name, .. states.Keys];
    string[] outputs = [MeterModel.Outputs.Peak.Name, .. next.Values];
    IReadOnlyList<OrtValue> results = session.Run(options, inputs, [frame, .. states.Values], outputs);
    Console.WriteLine(new string('#', (int)MathF.Round(40 * results[0].GetTensorDataAsSpan<float>()[0])));
    states = next.Keys.Zip(results.Skip(1)).ToDictionary(pair => pair.First, pair => pair.Second);
}

// Silence, but for a tone in the third and the eighth frame.
static float[] Frame(int number)
{
    float loudness = number switch { 2 => 1, 7 => 0.5f, _ => 0 };
    return [.. Enumerable.Range(0, MeterModel.Inputs.Frame.Dim1).Select(t => loudness * MathF.Sin(t * MathF.PI / 8))];
}
