using Tflite2Onnx.Driver;
using Tflite2Onnx.Planning;

namespace Tflite2Onnx;

/// <summary>
/// What was made of a model: its operators and the ONNX operators in their place, every Transpose with its reason, and all that was said.
/// Nothing in it differs from one conversion of the same bytes to the next, so it has neither times nor paths.
/// </summary>
internal sealed record ConversionReport(
    string Version, long ModelBytes, long OnnxBytes, int Opset, ReportedTensor[] Inputs, ReportedTensor[] Outputs, OperatorTally[] TfliteOperators,
    OperatorTally[] OnnxOperators, long WeightBytes, KeptTranspose[] Transposes, ReportedNote[] Notes)
{
    public static ConversionReport Of(Lowered lowered, long modelBytes, ConversionSummary summary, DiagnosticBag log) => new(
        Converter.Version, modelBytes, summary.Bytes, summary.Opset,
        [.. lowered.Graph.Inputs.Select(ReportedTensor.Of)], [.. lowered.Graph.Outputs.Select(ReportedTensor.Of)],
        OperatorTally.Of(lowered.Source.Operators.DistinctBy(op => op.Place).Select(op => op.Name)),
        OperatorTally.Of(lowered.Graph.AllNodes().Select(node => node.OpType)),
        lowered.Graph.Constants().Sum(value => value.Constant!.ByteCount), LayoutReport.Of(lowered.Source, lowered.Plan, lowered.Graph).Transposes,
        [.. log.All.Select(d => new ReportedNote(d.Code, d.Severity.ToString().ToLowerInvariant(), d.Message))]);
}

/// <summary>An input or output of the ONNX model; -1 stands for dimensions that a run decides.</summary>
internal sealed record ReportedTensor(string Name, string ElementType, int[]? Shape)
{
    public static ReportedTensor Of(Value value) => new(value.Name, value.Type.ToString(), value.Shape);
}

/// <summary>How often an operator is there.</summary>
internal sealed record OperatorTally(string Operator, int Count)
{
    public static OperatorTally[] Of(IEnumerable<string> names) =>
        [.. names.GroupBy(name => name).Select(same => new OperatorTally(same.Key, same.Count())).OrderBy(tally => tally.Operator, StringComparer.Ordinal)];
}

/// <summary>A diagnostic of the conversion.</summary>
internal sealed record ReportedNote(string Code, string Severity, string Message);
