using System.Reflection;
using Tflite2Onnx.Driver;
using Tflite2Onnx.Onnx;
using Tflite2Onnx.Passes;
using Tflite2Onnx.Planning;
using Tflite2Onnx.Prove;

namespace Tflite2Onnx;

/// <summary>Converts TensorFlow Lite models to ONNX.</summary>
/// <remarks>
/// The same model and options give the same bytes on every machine. A model that does not convert is never an exception: the result's
/// diagnostics say why. Nothing is written then, and a file that was there stays as it was. The same holds of a conversion that is
/// cancelled, which ends in an <see cref="OperationCanceledException"/>.
/// </remarks>
public static class Converter
{
    /// <summary>The version of this library, as it stands in the models it writes.</summary>
    public static string Version { get; } =
        typeof(Converter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Converts a model file to an ONNX file, which appears only when it is complete.</summary>
    /// <param name="modelPath">The <c>.tflite</c> file.</param>
    /// <param name="onnxPath">The file to write; its folder is made when it is missing.</param>
    /// <param name="options">How to convert; null for the defaults.</param>
    /// <param name="cancellation">Ends the conversion early.</param>
    /// <remarks>
    /// Where <see cref="ConversionOptions.Signature"/> is <c>*</c>, there is a file for each signature, with its key before the extension
    /// (<c>model.key.onnx</c>; what a file name cannot hold is replaced, and a hash added), or none when one of them is refused. The result then
    /// holds all diagnostics, and figures that are sums (of the operator sets, the highest).
    /// </remarks>
    public static ConversionResult Convert(string modelPath, string onnxPath, ConversionOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(onnxPath);
        ArgumentException.ThrowIfNullOrEmpty(modelPath);
        return options?.Signature == SignatureFile.All ? ConvertEach(modelPath, onnxPath, options, cancellation)
            : Convert(modelPath, writer => WriteFile(onnxPath, writer), options, cancellation);
    }

    /// <summary>Converts a model file to a stream, from its current position on.</summary>
    /// <inheritdoc cref="Convert(string, string, ConversionOptions?, CancellationToken)"/>
    public static ConversionResult Convert(string modelPath, Stream onnx, ConversionOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        return Convert(modelPath, writer => writer.Write(onnx), options, cancellation);
    }

    /// <summary>Converts a model in memory to a stream.</summary>
    /// <param name="model">The bytes of the <c>.tflite</c> file. They have to stay as they are until the call returns.</param>
    /// <param name="onnx">Where the ONNX model goes, from the stream's current position on.</param>
    /// <param name="options">How to convert; null for the defaults.</param>
    /// <param name="cancellation">Ends the conversion early.</param>
    public static ConversionResult Convert(ReadOnlyMemory<byte> model, Stream onnx, ConversionOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        return Convert(ModelBytes.Of(model), new DiagnosticBag(), writer => writer.Write(onnx), options, cancellation);
    }

    /// <summary>Converts a model in memory to an ONNX file, which appears only when it is complete.</summary>
    /// <param name="model">The bytes of the <c>.tflite</c> file. They have to stay as they are until the call returns.</param>
    /// <param name="onnxPath">The file to write; its folder is made when it is missing.</param>
    /// <param name="options">How to convert; null for the defaults.</param>
    /// <param name="cancellation">Ends the conversion early.</param>
    public static ConversionResult Convert(
        ReadOnlyMemory<byte> model, string onnxPath, ConversionOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(onnxPath);
        return Convert(ModelBytes.Of(model), new DiagnosticBag(), writer => WriteFile(onnxPath, writer), options, cancellation);
    }

    /// <summary>Converts a model from a stream, read to its end, to another.</summary>
    /// <param name="model">The <c>.tflite</c> file.</param>
    /// <param name="onnx">Where the ONNX model goes, from the stream's current position on.</param>
    /// <param name="options">How to convert; null for the defaults.</param>
    /// <param name="cancellation">Ends the conversion early.</param>
    public static ConversionResult Convert(Stream model, Stream onnx, ConversionOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(onnx);
        var log = new DiagnosticBag();
        return ModelBytes.TryRead(model, log) is { } bytes
            ? Convert(bytes, log, writer => writer.Write(onnx), options, cancellation)
            : new ConversionResult(log.All);
    }

    private static ConversionResult Convert(string modelPath, Action<OnnxWriter> write, ConversionOptions? options, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelPath);
        var log = new DiagnosticBag(modelPath);
        return ModelBytes.TryRead(modelPath, log) is { } bytes ? Convert(bytes, log, write, options, cancellation) : new ConversionResult(log.All);
    }

