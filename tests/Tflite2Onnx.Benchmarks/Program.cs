using BenchmarkDotNet.Running;
using Tflite2Onnx.Benchmarks;
using Tflite2Onnx.Testing;

// "generate FOLDER" writes the models the benchmarks use, for measuring the whole process from outside.
if (args is ["generate", string folder])
{
    Directory.CreateDirectory(folder);
    File.WriteAllBytes(Path.Combine(folder, "large.tflite"), GeneratedModels.Large(100));
    File.WriteAllBytes(Path.Combine(folder, "chain.tflite"), GeneratedModels.Chain(100_000));
    return;
}
BenchmarkRunner.Run<ConversionBenchmarks>(args: args);
