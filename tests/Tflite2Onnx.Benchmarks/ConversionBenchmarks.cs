using BenchmarkDotNet.Attributes;
using Tflite2Onnx.Diagnostics;
using Tflite2Onnx.Driver;
using Tflite2Onnx.Graphs;
using Tflite2Onnx.Onnx;
using Tflite2Onnx.Passes;
using Tflite2Onnx.Planning;
using Tflite2Onnx.Testing;
using Tflite2Onnx.Tflite;

namespace Tflite2Onnx.Benchmarks;

/// <summary>Time and allocations of each step of a conversion, and of all of it. The result goes to a stream that forgets it.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class ConversionBenchmarks
{
    private readonly ConversionOptions _options = new();
    private byte[] _bytes = [];
    private TfliteModel? _model;
    private Graph? _finished;

    /// <summary>Small: 27 convolutions of 32 channels. Quantized: the same in int8, per channel. Large: 100 MB of weights, all of which are permuted.</summary>
    [Params("small", "quantized", "large")]
    public string Model { get; set; } = "";

    /// <summary>Makes the model, and what the later steps start from.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _bytes = Model switch
        {
            "small" => GeneratedModels.Classifier(64, 32, 13, quantized: false),
            "quantized" => GeneratedModels.Classifier(64, 32, 13, quantized: true),
            _ => GeneratedModels.Large(100),
        };
        _model = Read();
        _finished = Converter.Lower(_bytes, _options, new DiagnosticBag())!.Graph;
    }

    /// <summary>Bytes to a verified model.</summary>
    [Benchmark]
    public object Reading() => Read();

    /// <summary>Model to graph: layouts planned, operators converted.</summary>
    [Benchmark]
    public object Lowering() => Lower();

    /// <summary>Model to simplified graph; subtract <see cref="Lowering"/>, for the passes change the graph they are given.</summary>
    [Benchmark]
    public object LoweringAndPasses()
    {
        Graph graph = Lower();
        Pipeline.Run(graph, _options, new DiagnosticBag());
        return graph;
    }

    /// <summary>Finished graph to bytes, weights permuted on the way.</summary>
    [Benchmark]
    public void Writing() => OnnxWriter.Prepare(_finished!, Converter.Version).Write(Stream.Null);

    /// <summary>All of it.</summary>
    [Benchmark]
    public ConversionResult Whole() => Converter.Convert(_bytes, Stream.Null, _options);

    private TfliteModel Read() => TfliteModel.Read(_bytes, new DiagnosticBag())!;

    private Graph Lower()
    {
        var log = new DiagnosticBag();
        Prepared prepared = Preparation.Run(_model!, _model!.Main, _options, log)!;
        return Driver.Lowering.Run(prepared, LayoutPlan.Make(prepared.Graph, prepared.Rules, _options), _options, log)!;
    }
}