    private static ConversionResult Convert(
        byte[] model, DiagnosticBag log, Action<OnnxWriter> write, ConversionOptions? options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        options ??= new ConversionOptions();
        if (Lower(model, options, log, null, cancellation) is not { Graph: { } graph } lowered)
        {
            return new ConversionResult(log.All);
        }
        if (log.Guarded(() => OnnxWriter.Prepare(graph, Version, cancellation)) is not { } writer)
        {
            return new ConversionResult(log.All);
        }
        if (writer.Size > int.MaxValue)
        {
            log.Add(Descriptors.ResultTooLarge, writer.Size);
            return new ConversionResult(log.All);
        }
        try
        {
            write(writer);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.Add(Descriptors.CannotWrite, failure.Message);
            return new ConversionResult(log.All);
        }
        catch (OutOfMemoryException)
        {
            log.Add(Descriptors.OutOfMemory);
            return new ConversionResult(log.All);
        }
        Node[] transposes = [.. graph.Transposes()];
        var summary = new ConversionSummary(graph.Opset, graph.AllNodes().Count(), transposes.Length, transposes.Sum(t => t.Outputs[0].Bytes), writer.Size);
        return new ConversionResult(log.All, summary) { Report = options.Report ? ConversionReport.Of(lowered, model.Length, summary, log) : null };
    }

    /// <summary>
    /// The way of a model up to where it is written: null when it is refused, and <paramref name="log"/> then says why. Tests of what holds of any
    /// plan <paramref name="choose"/> which operators work on moved operands.
    /// </summary>
    internal static Lowered? Lower(
        byte[] bytes, ConversionOptions options, DiagnosticBag log, Func<LayoutPlan, bool[]>? choose = null, CancellationToken cancellation = default) =>
        log.Guarded(() => options.Check(log) && TfliteModel.Read(bytes, log) is { } model && model.Find(options.Signature, log) is { } subgraph
            ? Lower(model, subgraph, options, log, choose, cancellation) : null);

    private static Lowered? Lower(
        TfliteModel model, TfliteGraph subgraph, ConversionOptions options, DiagnosticBag log, Func<LayoutPlan, bool[]>? choose, CancellationToken cancellation)
    {
        if (Preparation.Run(model, subgraph, options, log, cancellation) is not { } prepared)
        {
            return null;
        }
        LayoutPlan plan = LayoutPlan.Make(prepared.Graph, prepared.Rules, options, choose, cancellation);
        if (Lowering.Run(prepared, plan, options, log, cancellation) is not { } graph)
        {
            return null;
        }
        Pipeline.Run(graph, options, log, cancellation);
        var lowered = new Lowered(graph, prepared.Graph, plan, model);
        GraphMetadata.Write(lowered);
        model.Metadata?.WriteTo(graph);
        return Opsets.Choose(graph, options, log) && GraphProof.Run(graph, log) ? lowered : null;
    }

    // The files take their places when all of them are complete.
    private static ConversionResult ConvertEach(string modelPath, string onnxPath, ConversionOptions options, CancellationToken cancellation)
    {
        var log = new DiagnosticBag(modelPath);
        if (ModelBytes.TryRead(modelPath, log) is not { } bytes)
        {
            return new ConversionResult(log.All);
        }
        var outputs = new List<OutputFile>();
        try
        {
            ConversionResult result = SignatureFile.Of(bytes, onnxPath).Convert(file =>
                Convert(bytes, new DiagnosticBag(modelPath), writer => Fill(file.Path, writer), options with { Signature = file.Key }, cancellation));
            if (result.Succeeded)
            {
                outputs.ForEach(output => output.Commit());
            }
            return result;
        }
        catch (IOException failure)
        {
            log.Add(Descriptors.CannotWrite, failure.Message);
            return new ConversionResult(log.All);
        }
        finally
        {
            outputs.ForEach(output => output.Dispose());
        }

        void Fill(string path, OnnxWriter writer)
        {
            outputs.Add(OutputFile.Begin(path, writer.Size));
            outputs[^1].Write(writer.Write);
        }
    }

    private static void WriteFile(string path, OnnxWriter writer)
    {
        using var output = OutputFile.Begin(path, writer.Size);
        output.Write(writer.Write);
        output.Commit();
    }
}
