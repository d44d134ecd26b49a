#:property PublishAot=false
#:property LangVersion=latest
#:package Tflite2Onnx.Build@0.1.0
#:package Microsoft.ML.OnnxRuntime@1.31.1

// dotnet run app.cs: a program of one file and a model beside it. The build converts edges.tflite, which lies in the same folder.
using app;
using Microsoft.ML.OnnxRuntime;

using var session = new InferenceSession(EdgesModel.ReadAllBytes());
float[] picture = new float[8 * 8 * 3];
Array.Fill(picture, 1f, 0, 4 * 8 * 3);
using OrtValue tensor = OrtValue.CreateTensorValueFromMemory(picture, [1, 8, 8, EdgesModel.Inputs.Picture.Dim3]);
using var options = new RunOptions();
using var results = session.Run(options, [EdgesModel.Inputs.Picture.Name], [tensor], [EdgesModel.Outputs.Edges.Name]);
ReadOnlySpan<float> edges = results[0].GetTensorDataAsSpan<float>();
for (int row = 0; row < 6; row++)
{
    Console.WriteLine(string.Concat(edges.Slice(row * 6, 6).ToArray().Select(e => e > 0.5f ? '#' : '.')));
}
